"""Judgements as they are looked up: all of them, or those that bear on one archive."""

from collections.abc import Iterable, Iterator, Sequence

from django.db import connection

from goodstanding.core.entities.judgements import Judgement, KeyMap, fold_judgements
from goodstanding.store.dialect import Listed, among_numbers, among_texts, as_day, listed

SLICE = 5_000
"""So many judgements are held at a time: a registry states them by the hundred thousand."""


def load_judgements(
    condition: str = "", parameters: Iterable[Listed | int] = (), *, most: int | None = None
) -> list[Judgement]:
    """Return judgements in ledger order, all or those that meet an SQL condition."""
    where = f" WHERE {condition}" if condition else ""
    limit = f" LIMIT {int(most)}" if most is not None else ""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT seq, judgement, from_key, to_key, learnt_day, record_seq, undoes, reason"
            f" FROM key_judgement{where} ORDER BY seq{limit}",
            list(parameters),
        )
        return [
            Judgement(seq, kind, from_key, to_key, as_day(day), record_seq, undoes, reason)
            for seq, kind, from_key, to_key, day, record_seq, undoes, reason in cursor.fetchall()
        ]


def judgements_around(key: str) -> tuple[Judgement, ...]:
    """Return every judgement, undone ones and undos too, on `key` or on keys tied to it.

    Walks from key to key until no new one is met, so that folding the answer says about `key`
    what folding all judgements of the ledger would.
    """
    return judgements_around_keys({key})


def judgements_around_keys(keys: Iterable[str]) -> tuple[Judgement, ...]:
    """Return every judgement on any of `keys` or on keys tied to them (see `judgements_around`)."""
    found: dict[int, Judgement] = {}
    met: set[str] = set()
    new = set(keys)
    while new:
        met |= new
        chosen = listed(sorted(new))
        around = load_judgements(
            f"{among_texts('from_key')} OR {among_texts('to_key')}", [chosen, chosen]
        )
        around += _rivals(around)
        found.update((one.seq, one) for one in around)
        new = ends(around) - met
    if found:
        undos = load_judgements(f"{among_numbers('undoes')}", [listed(sorted(found))])
        found.update((one.seq, one) for one in undos)
    return tuple(found[seq] for seq in sorted(found))


def _rivals(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Return all judgements on the waiting records that these judgements give away."""
    records = {one.record_seq for one in judgements if one.record_seq is not None}
    if not records:
        return []
    return load_judgements(f"{among_numbers('record_seq')}", [listed(sorted(records))])


def ends(judgements: Iterable[Judgement]) -> set[str]:
    """Return all keys that judgements name."""
    return {end for one in judgements for end in (one.from_key, one.to_key) if end}


def undone_by(judged: Iterable[Judgement]) -> list[Judgement]:
    """Return the judgements that these take back."""
    undone = {one.undoes for one in judged if one.undoes is not None}
    return load_judgements(f"{among_numbers('seq')}", [listed(sorted(undone))])


def map_around(judged: Sequence[Judgement]) -> tuple[KeyMap, set[str]]:
    """Return the map of the keys and waiting records that judgements bear on, and those keys.

    About them it says what the map of all judgements would, however many there are.
    """
    some = [*judged, *undone_by(judged)]
    around = judgements_around_keys(ends([*some, *_rivals(some)]))
    return fold_judgements(around), ends(around)


def judgements_between(first_seq: int, last_seq: int) -> Iterator[list[Judgement]]:
    """Give the judgements of a range of the ledger, in slices."""
    after = first_seq - 1
    while some := load_judgements("seq > %s AND seq <= %s", [after, last_seq], most=SLICE):
        yield some
        after = some[-1].seq
