"""Judged by columns is judged by the law of a row: random layouts, hostile cells, to the byte."""

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.actions.batches import code, failing
from tests.core.records.small_policy import EMPTY, columns, field, record_type, word

from goodstanding.core.basis.ids import mask_identity_numbers, uscc_with_check
from goodstanding.core.policy.layout_shape import Column, Layout, SubjectColumns, Unit
from goodstanding.core.policy.shape import FieldKind, RecordType
from goodstanding.core.records.cells import CellError, cell_reader
from goodstanding.core.records.judge_subject import SubjectError, subject_reader
from goodstanding.store.files.source import Piece, SourceRow, by_columns
from goodstanding.store.stage import column_cells, piece_judge
from goodstanding.store.stage.column_subjects import subjects_reader
from goodstanding.store.stage.row_judge import Ticket, row_judge

TICKET = Ticket("", "", "2026-03-02", "5a" * 32, "", fictional=True)
KEY = b"k" * 32
KINDS: tuple[FieldKind, ...] = ("text", "integer", "money", "day", "choice", "choices", "text")
UNITS: tuple[Unit, ...] = ("one", "fen", "yuan", "wan_yuan")
WORDS = {"警告": "warning", "罚款": "fine"}
PLAIN = {
    "text": st.sampled_from(("虚监罚〔2026〕12345号", "虚构（集团）局", "a", 'x"y\\z', "两\t行")),
    "integer": st.integers(1, 10**7).map(str),
    "money": st.integers(1, 10**7).map(str),
    "day": st.dates(date(2020, 1, 1), date(2026, 3, 1)).map(date.isoformat),
    "choice": st.sampled_from(tuple(WORDS)),
    "choices": st.sampled_from(("警告", "罚款", "警告、罚款", "罚款、警告、警告")),
}
HOSTILE = st.one_of(
    st.sampled_from((
        "", " ", "暂无", "9999-9-9", "、", "|", "\\", "a|b", "拘留", "**", "0", "00.10", "1.5",
        "12.345", "1,234.50", "-3", "1\n2", "5\n", "1" * 16, "9" * 40, "13800138000",
        "１３８００１３８０００",
        "1 3 8-0　0138000", "电话13800138000", "第13800138000号", "2030-1-1",
        "2026年2月30日", "20260105", "\x07", "\u2028", "\u3000甲\u3000", "a" * 301,
        '"', "自然人", "１２", "x" * 70,
    )),
    st.text(max_size=12),
    st.text("0123456789-. ０９　－〔〕", max_size=24),
)  # fmt: skip
NUMBERS = st.one_of(
    st.tuples(st.integers(1, 10**6), st.integers(0, 99)).map(lambda two: f"{two[0]}.{two[1]:02d}"),
    st.integers(0, 10**16).map(str),
    st.sampled_from(("0", "0.00", "1.5", "007", "1.005")),
)
NOTHING = ("0" * 18, "0" * 15, "0" * 13, code(1), "虚构公司", "警告", "7", "a", "2026-01-01")
"""What a department may write for nothing, though it looks like something."""
LETTERED = st.tuples(st.integers(0, 10**8 - 1), st.sampled_from("ABCDEFGHJKLMNPQRTUWXY")).map(
    lambda two: uscc_with_check(f"91990100{two[0]:08d}{two[1]}")
)
"""Codes that add up, around an organisation code that ends as none does."""
CODES = st.one_of(
    st.integers(1, 10**7).map(code),
    LETTERED,
    st.integers(1, 10**7).map(failing),
    st.integers(1, 10**7).map(lambda number: code(number).lower()),
    st.sampled_from(NOTHING),
    st.from_regex(r"(11|31|44|91|92|00)[0-9]{16}", fullmatch=True),
    st.from_regex(r"[0-9A-HJ-NPQRTUWXY]{18}", fullmatch=True),
    st.from_regex(r"[0-9]{13}([0-9]{2})?", fullmatch=True),
    HOSTILE,
)
OLD_NUMBERS = st.one_of(
    st.just(""),
    st.sampled_from(("0" * 15, "0" * 13)),
    st.from_regex(r"(99|11|44)[0-9]{13}", fullmatch=True),
    st.from_regex(r"(11|44)[0-9]{4}[3-9][0-9]0[1-9][01][0-9]{4}", fullmatch=True),
    st.from_regex(r"[0-9]{13}", fullmatch=True),
)


