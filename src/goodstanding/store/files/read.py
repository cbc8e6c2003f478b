"""Open a department's file as its layout says, after a look at what it really is."""

from hashlib import file_digest
from pathlib import Path

from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.layout_shape import Layout
from goodstanding.core.records.faults_intake import FILE_MISSING, NOT_THE_FORMAT
from goodstanding.store.files import parquet_rows
from goodstanding.store.files.csv_rows import read_csv, read_csv_header
from goodstanding.store.files.jsonl_rows import read_jsonl, read_jsonl_header
from goodstanding.store.files.limits import LIMITS, Limits
from goodstanding.store.files.parquet_rows import read_parquet, read_parquet_header
from goodstanding.store.files.source import Source, over
from goodstanding.store.files.xlsx_rows import read_xlsx, read_xlsx_header

ZIP = b"PK\x03\x04"
OLD_WORKBOOK = bytes.fromhex("d0cf11e0a1b11ae1")
"""The container of .xls, and of workbooks with a password."""
PDF = b"%PDF-"
PARQUET = (parquet_rows.MAGIC, parquet_rows.LOCKED)
BINARY = (*PARQUET, ZIP, OLD_WORKBOOK, PDF, b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"BZh", b"\xfd7zXZ")


def digest_file(path: Path, limits: Limits = LIMITS) -> str:
    """Return the SHA-256 of the file's bytes; a file that is too large is not read at all."""
    if not path.is_file():
        raise Refused(FILE_MISSING.at(path.name, path=path))
    if path.stat().st_size > limits.file_bytes:
        raise Refused(over(path.name, "bytes", limits.file_bytes))
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def check_format(path: Path, layout: Layout) -> None:
    """Refuse a file whose first bytes are not those of the layout's format."""
    with path.open("rb") as file:
        head = file.read(16)
    if layout.format == "xlsx":
        fits = head.startswith(ZIP)
    elif layout.format == "parquet":
        fits = head.startswith(PARQUET)
    elif layout.format == "jsonl":
        fits = not head.startswith(BINARY) and _begins_object(head)
    else:
        fits = not head.startswith(BINARY)
    if not fits:
        raise Refused(NOT_THE_FORMAT.at(path.name, format=layout.format))


def _begins_object(head: bytes) -> bool:
    """Return whether the first sign of a text is a brace; other encodings are told apart later."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\0")):
        return True
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in {b"{", b""}


def read_header(path: Path, layout: Layout, limits: Limits = LIMITS) -> list[str]:
    """Return the names of the file's columns, if it has the layout's format."""
    check_format(path, layout)
    match layout.format:
        case "csv":
            return read_csv_header(path, layout.encoding, limits)
        case "jsonl":
            return read_jsonl_header(path, layout.encoding, limits)
        case "xlsx":
            return read_xlsx_header(path, limits)
        case "parquet":
            return read_parquet_header(path, limits)


def open_source(path: Path, layout: Layout, limits: Limits = LIMITS) -> Source:
    """Open the file of a layout; its header is checked before the first row is given."""
    check_format(path, layout)
    match layout.format:
        case "csv":
            return read_csv(path, layout, limits)
        case "jsonl":
            return read_jsonl(path, layout, limits)
        case "xlsx":
            return read_xlsx(path, layout, limits)
        case "parquet":
            return read_parquet(path, layout, limits)
