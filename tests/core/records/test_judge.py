"""The judge of rows: promises about single rows, without a file or a database."""

import hmac
from datetime import date

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.actions.batches import code, failing, penalty
from tests.core.records.small_policy import PENALTIES, PENALTY

from goodstanding.core.records import judge, judge_subject
from goodstanding.core.records.envelope import Envelope, Subject
from goodstanding.core.records.judge import Judged, compile_judge
from goodstanding.core.records.seal import (
    digest_of,
    facts_sealer,
    fingerprint_of,
    keyed_by,
    salt_of,
)

ON = date(2026, 3, 2)
JUDGE = compile_judge(PENALTIES, PENALTY, on=ON, fictional=True)
NOTHING: frozenset[str] = frozenset()


def judged(**changed: str) -> Judged:
    """Judge a good row with cells changed."""
    return JUDGE(penalty(1, **changed), NOTHING)


def codes(row: Judged) -> list[str]:
    """Return the codes of a row's faults."""
    return [fault.code for fault in row.faults]


def test_a_good_row() -> None:
    """Fields are the map's values in fen, ISO days and sorted kinds; empty words are dropped."""
    row = judged()
    assert row.outcome == "accepted"
    assert row.subject == f"cn-uscc:{code(1)}"
    assert row.natural_key == "虚监罚〔2026〕1号|虚构市监局"
    assert orjson.loads(row.body)["fields"] == {
        "decision_no": "虚监罚〔2026〕1号",
        "authority": "虚构市监局",
        "facts": "未按规定明码标价",
        "kinds": "fine|warning",
        "fine": "500000",
        "decision_day": "2026-01-05",
    }


def test_codes_are_kept_as_sent() -> None:
    """A code in lower case has the same key, and stays as it was sent in the body."""
    row = judged(code=f" {code(1).lower()} ")
    assert row.subject == f"cn-uscc:{code(1)}"
    assert orjson.loads(row.body)["code"] == f" {code(1).lower()} "


def test_a_failing_check_is_a_flag() -> None:
    """A code that fails its check is accepted with a flag, never refused."""
    row = judged(code=failing(1))
    assert row.outcome == "flagged"
    assert "check_digit" in orjson.loads(row.body)["flags"]


def test_all_faults_of_a_row_are_told() -> None:
    """A row with three wrong cells is refused with three faults."""
    row = judged(fine="x", decided="2026-2-30", kinds="罚金")
    assert sorted(codes(row)) == ["INTAKE-E049", "INTAKE-E051", "INTAKE-E053"]


def test_days_ahead() -> None:
    """A decision after the day of receipt is refused; a term that ends later is not."""
    assert codes(judged(decided="2026-3-3")) == ["INTAKE-E050"]
    assert judged(until="2030-1-1").outcome == "accepted"


def test_a_numeric_code_is_refused() -> None:
    """A workbook's number in a code column has lost digits."""
    assert codes(JUDGE(penalty(1), frozenset({"code"}))) == ["INTAKE-E046"]
    assert JUDGE(penalty(1), frozenset({"fine"})).outcome == "accepted"


def test_a_key_part_is_missing() -> None:
    """A row that cannot be known again is refused."""
    assert codes(judged(body="")) == ["INTAKE-E054"]


@given(st.lists(st.text("ab|\\", max_size=4), min_size=2, max_size=2), st.data())
def test_keys_are_not_confused(parts: list[str], data: st.DataObject) -> None:
    """Two rows have the same natural key only where its parts are the same."""
    others = data.draw(st.lists(st.text("ab|\\", max_size=4), min_size=2, max_size=2))
    first = judged(no=parts[0], body=parts[1]).natural_key
    second = judged(no=others[0], body=others[1]).natural_key
    if first and second:
        assert (first == second) == (parts == others)


@given(
    st.dictionaries(
        st.sampled_from(sorted(penalty(1))),
        st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20),
    )
)
def test_seals_equal_the_envelopes(changed: dict[str, str]) -> None:
    """The quick digest is the envelope's own, for whatever a row may hold."""
    row = judged(**changed)
    if row.outcome == "refused":
        assert row.faults
        return
    body = orjson.loads(row.body)
    envelope = Envelope(
        kind="fact",
        department="regulator",
        record_type=PENALTY.id,
        natural_key=row.natural_key,
        subject=Subject(row.subject, body["code"], body["name"]),
        event_day=date.fromisoformat(row.event_day or ""),
        learnt_day=ON,
        fields=body["fields"],
        flags=tuple(filter(None, body["flags"].split("|"))),
    )
    salt = salt_of(b"seed", 1)
    assert envelope.digest(salt) == digest_of(
        "fact", "regulator", PENALTY.id, row.natural_key, row.subject, row.event_day,
        ON.isoformat(), row.body, salt,
    )  # fmt: skip
    assert orjson.dumps(body, option=orjson.OPT_SORT_KEYS) == row.body


