"""Writes the city: month by month, file by file, so that a reader can follow behind."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from goodstanding.core.basis.faults import Refused
from goodstanding.demo.city import rates
from goodstanding.demo.city.chance import Chance
from goodstanding.demo.city.days import Month, months
from goodstanding.demo.city.dirt import Brush, deal
from goodstanding.demo.city.faults_city import OUT_OF_RANGE
from goodstanding.demo.city.lists import AbnormalList, TaxGrades
from goodstanding.demo.city.manifest import NAME, CityFile, Manifest, city_file, to_json
from goodstanding.demo.city.office import Office
from goodstanding.demo.city.population import fates, settle
from goodstanding.demo.city.registry import Registry
from goodstanding.demo.city.rows import BUILDERS, Desk
from goodstanding.demo.city.sheets import SHEETS, Sheet
from goodstanding.demo.city.tally import Tally
from goodstanding.demo.city.writers import Rows, write_rows

ENTITIES_MIN = 200
ENTITIES_MAX = 1_000_000
MONTHS_MAX = 24


@dataclass(frozen=True, slots=True)
class Plan:
    """How large a city to write."""

    entities: int = rates.ENTITIES
    records: int = rates.RECORDS
    months: int = rates.MONTHS
    seed: int = rates.SEED
    """Only told in the manifest: the chance that was made from it is handed in beside."""

    def checked(self) -> "Plan":
        """Return the plan, or refuse a size for which no believable city exists."""
        limits = {
            "entities": (self.entities, ENTITIES_MIN, ENTITIES_MAX),
            "records": (
                self.records,
                rates.RECORDS_PER_ENTITY_MIN * self.entities,
                100 * self.entities,
            ),
            "months": (self.months, 1, MONTHS_MAX),
        }
        faults = [
            OUT_OF_RANGE.at(f"--{name}", value=value, least=least, most=most)
            for name, (value, least, most) in limits.items()
            if not least <= value <= most
        ]
        if faults:
            raise Refused(*faults)
        return self


class Writer:
    """The city's departments, ready to write their files in the order of the months."""

    def __init__(self, plan: Plan, chance: Chance) -> None:
        """Settle the city and open its offices."""
        self.plan = plan.checked()
        self.calendar = months(rates.FIRST_MONTH, rates.HISTORY_FROM, plan.months)
        self.city = settle(chance, plan.entities, self.calendar)
        changes = fates(chance, self.city, self.calendar)
        cards, brush = deal(chance), Brush(chance)
        self.sheets = {sheet.department: sheet for sheet in SHEETS}

        def desk() -> Desk:
            return Desk(self.city, chance, self.calendar[0].last)

        self.registry = Registry(self.sheets["market_registry"], desk(), cards, brush, changes)
        self.tax = TaxGrades(self.sheets["tax_bureau"], desk(), cards, brush)
        self.abnormal = AbnormalList(self.sheets["registry_office"], desk(), cards, brush)
        self.abnormal.open()
        self.offices = {
            department: Office(self.sheets[department], build, desk(), cards, brush)
            for department, build in BUILDERS.items()
        }
        for office in self.offices.values():
            office.open()
        others = plan.records - plan.entities - sum(map(len, changes.values()))
        self.quotas = self._quotas(others)

    def _quotas(self, others: int) -> dict[str, list[int]]:
        """Return how many records each department reports month by month; all sum to `others`."""
        totals = {
            department: others * share // 1000 for department, share in rates.RECORD_SHARES.items()
        }
        totals["tax_bureau"] = self.tax.plan(totals["tax_bureau"], self.calendar)
        totals["inspection_team"] = others - sum(totals.values())
        count = len(self.calendar)
        later = 1000 - rates.HISTORY_PER_MILLE
        upto = [
            rates.HISTORY_PER_MILLE + later * index // (count - 1) if count > 1 else 1000
            for index in range(count)
        ]
        return {
            department: [
                total * upto[index] // 1000 - (total * upto[index - 1] // 1000 if index else 0)
                for index in range(count)
            ]
            for department, total in totals.items()
        }

    def files(self, folder: Path) -> Iterator[CityFile]:
        """Write file after file into `folder`; tell of each when it is complete."""
        for month in self.calendar:
            for sheet in SHEETS:
                if sheet.department == "tax_bureau" and not self.tax.sends(month):
                    continue
                tally = Tally()
                rows = self._rows(sheet, month, tally)
                path = f"{month.label}/{sheet.layout}-{month.label}.{sheet.format}"
                (folder / month.label).mkdir(parents=True, exist_ok=True)
                write_rows(folder / path, sheet, rows)
                yield city_file(path, sheet, month, _digest(folder / path), tally)

    def _rows(self, sheet: Sheet, month: Month, tally: Tally) -> Rows:
        match sheet.department:
            case "market_registry":
                return self.registry.rows(month, tally)
            case "tax_bureau":
                return self.tax.rows(month, tally)
            case "registry_office":
                return self.abnormal.rows(month, self._quota(sheet, month), tally)
        return self.offices[sheet.department].rows(month, self._quota(sheet, month), tally)

    def _quota(self, sheet: Sheet, month: Month) -> int:
        return self.quotas[sheet.department][month.index]

    def manifest(self, files: tuple[CityFile, ...]) -> Manifest:
        """Return the manifest of what was written."""
        plan = self.plan
        return Manifest(
            seed=plan.seed,
            entities=plan.entities,
            records=plan.records,
            months=plan.months,
            files=files,
            known=tuple(self.registry.known),
        )


def write_city(folder: Path, plan: Plan, chance: Chance) -> Iterator[CityFile]:
    """Write the city into `folder`, file after file, and at the end its manifest."""
    writer = Writer(plan, chance)
    files: list[CityFile] = []
    for file in writer.files(folder):
        files.append(file)
        yield file
    (folder / NAME).write_bytes(to_json(writer.manifest(tuple(files))))


def files_expected(plan: Plan) -> int:
    """Return how many files the plan makes, for a progress display."""
    calendar = months(rates.FIRST_MONTH, rates.HISTORY_FROM, plan.months)
    skipped = sum(month.index > 0 and not month.label.endswith("04") for month in calendar)
    return len(calendar) * len(SHEETS) - skipped


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
