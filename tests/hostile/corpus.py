"""Forty hostile files, made by code: name, layout, bytes, and the code that each must get."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from tests.actions.batches import PENALTY_COLUMNS, csv_text, penalty
from tests.core.records.small_policy import PENALTIES, PENALTIES_GB, PENALTIES_JSONL, PENALTIES_XLSX

from goodstanding.core.policy.shape import Layout
from goodstanding.store.files.rejects_file import SHEET, WORKBOOK_PARTS

MIB = 1024 * 1024
GOOD = csv_text(PENALTY_COLUMNS, [penalty(1), penalty(2)])
HEADER = ",".join(PENALTY_COLUMNS)
OBJECT = "{" + ",".join(f'"{name}":"x"' for name in PENALTY_COLUMNS) + "}"


@dataclass(frozen=True)
class Case:
    """One hostile file."""

    name: str
    layout: Layout
    make: Callable[[], bytes]
    code: str


def sheet(rows: str, before: str = "") -> bytes:
    """Return a sheet's XML."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return (
        f'<?xml version="1.0"?>{before}<worksheet xmlns="{space}"><sheetData>{rows}</sheetData>'
        "</worksheet>"
    ).encode()


def row(*cells: str) -> str:
    """Return one row of texts."""
    return "<row>" + "".join(
        f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in cells
    ) + "</row>"  # fmt: skip


HEADER_ROW = row(*PENALTY_COLUMNS)


def workbook(
    content: bytes = b"",
    *extra: tuple[str | zipfile.ZipInfo, bytes],
    method: int = zipfile.ZIP_DEFLATED,
) -> bytes:
    """Return a workbook whose one sheet is `content`, with extra entries."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, part in WORKBOOK_PARTS.items():
            archive.writestr(name, part)
        archive.writestr(SHEET, content or sheet(HEADER_ROW))
        for name, data in extra:
            archive.writestr(name, data)
    return out.getvalue()


def patched(data: bytes, name: str, central: dict[int, bytes]) -> bytes:
    """Return a zip with bytes of an entry's central record replaced, by offset in the record."""
    changed = bytearray(data)
    place = data.rindex(name.encode(), data.index(b"PK\x01\x02")) - 46
    for offset, new in central.items():
        changed[place + offset : place + offset + len(new)] = new
    return bytes(changed)


def lying_size(size: int) -> bytes:
    """Return a workbook whose sheet says that it is `size` bytes long."""
    data = workbook(sheet(row("x" * 5000) * 20))
    return patched(data, SHEET, {24: struct.pack("<L", size)})


def lying_size_twice(size: int) -> bytes:
    """Return a workbook that lies in both headers of its sheet, checksum left alone."""
    data = bytearray(lying_size(size))
    place = data.index(SHEET.encode()) - 30
    data[place + 22 : place + 26] = struct.pack("<L", size)
    return bytes(data)


def overlapping() -> bytes:
    """Return a zip in which two entries are the same bytes: the trick of the smallest bombs."""
    data = workbook(sheet(HEADER_ROW), ("xl/second.xml", b"<a/>"))
    first = data.index(SHEET.encode(), data.index(b"PK\x01\x02")) - 46
    (offset,) = struct.unpack_from("<L", data, first + 42)
    return patched(data, "xl/second.xml", {42: struct.pack("<L", offset)})


def many_entries(number: int) -> bytes:
    """Return a workbook with this many more entries."""
    return workbook(b"", *((f"x{n}", b"") for n in range(number)))


def linked() -> bytes:
    """Return a workbook with a symbolic link."""
    link = zipfile.ZipInfo("xl/link")
    link.external_attr = 0o120777 << 16
    return workbook(b"", (link, b"/etc/passwd"))