def test_salts_and_fingerprints() -> None:
    """Salts differ by row and seed; fingerprints by key, subject, day and body."""
    assert len({salt_of(seed, row) for seed in (b"a", b"b") for row in (1, 2, -1)}) == 6
    base = (b"k", "s", "2026-01-05", b"{}")
    others = ((b"l", *base[1:]), (b"k", "t", *base[2:]), (b"k", "s", None, b"{}"))
    prints = {fingerprint_of(*base), *(fingerprint_of(*one) for one in others)}
    assert len(prints) == 4


@given(st.binary(max_size=200), st.binary(max_size=300))
def test_our_keyed_digest_is_hmac(key: bytes, data: bytes) -> None:
    """It is HMAC-SHA-256 for keys shorter and longer than a block, also when asked twice."""
    mac = keyed_by(key)
    assert mac(data) == mac(data) == hmac.digest(key, data, "sha256").hex()


@given(
    st.lists(
        st.tuples(st.integers(-9, 10**6), st.text("ab:%19", max_size=9), st.text("2%-", max_size=9))
    ),
    st.text('a%"虚', max_size=4),
)
def test_facts_are_sealed_at_once_as_one_by_one(
    rows: list[tuple[int, str, str]], department: str
) -> None:
    """Salts, fingerprints and digests of many facts are those of each."""
    seal = facts_sealer(b"seed", b"key", department, "any", "2026-03-02")
    body = '{"code":"%s"}'
    told = [(number, subject, day, subject + day, body) for number, subject, day in rows]
    for (number, subject, day, key, text), *found in zip(told, *seal(told), strict=True):
        salt, data = salt_of(b"seed", number), text.encode()
        mark = fingerprint_of(b"key", subject, day, data)
        digest = digest_of("fact", department, "any", key, subject, day, "2026-03-02", data, salt)
        assert found == [salt, mark, digest]


CODE_TEXTS = st.one_of(
    st.integers(1, 10**7).map(code),
    st.integers(1, 10**7).map(failing),
    st.from_regex(r"[0-9A-Z]{15,18}", fullmatch=True),
    st.from_regex(r"(11|31|44|91|92)[0-9]{16}", fullmatch=True),
    st.text("0123456789AX *i\u3000９", max_size=20),
)


@given(code_text=CODE_TEXTS, name=st.sampled_from(("虚构公司", "", "某**公司", "13800138000")))
def test_a_plain_code_needs_no_closer_look(code_text: str, name: str) -> None:
    """What is decided at a glance for a plain code is what a closer look decides of it, padded.

    A code of blanks alone is no code.
    """
    at_a_glance = judged(code=code_text, name=name)
    closer = judged(code=f" {code_text}", name=name)
    assert closer[:4] == at_a_glance[:4]
    assert closer.faults == at_a_glance.faults
    if closer.outcome != "refused":
        sent = code_text if code_text.strip() else ""
        told = {**orjson.loads(closer.body), "code": sent}
        assert told == orjson.loads(at_a_glance.body)


def test_nearly_all_codes_are_plain() -> None:
    """A company's code is plain; one that begins as a person's number could is not."""
    assert judge_subject.is_plain_code(code(1))
    assert not judge_subject.is_plain_code(f" {code(1)}")
    assert not judge_subject.is_plain_code("11" + code(1)[2:])


@given(
    st.lists(
        st.fixed_dictionaries(
            {},
            optional={
                "code": st.integers(1, 3).map(code) | st.sampled_from(("", failing(1), "x")),
                "fine": st.sampled_from(("0.5", "1", "x", "")),
                "decided": st.sampled_from(("2026-1-5", "2026-2-30", "2030-1-1", " ")),
                "facts": st.sampled_from(("a", "a" * 70, "电话13800138000", "")),
            },
        ),
        max_size=8,
    )
)
def test_what_columns_remember_changes_nothing(rows: list[dict[str, str]]) -> None:
    """A row is judged the same whatever was judged before it, also when columns must forget."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(judge, "MEMORY", 2)
        patch.setattr(judge_subject, "MEMORY", 2)
        remembering = compile_judge(PENALTIES, PENALTY, on=ON, fictional=True)
        for number, changed in enumerate(rows):
            row = penalty(number, **changed)
            anew = compile_judge(PENALTIES, PENALTY, on=ON, fictional=True)
            assert remembering(row, NOTHING) == anew(row, NOTHING)
            assert remembering(row, NOTHING) == anew(row, NOTHING)
