"""The registry's monthly file: first registrations and changes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from goodstanding.demo.city.chance import below
from goodstanding.demo.city.codes import DIVISIONS, unified_code
from goodstanding.demo.city.days import Month
from goodstanding.demo.city.dirt import ACCEPTED, FLAGGED, REFUSED_KINDS, Brush
from goodstanding.demo.city.names import entity_name
from goodstanding.demo.city.population import Change
from goodstanding.demo.city.rows import Desk, registration
from goodstanding.demo.city.sheets import Sheet
from goodstanding.demo.city.tally import Tally


@dataclass(frozen=True, slots=True)
class Known:
    """What only people know, beside the files: for a person to judge, and for tests."""

    what: str
    """reissued or merged."""
    month: str
    from_code: str
    to_code: str


@dataclass(slots=True)
class Registry:
    """The registry's desk."""

    sheet: Sheet
    desk: Desk
    cards: Iterator[str]
    brush: Brush
    changes: Mapping[int, Sequence[Change]]
    resend: list[list[str]] = field(default_factory=list)
    known: list[Known] = field(default_factory=list)
    next_entity: int = 0

    def rows(self, month: Month, tally: Tally) -> Iterator[list[str]]:
        """Give the month's rows: each entity founded by now, each change."""
        founded = self.desk.city.founded
        repeated, self.resend = self.resend, []
        for cells in repeated:
            tally.held += 1
            yield cells
        while self.next_entity < len(founded) and founded[self.next_entity] <= month.last:
            entity = self.next_entity
            self.next_entity += 1
            yield from self._give(registration(self.desk, entity, founded[entity]), entity, tally)
        for change in self.changes.get(month.index, ()):
            cells = self._change(change, month)
            yield from self._give(cells, change.entity, tally)

    def _give(self, cells: list[str], entity: int, tally: Tally) -> Iterator[list[str]]:
        """Give a row with its dirt; a broken row is followed by the sound one."""
        own = FLAGGED if entity in self.desk.city.failing else ACCEPTED
        kind = self.brush.kind_for(next(self.cards), self.sheet)
        if kind == "old_number_only":
            kind = ""  # the registry itself knows its codes
        if kind:
            tally.mark(kind)
        if kind in REFUSED_KINDS:
            broken = list(cells)
            self.brush.put(kind, self.sheet, broken, own)
            tally.refused += 1
            yield broken
        elif kind == "doubled":
            tally.held += 1
            yield cells
        elif kind == "resent":
            self.resend.append(cells)
        elif kind:
            self.brush.put(kind, self.sheet, cells, own)
        tally.count(own)
        yield cells

    def _change(self, change: Change, month: Month) -> list[str]:
        city, chance = self.desk.city, self.desk.chance
        entity = change.entity
        day = month.last - below(chance, 27)
        state = "存续"
        if change.what == "renamed":
            city.names[entity] = entity_name(
                chance,
                city.classes[entity],
                DIVISIONS[city.divisions[entity]],
                city.industries[entity],
            )
        elif change.what == "revoked":
            state = "吊销"
        elif change.what == "reissued":
            self._reissue(entity, month)
        else:
            state = "注销"
            city.closed[entity] = day
        if change.what == "merged":
            successor = city.codes[change.partner]
            self.known.append(Known("merged", month.label, city.codes[entity], successor))
        return registration(self.desk, entity, day, state)

    def _reissue(self, entity: int, month: Month) -> None:
        """Give the entity another code; its old number is not repeated beside it."""
        city = self.desk.city
        before = city.codes[entity]
        city.codes[entity] = unified_code(
            city.classes[entity],
            city.divisions[entity],
            len(city.codes) + entity + 1,
            lettered=True,
        )
        city.old_numbers[entity] = ""
        self.known.append(Known("reissued", month.label, before, city.codes[entity]))
