"""The limits of a department's file, in one place (`docs/guides/intake.md` repeats them)."""

from dataclasses import dataclass

KIB = 1024
MIB = 1024 * KIB


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may hold at most; anything above is a fault, never a slow machine."""

    file_bytes: int = 2048 * MIB
    workbook_bytes: int = 50 * MIB
    rows: int = 5_000_000
    columns: int = 256
    cell_characters: int = 32_767
    """The most that a spreadsheet's cell can hold."""
    row_characters: int = 1 * MIB
    cells: int = 200_000_000
    zip_entries: int = 1_000
    zip_directory_bytes: int = 1 * MIB
    zip_inflated_bytes: int = 200 * MIB
    zip_ratio: int = 100
    child_memory_bytes: int = 512 * MIB
    """Address space of the child process that opens a workbook."""
    child_seconds: int = 120
    """Processor time of that child, and of the one that reads Parquet."""
    pdf_seconds: int = 20
    """Processor time of the child that reads the words of an attached PDF."""
    parquet_footer_bytes: int = 8 * MIB
    parquet_inflated_bytes: int = 2048 * MIB
    """Texts of all cells as they come out of the file, whatever it takes on the disk."""
    parquet_memory_bytes: int = 1024 * MIB
    """Address space of the child that reads Parquet: 330 MiB of it are the library's own."""


LIMITS = Limits()
