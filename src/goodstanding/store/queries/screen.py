"""Screening for the doors: read a file of names, and say what each may mean."""

from collections.abc import Iterator
from pathlib import Path

from goodstanding.core.entities.screening import Screened
from goodstanding.store.screening.names_file import Asked, Columns, read_names
from goodstanding.store.screening.screen import LEAST_SCORE, MOST_MATCHES, screen

__all__ = ["LEAST_SCORE", "MOST_MATCHES", "names_of", "screened"]


def names_of(
    path: Path, *, name_column: str = "", code_column: str = "", encoding: str = "utf-8"
) -> list[Asked]:
    """Return the names of a file; refuse the file where anything is wrong with it."""
    return read_names(path, Columns(name_column, code_column), encoding=encoding)


def screened(names: list[Asked], *, most: int, least: int) -> Iterator[Screened]:
    """Give what was found for each name, in the order of the file."""
    return screen(names, most=most, least=least)
