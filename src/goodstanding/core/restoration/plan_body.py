"""A plan as data: all leaves are texts or null, the same for the command and for the door."""

from datetime import date

from goodstanding.core.basis.text import Text
from goodstanding.core.policy.shape import Policy
from goodstanding.core.restoration.clocks import Clocks
from goodstanding.core.restoration.planner import GradeChange, Item, Plan
from goodstanding.core.restoration.regime import Way

Body = dict[str, object]


def plan_body(plan: Plan, policy: Policy) -> Body:
    """Return a plan with its ways out, the soonest first."""
    return {
        "on": plan.on.isoformat(),
        "grade": plan.grade or None,
        "score": None if plan.score is None else str(plan.score),
        "next_change": _day(plan.next_change),
        "together": _change(plan.together),
        "items": [_item(one, policy) for one in plan.items],
    }


def _item(item: Item, policy: Policy) -> Body:
    return {
        "kind": item.kind,
        "id": item.id,
        "severity": item.severity or None,
        "way": _way(item.way, policy),
        "other_ways": [_way(one, policy) for one in item.others if one != item.way],
        "conditions": [
            {"id": one.need, "met": None if one.met is None else _yes(one.met)}
            for one in item.asked
        ],
        "days_left": None if item.days_left is None else str(item.days_left),
        "ends": _day(item.ends),
        "times": _clocks(item.clocks) if item.clocks else None,
        "change": _change(item.change),
        "by_itself": _change(item.by_itself),
        "ends_with": list(item.follows),
    }


def _way(way: Way, policy: Policy) -> Body:
    source = policy.source_of(way.basis) if way.basis else None
    return {
        "rules": way.rules or None,
        "title": _text(way.title),
        "basis": {
            "id": way.basis,
            "kind": source.kind,
            "number": source.number or None,
            "title": _text(source.title),
        }
        if source
        else None,
        "why": _text(way.why),
        "earliest": _day(way.earliest),
        "months": None if way.months is None else str(way.months),
    }


def _clocks(clocks: Clocks) -> Body:
    return {
        "filed": clocks.filed.isoformat(),
        "decided_by": clocks.decided_by.isoformat(),
        "times": [
            {
                "id": one.deadline,
                "title": _text(one.title),
                "ends": one.ends.isoformat(),
                "provisional": _yes(one.provisional),
            }
            for one in clocks.clocks
        ],
    }


def _change(change: GradeChange | None) -> Body | None:
    if change is None:
        return None
    (grade, score), (after, then) = change.before, change.after
    return {
        "day": change.day.isoformat(),
        "before": {"grade": grade, "score": str(score)},
        "after": {"grade": after, "score": str(then)},
    }


def _text(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _yes(value: bool) -> str:
    return "yes" if value else "no"
