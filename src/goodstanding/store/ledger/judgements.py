"""Judgements as they are looked up: all of them, or those that bear on one archive."""

from collections.abc import Iterable

from django.db import connection

from goodstanding.core.entities.judgements import Judgement
from goodstanding.store.dialect import Listed, among_numbers, among_texts, as_day, listed


def load_judgements(
    condition: str = "", parameters: Iterable[Listed | int] = ()
) -> list[Judgement]:
    """Return judgements in ledger order, all or those that meet an SQL condition."""
    where = f" WHERE {condition}" if condition else ""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT seq, judgement, from_key, to_key, learnt_day, record_seq, undoes, reason"
            f" FROM key_judgement{where} ORDER BY seq",
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
        found.update((one.seq, one) for one in around)
        new = {end for one in around for end in (one.from_key, one.to_key) if end} - met
    records = {one.record_seq for one in found.values() if one.record_seq is not None}
    rivals = load_judgements(f"{among_numbers('record_seq')}", [listed(sorted(records))])
    found.update((one.seq, one) for one in rivals)
    undos = load_judgements(f"{among_numbers('undoes')}", [listed(sorted(found))])
    found.update((one.seq, one) for one in undos)
    return tuple(found[seq] for seq in sorted(found))
