"""Look through a workbook's zip before anything opens it.

The central directory is counted before it is parsed. Then every entry is inflated once, piece by
piece, and thrown away: what an entry says of its size is believed only when it is true.
"""

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from goodstanding.core.basis.faults import Refused
from goodstanding.core.records.faults_intake import UNSAFE_WORKBOOK
from goodstanding.store.files.limits import Limits
from goodstanding.store.files.source import over

END_RECORD = struct.Struct("<4s4H2LH")
END_MAGIC = b"PK\x05\x06"
LOCAL_RECORD = struct.Struct("<4s5H3L2H")
LOCAL_MAGIC = b"PK\x03\x04"
COMMENT_MAX = 65_535
ZIP64 = 0xFFFF
PIECE = 64 * 1024
ENCRYPTED = 0x1 | 0x40 | 0x2000
LINK_BITS = 16
INNER_ARCHIVES = (b"PK\x03\x04", b"\x1f\x8b", b"BZh", b"7z\xbc\xaf", b"Rar!", b"\xd0\xcf\x11\xe0")
DOCTYPE = b"<!doctype"
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")


def check_zip(path: Path, limits: Limits) -> None:
    """Refuse a workbook that could harm whoever opens it."""
    where = path.name
    size = path.stat().st_size
    if size > limits.workbook_bytes:
        raise Refused(over(where, "bytes", limits.workbook_bytes))
    with path.open("rb") as file:
        directory_start = _check_end_record(file, size, where, limits)
        try:
            with zipfile.ZipFile(file) as archive:
                entries = archive.infolist()
        except (zipfile.BadZipFile, ValueError, struct.error, NotImplementedError):
            raise _unsafe(where, "zip 目录损坏 / its zip directory is damaged") from None
        _check_entries(entries, where, limits)
        spans = [_span(file, entry, where) for entry in entries]
        _check_overlaps(spans, directory_start, where)
        for entry, (start, _) in zip(entries, spans, strict=True):
            _inflate(file, entry, start, where, limits)


def _unsafe(where: str, reason: str) -> Refused:
    return Refused(UNSAFE_WORKBOOK.at(where, reason=reason))


def _check_end_record(file: IO[bytes], size: int, where: str, limits: Limits) -> int:
    """Return where the central directory begins; refuse too many entries before reading it."""
    tail_size = min(size, END_RECORD.size + COMMENT_MAX)
    file.seek(size - tail_size)
    tail = file.read(tail_size)
    place = tail.rfind(END_MAGIC)
    if place < 0 or len(tail) - place < END_RECORD.size:
        raise _unsafe(where, "zip 目录损坏 / its zip directory is damaged")
    _, disk, first_disk, here, entries, length, start, _ = END_RECORD.unpack_from(tail, place)
    if ZIP64 in {here, entries} or disk or first_disk or here != entries:
        raise _unsafe(where, "zip64 或分卷 / it is a zip64 or a split archive")
    if entries > limits.zip_entries:
        raise Refused(over(where, "zip entries", limits.zip_entries))
    if length > limits.zip_directory_bytes:
        raise Refused(over(where, "bytes of the zip directory", limits.zip_directory_bytes))
    if start + length != size - tail_size + place:
        raise _unsafe(where, "zip 目录与数据重叠或有间隙 / its zip directory is not where it says")
    return int(start)


def _check_entries(entries: list[zipfile.ZipInfo], where: str, limits: Limits) -> None:
    """Refuse what the directory itself shows: names, kinds, sizes."""
    names = set()
    total = 0
    for entry in entries:
        name = entry.orig_filename
        parts = name.replace("\\", "/").split("/")
        if name.startswith(("/", "\\")) or ".." in parts or ":" in parts[0] or "\0" in name:
            raise _unsafe(where, "条目路径越界 / an entry's path leads outside")
        if name.lower() in names:
            raise _unsafe(where, "条目重名 / two entries have one name")
        names.add(name.lower())
        if entry.flag_bits & ENCRYPTED:
            raise _unsafe(where, "已加密 / it is encrypted")
        if stat.S_ISLNK(entry.external_attr >> LINK_BITS):
            raise _unsafe(where, "含有链接 / it holds a link")
        if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise _unsafe(where, "压缩方法不认识 / a compression method is not allowed")
        total += entry.file_size
        if entry.file_size > limits.zip_ratio * max(entry.compress_size, 1):
            raise Refused(over(where, "inflation of a zip entry", limits.zip_ratio))
    if total > limits.zip_inflated_bytes:
        raise Refused(over(where, "inflated bytes", limits.zip_inflated_bytes))


def _span(file: IO[bytes], entry: zipfile.ZipInfo, where: str) -> tuple[int, int]:
    """Return where an entry's data begins and ends, by its own local header."""
    file.seek(entry.header_offset)
    head = file.read(LOCAL_RECORD.size)
    if len(head) < LOCAL_RECORD.size or not head.startswith(LOCAL_MAGIC):
        raise _unsafe(where, "条目头损坏 / an entry's header is damaged")
    *_, name_length, extra_length = LOCAL_RECORD.unpack(head)
    start = entry.header_offset + LOCAL_RECORD.size + name_length + extra_length
    return start, start + entry.compress_size


def _check_overlaps(spans: list[tuple[int, int]], directory_start: int, where: str) -> None:
    """Refuse entries that share bytes: the trick of the smallest bombs."""
    before = 0
    for start, end in sorted(spans):
        if start < before or end > directory_start:
            raise _unsafe(where, "条目互相重叠 / its entries overlap")
        before = end


def _inflate(
    file: IO[bytes], entry: zipfile.ZipInfo, start: int, where: str, limits: Limits
) -> None:
    """Inflate an entry to nowhere: its size must be what it says, and its content plain."""
    size = 0
    checksum = 0
    tail = b""
    for piece in _pieces(file, entry, start, where):
        if size == 0:
            _check_first_bytes(piece, where)
        size += len(piece)
        if size > min(entry.file_size, limits.zip_inflated_bytes):
            break
        checksum = zlib.crc32(piece, checksum)
        if DOCTYPE in (tail + piece).lower():
            raise _unsafe(where, "XML 含有 DOCTYPE / its XML declares entities")
        tail = piece[-len(DOCTYPE) :]
    if size != entry.file_size or checksum != entry.CRC:
        raise _unsafe(where, "条目谎报大小 / an entry lies about its size")


def _pieces(file: IO[bytes], entry: zipfile.ZipInfo, start: int, where: str) -> Iterator[bytes]:
    """Give an entry's content in pieces of at most `PIECE` bytes."""
    file.seek(start)
    left = entry.compress_size
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    while left > 0:
        raw = file.read(min(PIECE, left))
        if not raw:
            return
        left -= len(raw)
        if entry.compress_type == zipfile.ZIP_STORED:
            yield raw
            continue
        try:
            while piece := inflater.decompress(raw, PIECE):
                yield piece
                raw = inflater.unconsumed_tail
        except zlib.error:
            raise _unsafe(where, "条目数据损坏 / an entry's data is damaged") from None


def _check_first_bytes(piece: bytes, where: str) -> None:
    if piece.startswith(INNER_ARCHIVES):
        raise _unsafe(where, "内含压缩包 / it holds another archive")
    if piece.startswith(UTF16_MARKS):
        raise _unsafe(where, "XML 不是 UTF-8 / its XML is not UTF-8")
