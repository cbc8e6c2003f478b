"""Hostile Parquet files, made by code."""

import base64
import io
import struct
from collections.abc import Callable

import pyarrow as pa
import pyarrow.parquet as pq
import pyarrow.parquet.encryption as pe
from tests.actions.batches import PENALTY_COLUMNS, penalty

MIB = 1024 * 1024
ROW = penalty(1)


def parquet(rows: int = 50, **changed: pa.Array) -> bytes:
    """Return a good file, with columns changed or added."""
    columns = {name: pa.array([cell] * rows) for name, cell in ROW.items()}
    return _written(pa.table({**columns, **changed}))


def _written(table: pa.Table) -> bytes:
    out = io.BytesIO()
    pq.write_table(table, out)
    return out.getvalue()


def cut_front() -> bytes:
    """Return a file whose columns begin elsewhere than its metadata says."""
    whole = parquet(5_000, no=pa.array([f"{n}" for n in range(5_000)]))
    return whole[:4] + whole[2_000:]


def overwritten() -> bytes:
    """Return a file whose pages are noise between two good ends."""
    whole = bytearray(parquet(5_000, no=pa.array([f"{n}" for n in range(5_000)])))
    whole[4:3_000] = bytes(range(256)) * 12
    return bytes(whole[:])


def footer_says(length: int) -> bytes:
    """Return a file that lies about the length of its metadata."""
    whole = parquet()
    return whole[:-8] + struct.pack("<I", length) + whole[-4:]


def long_footer() -> bytes:
    """Return a file with nine megabytes of metadata."""
    return _written(pa.table({"a": ["x"]}).replace_schema_metadata({"a": "x" * 9 * MIB}))


def noise_footer() -> bytes:
    """Return a file whose metadata are noise."""
    noise = bytes(range(256)) * 8
    return b"PAR1" + noise + struct.pack("<I", len(noise)) + b"PAR1"


def many_columns(number: int) -> bytes:
    """Return a file with so many columns."""
    return _written(pa.table({f"c{n}": ["x"] for n in range(number)}))


def dictionary_bomb() -> bytes:
    """Return a few kilobytes that inflate to gigabytes: one large text, three million times."""
    value = pa.array(["x" * 30_000])
    rows = 3_000_000
    places = pa.array(memoryview(bytes(4 * rows)).cast("i"))
    bomb = pa.DictionaryArray.from_arrays(places, value)
    few = pa.DictionaryArray.from_arrays(places, pa.array(["x"]))
    return _written(pa.table({name: bomb if name == "facts" else few for name in PENALTY_COLUMNS}))


def wide_value() -> bytes:
    """Return a file of one text of 700 megabytes that compresses to little."""
    out = io.BytesIO()
    wide = pa.array(["x" * 700 * MIB], pa.large_string())
    columns = {name: pa.array(["x"]) for name in PENALTY_COLUMNS}
    pq.write_table(
        pa.table({**columns, "facts": wide}), out, use_dictionary=False, write_statistics=False
    )
    return out.getvalue()


class _Keys(pe.KmsClient):
    """A key service that keeps nothing secret."""

    def wrap_key(self, key_bytes: bytes, master_key_identifier: str) -> bytes:
        """Hide nothing."""
        del master_key_identifier
        return base64.b64encode(key_bytes)

    def unwrap_key(self, wrapped_key: bytes, master_key_identifier: str) -> bytes:
        """Show everything."""
        del master_key_identifier
        return base64.b64decode(wrapped_key)


def encrypted(*, plain_footer: bool) -> Callable[[], bytes]:
    """Return a maker of a file with encrypted columns, with its metadata readable or not."""

    def make() -> bytes:
        config = pe.EncryptionConfiguration(
            footer_key="f",
            column_keys={"c": list(PENALTY_COLUMNS)},
            plaintext_footer=plain_footer,
        )
        factory = pe.CryptoFactory(lambda _: _Keys())
        properties = factory.file_encryption_properties(pe.KmsConnectionConfig(), config)
        table = pa.table({name: [cell] for name, cell in ROW.items()})
        out = io.BytesIO()
        with pq.ParquetWriter(out, table.schema, encryption_properties=properties) as writer:
            writer.write_table(table)
        return out.getvalue()

    return make


def bad_utf8() -> bytes:
    """Return a file whose texts are no UTF-8, though its types say so."""
    buffers = pa.array([b"\xc3\x28"]).buffers()
    wrong = pa.Array.from_buffers(pa.string(), 1, buffers)
    return parquet(1, facts=wrong)


def kinds() -> bytes:
    """Return a file with a list, a map and a float."""
    return parquet(
        1,
        facts=pa.array([["x"]]),
        until=pa.array([[("a", "b")]], pa.map_(pa.string(), pa.string())),
        fine=pa.array([0.5]),
    )


FILES: tuple[tuple[str, Callable[[], bytes], str], ...] = (
    ("Parquet of two bytes", lambda: b"PA", "INTAKE-E002"),
    ("Parquet of its magic alone", lambda: b"PAR1PAR1", "INTAKE-E032"),
    ("Parquet cut off", lambda: parquet()[:-30], "INTAKE-E032"),
    ("Parquet without its front", cut_front, "INTAKE-E032"),
    ("Parquet of noise pages", overwritten, "INTAKE-E032"),
    ("Parquet of noise metadata", noise_footer, "INTAKE-E032"),
    ("Parquet with metadata of 4 GB", lambda: footer_says(2**32 - 1), "INTAKE-E032"),
    ("Parquet with metadata too short", lambda: footer_says(40), "INTAKE-E032"),
    ("Parquet with metadata of 9 MB", long_footer, "INTAKE-E006"),
    ("Parquet of 3,000 columns", lambda: many_columns(3_000), "INTAKE-E006"),
    ("Parquet dictionary bomb", dictionary_bomb, "INTAKE-E006"),
    ("Parquet text of 700 MB", wide_value, "INTAKE-E034"),
    ("Parquet encrypted", encrypted(plain_footer=False), "INTAKE-E032"),
    ("Parquet with encrypted columns", encrypted(plain_footer=True), "INTAKE-E032"),
    ("Parquet with wrong UTF-8", bad_utf8, "INTAKE-E003"),
    ("Parquet with NUL", lambda: parquet(1, facts=pa.array(["a\0b"])), "INTAKE-E005"),
    (
        "Parquet cell of 40,000 characters",
        lambda: parquet(1, facts=pa.array(["x" * 40_000])),
        "INTAKE-E006",
    ),
    ("Parquet of lists, maps, floats", kinds, "INTAKE-E033"),
    (
        "Parquet codes as numbers",
        lambda: parquet(1, code=pa.array([919901000000000000])),
        "INTAKE-E033",
    ),
)
"""Name, bytes, and the code that each must get."""
