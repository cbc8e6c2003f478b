"""How a comparison of two versions of the rules is shown: rows ours, columns the other."""

from collections.abc import Sequence

from goodstanding.actions.grades.compare import Compared
from goodstanding.cli.show import out, say, show_json, table
from goodstanding.core.appraisal.result import NO_GRADE
from goodstanding.core.basis.text import Text
from goodstanding.core.policy.shape import Policy

ALL = Text("全部", "all")
TITLE = Text(
    "现行等级（行）→ 另一版等级（列）", "grade under ours (rows), under the other (columns)"
)
MOVING = Text(
    "{moving} 个主体的等级或分数不同，名单见 {file}",
    "{moving} entities get another grade or score; they are listed in {file}",
)


def show_compared(compared: Sequence[Compared], policy: Policy, *, json_wanted: bool) -> None:
    """Print who moves, for all and for each class or scheme."""
    if json_wanted:
        show_json({one.model: _json(one) for one in compared})
        return
    for one in compared:
        order = [grade.id for grade in policy.models[one.model].grades] + [NO_GRADE]
        whole: dict[tuple[str, str], int] = {}
        for counts in one.comparison.counts.values():
            for pair, count in counts.items():
                whole[pair] = whole.get(pair, 0) + count
        for part, counts in ((say(ALL), whole), *sorted(one.comparison.counts.items())):
            rows = _ordered({pair[0] for pair in counts}, order)
            columns = _ordered({pair[1] for pair in counts}, order)
            table(
                f"{say(policy.models[one.model].title)} · {one.day} · {part} · {say(TITLE)}",
                ["", *columns],
                [
                    [row, *(f"{counts.get((row, column), 0):,}" for column in columns)]
                    for row in rows
                ],
            )
        moving = f"{one.comparison.moving:,}"
        out.print(say(MOVING).format(moving=moving, file=one.comparison.moved), soft_wrap=True)


def _ordered(found: set[str], order: Sequence[str]) -> list[str]:
    return [name for name in order if name in found] + sorted(found - set(order))


def _json(one: Compared) -> dict[str, object]:
    return {
        "day": one.day.isoformat(),
        "ours": one.ours,
        "other": one.other,
        "moving": one.comparison.moving,
        "moved": str(one.comparison.moved),
        "counts": {
            part: [
                {"from": ours, "to": theirs, "entities": count}
                for (ours, theirs), count in sorted(counts.items())
            ]
            for part, counts in one.comparison.counts.items()
        },
    }
