"""The child process that opens a PDF: limits first, then its words page by page as JSON lines.

Run as a file, by itself (`python -I pdf_child.py PATH MEMORY SECONDS PAGES SIGNS`): it knows
nothing of this project, so nothing of it is loaded into a process that a hostile file may break.
The first line is what the file says of itself; the last is the word `end`.
"""

import logging
import resource
import sys

import orjson
from pypdf import PdfReader

END = b"end\n"


def main(path: str, memory: int, seconds: int, pages: int, signs: int) -> None:
    """Write the words of a file to standard output."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    logging.disable(logging.CRITICAL)
    out = sys.stdout.buffer
    reader = PdfReader(path)
    if len(reader.pages) > pages:
        return
    said = "\n".join(str(one) for one in (reader.metadata or {}).values())
    out.write(orjson.dumps(said[:signs]) + b"\n")
    for page in reader.pages:
        out.write(orjson.dumps(page.extract_text()[:signs]) + b"\n")
    out.write(END)


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