def stored_bomb() -> bytes:
    """Return half a megabyte that would inflate to 512 MiB, made without holding it."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = b" " * MIB
    data = b"".join(squeeze.compress(block) for _ in range(512)) + squeeze.flush()
    whole = workbook(method=zipfile.ZIP_STORED)
    name = b"xl/bomb.xml"
    head = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 8, 0, 33, 0, len(data), 512 * MIB, 11, 0)
    place = whole.index(b"PK\x01\x02")
    end = whole.rindex(b"PK\x05\x06")
    record = struct.pack(
        "<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 8, 0, 33, 0, len(data), 512 * MIB,
        len(name), 0, 0, 0, 0, 0, place,
    )  # fmt: skip
    entry = head + name + data
    directory = whole[place:end] + record + name
    count = len(WORKBOOK_PARTS) + 2
    tail = struct.pack(
        "<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(directory), place + len(entry), 0
    )
    return whole[:place] + entry + directory + tail


BILLION_LAUGHS = (
    '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
FAR_CELL = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>code</t></is></c></row>'
    '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
)
FAR_DOWN = FAR_CELL.replace("XFD1048576", "IU1048576")
SECOND_SHEET = (
    WORKBOOK_PARTS["xl/workbook.xml"].replace(
        "</sheets>", '<sheet name="two" sheetId="2" r:id="r1"/></sheets>'
    )
)  # fmt: skip


def two_sheets() -> bytes:
    """Return a workbook with rows on two sheets."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in {**WORKBOOK_PARTS, "xl/workbook.xml": SECOND_SHEET}.items():
            archive.writestr(name, part)
        archive.writestr(SHEET, sheet(HEADER_ROW))
    return out.getvalue()


def text(layout: Layout, content: str, encoding: str = "") -> Callable[[], bytes]:
    """Return a maker of a text file in the layout's encoding, or in another."""
    return lambda: content.encode(encoding or layout.encoding)


EVEN = penalty(3, name="虚构公司", party="法人", no="3", body="虚构市局", kinds="警告", until="")
"""UTF-8 whose bytes pass for GB18030: Chinese in pairs of characters."""


def mixed() -> bytes:
    """Return a file whose first row is GB18030 and whose second is UTF-8."""
    head, first, *_ = GOOD.split("\r\n")
    second = csv_text(PENALTY_COLUMNS, [EVEN]).split("\r\n")[1]
    return f"{head}\r\n{first}\r\n".encode("gb18030") + f"{second}\r\n".encode()


def cut_end() -> bytes:
    """Return a workbook without its last bytes."""
    return workbook()[:-30]


