"""The child process that opens a workbook: limits first, then rows as JSON lines on a pipe.

Run as a file, by itself (`python -I xlsx_child.py PATH MEMORY SECONDS COLUMNS`): it knows nothing
of this project, so nothing of it is loaded into a process that a hostile file may break.
A number is written as a list of one text: whole numbers without a point, others in the shortest
form that gives the same number back, which is what was typed.
"""

import datetime as dt
import resource
import sys

import orjson
from python_calamine import CalamineWorkbook

END = b"end\n"
SHEET = b"sheet "
WIDE = b"wide"


def _cell(value: object) -> "str | list[str]":
    """Return one cell as text, days in ISO form."""
    cell: str | list[str]
    match value:
        case str():
            cell = value
        case bool():
            cell = "TRUE" if value else "FALSE"
        case int():
            cell = [str(value)]
        case float():
            cell = [str(int(value)) if value.is_integer() else repr(value)]
        case dt.datetime():
            cell = value.isoformat(sep=" ")
        case dt.date():
            cell = value.isoformat()
        case _:
            cell = str(value)
    return cell


def main(path: str, memory: int, seconds: int, columns: int) -> None:
    """Write the only sheet with content to standard output."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    out, dumps = sys.stdout.buffer, orjson.dumps
    book = CalamineWorkbook.from_path(path)
    filled = [
        sheet
        for sheet in map(book.get_sheet_by_index, range(len(book.sheet_names)))
        if sheet.end is not None
    ]
    if len(filled) > 1:
        out.write(SHEET + filled[1].name.encode(errors="replace")[:200] + b"\n")
        return
    for sheet in filled:
        start, end = sheet.start or (0, 0), sheet.end or (0, 0)
        if end[1] >= columns:
            out.write(WIDE + b"\n")
            return
        lead = [""] * start[1]
        for row in sheet.iter_rows():
            cells = lead + [value if type(value) is str else _cell(value) for value in row]
            out.write(dumps(cells) + b"\n")
    out.write(END)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