@st.composite
def layouts(draw: st.DrawFn) -> tuple[Layout, RecordType]:
    """Draw a record type, and a layout that leads to it, not always to all of its fields."""
    kinds = draw(st.lists(st.sampled_from(KINDS), max_size=5))
    ids = draw(st.permutations("abcdefgh"))
    fields = [
        field(ids[0], "day"),
        *(
            field(one, kind, *WORDS.values(), required=draw(st.booleans()))
            for one, kind in zip(ids[1:], kinds, strict=False)
        ),
    ]
    kind = record_type("any", ids[0], *fields, registers=draw(st.booleans()))
    led = [
        Column(
            f"column {one.id}",
            to=one.id,
            map=WORDS if one.kind in {"choice", "choices"} or draw(st.integers(0, 9)) == 9 else {},
            split="、" if one.kind == "choices" else None,
            unit=draw(st.sampled_from(UNITS)),
        )
        for one in fields
        if draw(st.integers(0, 19))
    ]
    if draw(st.integers(0, 19)) == 0:
        led.append(Column("twice", to=ids[0]))
    subject = SubjectColumns(
        scheme=draw(st.sampled_from(("cn-uscc", "cn-uscc", "cn-uscc", "us-chicago-licence"))),
        code="code",
        name=draw(st.sampled_from((None, "name"))),
        old_number=draw(st.sampled_from((None, "old"))),
        counterpart=draw(st.sampled_from((None, "party"))),
        natural_values=("自然人",),
    )
    named = [Column(name) for name in ("code", "name", "old", "party")]
    parts = ("subject", *(one.id for one in fields))
    layout = Layout(
        id="any", department="anybody", title=word("any"), basis="demonstration",
        record_type="any", format="csv", encoding="utf-8", delivery="changes",
        natural_key=tuple(draw(st.lists(st.sampled_from(parts), min_size=1, max_size=3))),
        subject=subject, columns=columns(*named, *led),
        empty=(*EMPTY, *draw(st.lists(st.sampled_from(NOTHING), max_size=3))),
    )  # fmt: skip
    return layout, kind


@st.composite
def pieces(draw: st.DrawFn, layout: Layout, kind: RecordType) -> Piece:
    """Draw some rows: whole columns plain, and some with what nobody expects in a cell or two."""
    count = draw(st.integers(1, 8))
    cells: dict[str, list[str]] = {
        "code": draw(st.lists(st.integers(1, 99).map(code), min_size=count, max_size=count)),
        "name": ["虚构公司"] * count,
        "old": draw(st.lists(OLD_NUMBERS, min_size=count, max_size=count)),
        "party": ["法人"] * count,
    }
    for name, column in layout.columns.items():
        if column.to:
            plain = PLAIN["choice" if column.map else kind.fields[column.to].kind]
            cells[name] = draw(st.lists(plain, min_size=count, max_size=count))
            if kind.fields[column.to].kind == "money" and draw(st.booleans()):
                cells[name] = [f"{cell}.25" for cell in cells[name]]
    for name in draw(st.lists(st.sampled_from(sorted(cells)), max_size=4)):
        odd = CODES if name in {"code", "old"} else st.one_of(HOSTILE, NUMBERS)
        cells[name][draw(st.integers(0, count - 1))] = draw(odd)
    numeric = [
        frozenset(draw(st.lists(st.sampled_from(sorted(cells)), max_size=1)))
        if draw(st.integers(0, 9)) == 0
        else frozenset[str]()
        for _ in range(count)
    ]
    rows = [
        SourceRow(number + 7, {name: told[number] for name, told in cells.items()}, numeric[number])
        for number in range(count)
    ]
    if any(numeric) or draw(st.booleans()):
        return by_columns(rows, [name for name in cells if draw(st.integers(0, 19))] or ["code"])
    return Piece(7, cells)


