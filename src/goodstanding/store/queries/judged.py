"""Judgements as officers look them up: the latest, and whether each still stands."""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from goodstanding.store.dialect import as_day


@dataclass(frozen=True, slots=True)
class JudgementView:
    """One judgement: about two keys, one waiting record, or (`undoes`) an earlier judgement."""

    seq: int
    judgement: str
    from_key: str
    to_key: str
    record_seq: int | None
    undoes: int | None
    undone_by: int | None
    actor: str
    reason: str
    learnt_day: date


def judgements(limit: int = 50, *, actor: str = "") -> tuple[JudgementView, ...]:
    """Return the latest judgements, newest first; all actors' or one's."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT j.seq, j.judgement, j.from_key, j.to_key, j.record_seq, j.undoes,"
            " (SELECT min(u.seq) FROM key_judgement u WHERE u.undoes = j.seq),"
            " e.actor, j.reason, j.learnt_day"
            " FROM key_judgement j JOIN ledger_entry e ON e.seq = j.seq"
            " WHERE %s IN ('', e.actor) ORDER BY j.seq DESC LIMIT %s",
            [actor, limit],
        )
        rows = cursor.fetchall()
    return tuple(
        JudgementView(seq, kind, source, to, record, undoes, undone, by, reason, as_day(day))
        for seq, kind, source, to, record, undoes, undone, by, reason, day in rows
    )
