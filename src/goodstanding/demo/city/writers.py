"""Writes rows as CSV, XLSX or JSON Lines, always the same bytes for the same rows.

CSV needs no quotes and XLSX hardly any escapes, because we know our words: both are checked.
"""

import zipfile
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from xml.sax.saxutils import escape

import orjson

from goodstanding.demo.city.sheets import Sheet

Rows = Iterable[list[str]]
CHUNK = 2_000
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
_COMPRESSION = 1
_NEEDS_QUOTES = frozenset(',"\r\n')


def write_rows(path: Path, sheet: Sheet, rows: Rows) -> None:
    """Write a department's file."""
    if sheet.format == "csv":
        _write_csv(path, sheet, rows)
    elif sheet.format == "jsonl":
        _write_jsonl(path, sheet, rows)
    else:
        _write_xlsx(path, sheet, rows)


def _chunks(rows: Rows) -> Iterable[list[list[str]]]:
    stream = iter(rows)
    while chunk := list(islice(stream, CHUNK)):
        yield chunk


def _write_csv(path: Path, sheet: Sheet, rows: Rows) -> None:
    commas = len(sheet.columns) - 1
    with path.open("wb") as file:
        file.write((",".join(sheet.columns) + "\n").encode(sheet.encoding))
        for chunk in _chunks(rows):
            text = "\n".join([",".join(cells) for cells in chunk]) + "\n"
            if text.count(",") != commas * len(chunk) or text.count("\n") != len(chunk):
                text = "".join([_quoted_line(cells) for cells in chunk])
            file.write(text.encode(sheet.encoding))


def _quoted_line(cells: list[str]) -> str:
    shown = (
        '"' + cell.replace('"', '""') + '"' if _NEEDS_QUOTES.intersection(cell) else cell
        for cell in cells
    )
    return ",".join(shown) + "\n"


def _write_jsonl(path: Path, sheet: Sheet, rows: Rows) -> None:
    columns = sheet.columns
    line = orjson.OPT_APPEND_NEWLINE
    with path.open("wb") as file:
        for chunk in _chunks(rows):
            file.write(
                b"".join(
                    [
                        orjson.dumps(dict(zip(columns, cells, strict=True)), None, line)
                        for cells in chunk
                    ]
                )
            )


_PARTS = {
    "[Content_Types].xml": (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.spreadsheetml.sheet.main+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.'
        'openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
    ),
    "_rels/.rels": (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
    ),
}
_SHEET_HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
)
_SHEET_TAIL = "</sheetData></worksheet>"
_ROW_HEAD = '<row><c t="inlineStr"><is><t>'
_NEXT_CELL = '</t></is></c><c t="inlineStr"><is><t>'
_ROW_TAIL = "</t></is></c></row>"


def _write_xlsx(path: Path, sheet: Sheet, rows: Rows) -> None:
    """Write a workbook of text cells, streamed; the parts' times are fixed."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=_COMPRESSION) as book:
        for name, text in _PARTS.items():
            book.writestr(_part(name), text.encode(), compresslevel=_COMPRESSION)
        with book.open(_part("xl/worksheets/sheet1.xml"), "w") as part:
            part.write((_SHEET_HEAD + _xml_row(list(sheet.columns))).encode())
            for chunk in _chunks(rows):
                part.write("".join([_xml_row(cells) for cells in chunk]).encode())
            part.write(_SHEET_TAIL.encode())


def _part(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _ZIP_DAY)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 3
    return info


def _xml_row(cells: list[str]) -> str:
    plain = "".join(cells)
    if "<" in plain or "&" in plain:
        cells = [escape(cell) for cell in cells]
    return _ROW_HEAD + _NEXT_CELL.join(cells) + _ROW_TAIL