@settings(deadline=None)
@given(st.data())
def test_by_columns_is_by_row(data: st.DataObject) -> None:
    """Each staged row - outcome, key, body, salt, digests, faults, masked cells - is the law's."""
    layout, kind = data.draw(layouts())
    piece = data.draw(pieces(layout, kind))
    told = [piece.row(place) for place in range(len(next(iter(piece.columns.values()))))]
    if piece.rows:
        told = [
            row._replace(cells={name: row.cells[name] for name in piece.columns}) for row in told
        ]
        piece = by_columns(told, list(piece.columns))
    law = row_judge(TICKET, layout, kind, KEY)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(piece_judge, "FEW", 1)
        patch.setattr(column_cells, "MEMORY", 2)
        judge = piece_judge.piece_judge(TICKET, layout, kind, KEY)
        for _ in range(2):
            assert [tuple(row) for row in judge(piece)] == [tuple(law(*row)) for row in told]


def of_one(column: Column, kind: FieldKind, cell: str) -> str:
    """Return what the law says of one cell."""
    if cell.strip() in EMPTY:
        return ""
    try:
        return cell_reader(column, field("f", kind))(cell.strip()) or column_cells.CLOSER
    except CellError:
        return column_cells.CLOSER


@given(
    st.sampled_from(("text", "integer", "money")),
    st.sampled_from(UNITS),
    st.lists(st.one_of(st.integers(1, 10**9).map(str), NUMBERS), min_size=1, max_size=5),
    st.lists(HOSTILE, max_size=1),
    st.sampled_from(("", ".25", ".250000", "\n", "\n7")),
)
def test_a_column_is_read_as_its_cells(
    kind: FieldKind, unit: Unit, numbers: list[str], odd: list[str], ending: str
) -> None:
    """Numbers that are all written alike, and those among which one is not."""
    column = Column("c", unit=unit)
    read = column_cells.column_reader(column, field("f", kind), frozenset(EMPTY))
    for cells in ([f"{one}{ending}" for one in numbers], [*odd, *numbers], numbers):
        assert read(cells) == [of_one(column, kind, cell) for cell in cells]


@given(st.lists(st.one_of(HOSTILE, CODES), min_size=1, max_size=6))
@example(["第1", "3800138000"])
def test_a_look_at_a_column_overlooks_no_number(texts: list[str]) -> None:
    """Where a column seems to name no person, the law finds nobody in any of its cells."""
    if not column_cells.may_name_a_person("\n".join(texts)):
        assert not any(mask_identity_numbers(text)[1] for text in texts)


@given(
    st.lists(st.tuples(st.one_of(LETTERED, CODES), OLD_NUMBERS), min_size=1, max_size=9),
    st.lists(st.sampled_from(NOTHING), max_size=3),
)
@example([("0" * 18, "0" * 15), (code(1), "9" * 13)], ["0" * 18, "0" * 15])
def test_subjects_of_a_column_are_those_of_its_rows(
    pairs: list[tuple[str, str]], nothing: list[str]
) -> None:
    """Keys and flags: whichever sum a code fails, whatever stands for nothing."""
    columns_, empty = SubjectColumns("cn-uscc", "code", None, "old"), frozenset({"", *nothing})
    codes, olds = (list(cells) for cells in zip(*pairs, strict=True))
    read = subjects_reader(columns_, empty=empty, fictional=True)
    found = read({"code": codes, "old": olds}, len(pairs))
    law = subject_reader(columns_, empty=empty, fictional=True)
    for place, (one, old) in enumerate(pairs):
        try:
            said = law({"code": one, "old": old})
        except SubjectError:
            assert place in found.nobody
            continue
        assert (found.keys[place], found.codes[place]) == (said.key, said.code)
        assert (found.flags[place], found.old_keys[place]) == ("|".join(said.flags), said.old_key)