CSV, GB, JSONL, XLSX = PENALTIES, PENALTIES_GB, PENALTIES_JSONL, PENALTIES_XLSX
CASES = (
    Case("nothing", CSV, lambda: b"", "INTAKE-E007"),
    Case("only empty lines", CSV, lambda: b"\r\n\r\n", "INTAKE-E007"),
    Case("UTF-16", CSV, text(CSV, GOOD, "utf-16"), "INTAKE-E004"),
    Case("UTF-16 without a mark", CSV, text(CSV, GOOD, "utf-16-le"), "INTAKE-E005"),
    Case("UTF-32", CSV, text(CSV, GOOD, "utf-32"), "INTAKE-E004"),
    Case("GB18030 as UTF-8", CSV, text(CSV, GOOD, "gb18030"), "INTAKE-E003"),
    Case("UTF-8 as GB18030", GB, text(GB, GOOD, "utf-8"), "INTAKE-E003"),
    Case(
        "UTF-8 that passes for GB18030",
        GB,
        text(GB, csv_text(PENALTY_COLUMNS, [EVEN]), "utf-8"),
        "INTAKE-E004",
    ),
    Case("UTF-8 mark in GB18030", GB, text(GB, GOOD, "utf-8-sig"), "INTAKE-E004"),
    Case("GB18030, then UTF-8", GB, mixed, "INTAKE-E004"),
    Case("broken UTF-8", CSV, lambda: GOOD.encode() + b"\xc3\x28,\r\n", "INTAKE-E003"),
    Case("NUL", CSV, text(CSV, GOOD.replace("警告", "警\0告", 1)), "INTAKE-E005"),
    Case("cell of 10 MB", CSV, text(CSV, HEADER + "\r\n" + "x" * 10 * MIB), "INTAKE-E006"),
    Case("quoted cell of 10 MB", CSV, text(CSV, f'{HEADER}\r\n"' + "x\n" * 5 * MIB), "INTAKE-E006"),
    Case("row of a million cells", CSV, text(CSV, HEADER + "\r\n" + "," * 900_000), "INTAKE-E011"),
    Case(
        "row over many lines",
        CSV,
        text(CSV, HEADER + "\r\n" + ',"\n"' * 900_000),
        "INTAKE-E006",
    ),
    Case("300 columns", CSV, text(CSV, ",".join(f"c{n}" for n in range(300))), "INTAKE-E006"),
    Case("column twice", CSV, text(CSV, GOOD.replace("holder", "no", 1)), "INTAKE-E010"),
    Case("column missing", CSV, text(CSV, GOOD.replace("decided", "", 1)), "INTAKE-E009"),
    Case("column unknown", CSV, text(CSV, GOOD.replace("holder", "spouse", 1)), "INTAKE-E009"),
    Case("open quote", CSV, text(CSV, GOOD + '"a'), "INTAKE-E012"),
    Case("text after a quote", CSV, text(CSV, GOOD + '"a"b,c\r\n'), "INTAKE-E012"),
    Case("short row", CSV, text(CSV, GOOD + "a,b\r\n"), "INTAKE-E011"),
    Case("workbook called CSV", CSV, workbook, "INTAKE-E002"),
    Case("gzip called CSV", CSV, lambda: b"\x1f\x8b\x08" + bytes(20), "INTAKE-E002"),
    Case("CSV called JSON Lines", JSONL, text(JSONL, GOOD), "INTAKE-E002"),
    Case("JSON cut off", JSONL, text(JSONL, OBJECT[:-5]), "INTAKE-E013"),
    Case("JSON list", JSONL, text(JSONL, OBJECT + "\n[1]"), "INTAKE-E013"),
    Case("JSON nested", JSONL, text(JSONL, '{"code":{"a":1}}'), "INTAKE-E014"),
    Case("JSON nested deep", JSONL, text(JSONL, '{"code":' + "[" * 500_000), "INTAKE-E013"),
    Case("JSON key twice", JSONL, text(JSONL, '{"code":"1","code":"2"}'), "INTAKE-E015"),
    Case("JSON not a number", JSONL, text(JSONL, OBJECT.replace('"x"', "NaN", 1)), "INTAKE-E013"),
    Case("JSON NUL", JSONL, text(JSONL, OBJECT.replace("x", "\\u0000", 1)), "INTAKE-E005"),
    Case("JSON half a pair", JSONL, text(JSONL, OBJECT.replace("x", "\\ud800", 1)), "INTAKE-E003"),
    Case("CSV called workbook", XLSX, text(XLSX, GOOD), "INTAKE-E002"),
    Case("old or locked workbook", XLSX, lambda: b"\xd0\xcf\x11\xe0" + bytes(99), "INTAKE-E002"),
    Case("zip bomb of 512 MiB", XLSX, stored_bomb, "INTAKE-E006"),
    Case("size too small", XLSX, lambda: lying_size(100), "INTAKE-E016"),
    Case("size too small twice", XLSX, lambda: lying_size_twice(100), "INTAKE-E016"),
    Case("size too large", XLSX, lambda: lying_size(20_000), "INTAKE-E016"),
    Case("entries overlap", XLSX, overlapping, "INTAKE-E016"),
    Case("2,000 entries", XLSX, lambda: many_entries(2_000), "INTAKE-E006"),
    Case("zip in zip", XLSX, lambda: workbook(b"", ("xl/a.bin", workbook())), "INTAKE-E016"),
    Case("path upwards", XLSX, lambda: workbook(b"", ("../../a", b"x")), "INTAKE-E016"),
    Case("path from the root", XLSX, lambda: workbook(b"", ("/etc/a", b"x")), "INTAKE-E016"),
    Case("symbolic link", XLSX, linked, "INTAKE-E016"),
    Case(
        "encrypted entry",
        XLSX,
        lambda: patched(workbook(), SHEET, {8: struct.pack("<H", 1)}),
        "INTAKE-E016",
    ),
    Case(
        "entities",
        XLSX,
        lambda: workbook(sheet(row("&c;"), BILLION_LAUGHS)),
        "INTAKE-E016",
    ),
    Case("directory cut off", XLSX, cut_end, "INTAKE-E016"),
    Case("16,384 columns", XLSX, lambda: workbook(sheet(FAR_CELL)), "INTAKE-E017"),
    Case("a million empty rows", XLSX, lambda: workbook(sheet(FAR_DOWN)), "INTAKE-E017"),
    Case("sheet is no XML", XLSX, lambda: workbook(b"<worksheet><"), "INTAKE-E017"),
    Case("no sheet", XLSX, lambda: workbook(sheet("")), "INTAKE-E007"),
    Case("two sheets", XLSX, two_sheets, "INTAKE-E018"),
    Case(
        "cell of 40,000 characters",
        XLSX,
        lambda: workbook(sheet(HEADER_ROW + row("x" * 40_000)), method=0),
        "INTAKE-E006",
    ),
)
