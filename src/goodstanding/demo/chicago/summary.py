"""What the Chicago replay says, in figures that print as a table or as JSON."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date

from goodstanding.core.basis.text import Text
from goodstanding.store.analytics.resample import Interval

DAYS = Text("关键违规早发现天数", "days earlier")
HALF = Text("前半程发现占比", "found in first half")
AUC = Text("AUC", "AUC")
AUC_WITHIN = Text("同组检查员内AUC", "AUC within inspector groups")


@dataclass(frozen=True, slots=True)
class Order:
    """One order of inspections: over the rolling windows, and over the published window."""

    id: str
    title: Text
    rolling: Mapping[str, Interval] | None
    published: Mapping[str, Interval]


@dataclass(frozen=True, slots=True)
class WindowFigures:
    """The card in one window."""

    start: date
    inspections: int
    hits: int
    figures: Mapping[str, Interval]


@dataclass(frozen=True, slots=True)
class GradeYield:
    """How often inspections found a critical violation, by the grade frozen before."""

    grade: str
    inspections: int
    hits: int


@dataclass(frozen=True, slots=True)
class Figures:
    """All orders, the card window by window, and what its grades were worth."""

    orders: tuple[Order, ...]
    explained: tuple[Order, ...]
    windows: tuple[WindowFigures, ...]
    grades: tuple[GradeYield, ...]

    def order(self, name: str) -> Order:
        """Return an order by its id."""
        return next(one for one in (*self.orders, *self.explained) if one.id == name)


@dataclass(frozen=True, slots=True)
class ChicagoSummary:
    """What was replayed, and all figures. Equal input gives an equal summary."""

    inspections: int
    licences: int
    batches: int
    first_day: date
    last_day: date
    figures: Figures

    def as_json(self) -> dict[str, object]:
        """Return the summary as plain values, figures rounded to four places."""
        return {field.name: _plain(getattr(self, field.name)) for field in fields(self)}


def _plain(value: object) -> object:
    """Return a value as JSON has it."""
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(part) for part in value]
    if isinstance(value, date):
        return value.isoformat()
    return round(value, 4) if isinstance(value, float) else value


def days(figure: Interval) -> str:
    """Return days with their interval, as people read them."""
    return f"{figure.value:.2f} [{figure.low:.2f}, {figure.high:.2f}]"


def percent(figure: Interval) -> str:
    """Return a share in per cent."""
    return f"{100 * figure.value:.1f} %"


def share(figure: Interval) -> str:
    """Return an area under a curve."""
    return f".{round(1000 * figure.value):03d}" if figure.value < 1 else "1.000"


COLUMNS: tuple[Text, ...] = (Text("次序", "order"), DAYS, HALF, AUC, AUC_WITHIN)


def table_row(title: str, figures: Mapping[str, Interval] | None) -> tuple[str, ...]:
    """Return one line of a table."""
    if figures is None:
        return (title, *("—",) * (len(COLUMNS) - 1))
    return (
        title,
        days(figures["days"]),
        percent(figures["half"]),
        share(figures["auc"]),
        share(figures["auc_within"]),
    )
