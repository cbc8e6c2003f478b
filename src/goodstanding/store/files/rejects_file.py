"""Write the rejects of a batch in the format in which the batch came: whole or not at all."""

import csv
import os
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import IO
from xml.sax.saxutils import escape

import orjson

from goodstanding.core.policy.layout_shape import Layout
from goodstanding.core.records.rejects import ADDED, guard
from goodstanding.store.files.parquet_rows import write_parquet

Rows = Iterable[Mapping[str, str]]
Writer = Callable[[IO[bytes], Sequence[str], Rows], None]
WORKBOOK_PARTS = {
    "[Content_Types].xml": (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
    ),
    "_rels/.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<sheets><sheet name="rejects" sheetId="1" r:id="r1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
    ),
}
SHEET = "xl/worksheets/sheet1.xml"
SHEET_HEAD = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
)
SHEET_FOOT = b"</sheetData></worksheet>"


def write_rejects(path: Path, layout: Layout, columns: Sequence[str], rows: Rows) -> None:
    """Write refused rows, with the added columns, so that readers of `layout` can read them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.draft")
    header = [*columns, *ADDED]
    with draft.open("wb") as file:
        match layout.format:
            case "csv":
                _write_csv(file, header, rows, layout.encoding)
            case "jsonl":
                _write_jsonl(file, header, rows)
            case "xlsx":
                _write_xlsx(file, header, rows)
            case "parquet":
                write_parquet(draft, header, rows)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


class _Encoded:
    """Gives csv a text file, while the bytes go to a file that we close ourselves."""

    def __init__(self, file: IO[bytes], encoding: str) -> None:
        self.file = file
        self.encoding = encoding

    def write(self, text: str) -> int:
        """Write `text` in the layout's encoding."""
        return self.file.write(text.encode(self.encoding))


def _write_csv(file: IO[bytes], header: Sequence[str], rows: Rows, encoding: str) -> None:
    writer = csv.writer(_Encoded(file, encoding), lineterminator="\r\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow([guard(row.get(column, "")) for column in header])


def _write_jsonl(file: IO[bytes], header: Sequence[str], rows: Rows) -> None:
    for row in rows:
        file.write(orjson.dumps({column: row.get(column, "") for column in header}) + b"\n")


def _write_xlsx(file: IO[bytes], header: Sequence[str], rows: Rows) -> None:
    """Write every cell as a text: no program takes a text for a formula."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in WORKBOOK_PARTS.items():
            archive.writestr(_entry(name), content)
        with archive.open(_entry(SHEET), "w") as sheet:
            sheet.write(SHEET_HEAD)
            sheet.write(_sheet_row(header))
            for row in rows:
                sheet.write(_sheet_row([row.get(column, "") for column in header]))
            sheet.write(SHEET_FOOT)


def _entry(name: str) -> zipfile.ZipInfo:
    """Return an entry without the time of day: the same rows give the same file."""
    entry = zipfile.ZipInfo(name)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _sheet_row(cells: Sequence[str]) -> bytes:
    inner = "".join(
        f'<c t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>'
        for cell in cells
    )
    return f"<row>{inner}</row>".encode()
