"""Who lives in the country and what becomes of them: every rate in one place.

Two thirds are individual businesses with few records each; of the others half have few records and
some hundreds. Permits and registrations are most of what is reported, penalties are rare.
"""

from collections.abc import Mapping
from dataclasses import dataclass

INDIVIDUAL = "92"
INDIVIDUALS_OF_65536 = 43_691
"""Two thirds."""
OTHER_CLASSES: Mapping[str, int] = {"91": 232, "93": 12, "52": 7, "12": 5}
"""Classes of the others, of 256."""
SCHEME = "cn-uscc"
REGISTERS = "registration"

ACTIVITY_INDIVIDUAL: Mapping[int, int] = {4: 77, 10: 128, 20: 38, 40: 10, 100: 3}
ACTIVITY_OTHER: Mapping[int, int] = {2: 115, 6: 77, 12: 38, 40: 21, 250: 5}
"""How lively an entity is, in tenths, and how many of 256 are."""

CORRECTED_OF_MILLION = 10_000
"""Records that a later version put out of force, beside the live ones."""
YEARS_OF_RECORDS = 5
DAYS_OF_RECORDS = 1826
AGE_MIN = 20
AGE_MAX = 7_300
"""Days since an entity was founded: registrations go back twenty years."""


# --- what a field holds -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Clock:
    """The record's clock day."""


@dataclass(frozen=True, slots=True)
class Founded:
    """The day on which the entity was founded."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A word of a choice, drawn from a byte: words with their share of 256, "" for none."""

    lane: str
    place: int
    shares: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Several:
    """Words of a choices field, joined by `|`, with their share of 256."""

    lane: str
    place: int
    shares: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class DayAfter:
    """A day some time after the clock day, where the byte is below `share` of 256.

    `past`: what has not come yet is not known yet.
    """

    lane: str
    place: int
    share: int
    least: int
    spread: int
    past: bool = False


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of units: the least, and a spread of which most entities have little."""

    lane: str
    unit: int
    least: int
    spread: int


@dataclass(frozen=True, slots=True)
class YearBefore:
    """The year before the clock day's."""


Content = Clock | Founded | Chosen | Several | DayAfter | Amount | YearBefore


@dataclass(frozen=True, slots=True)
class Life:
    """How many records of a type an entity has, per thousand lively entities, and what they say.

    `steady`: as many whatever the activity. `first`: one more, from the day of founding.
    """

    individual: int
    other: int
    fields: Mapping[str, Content]
    steady: bool = False
    first: bool = False


# --- what is reported -------------------------------------------------------------------------

STATUS_OF_PERMIT = Chosen("b", 0, {"valid": 205, "expired": 41, "withdrawn": 10})
LIVES: Mapping[str, Life] = {
    "registration": Life(
        individual=150,
        other=1_700,
        first=True,
        fields={
            "org_type": Chosen("b", 0, {"company": 200, "branch": 30, "cooperative": 26}),
            "status": Chosen("b", 1, {"active": 240, "cancelled": 14, "revoked": 2}),
            "established_day": Founded(),
            "change_day": Clock(),
            "industry": Chosen(
                "b",
                2,
                {
                    "trade": 100,
                    "catering": 40,
                    "manufacturing": 30,
                    "business_services": 28,
                    "construction": 20,
                    "transport": 14,
                    "agriculture": 14,
                    "information": 10,
                },
            ),
            "capital": Amount("c", 1_000_000, 1, 1_000),
        },
    ),
    "administrative_permit": Life(
        individual=1_250,
        other=5_600,
        fields={
            "permit_kind": Chosen("b", 1, {"ordinary": 150, "registration": 70, "approval": 36}),
            "decision_day": Clock(),
            "valid_from": Clock(),
            "valid_until": DayAfter("c", 0, 200, 365, 1_461),
            "status": STATUS_OF_PERMIT,
        },
    ),
    "administrative_penalty": Life(
        individual=50,
        other=230,
        fields={
            "kinds": Several(
                "b",
                0,
                {
                    "fine": 140,
                    "warning": 70,
                    "warning|fine": 20,
                    "fine|confiscation": 16,
                    "suspend_permit": 4,
                    "stop_production": 4,
                    "revoke_permit": 2,
                },
            ),
            "procedure": Chosen("b", 1, {"summary": 150, "ordinary": 106}),
            "fine": Amount("c", 10_000, 1, 250),
            "decision_day": Clock(),
            "status": Chosen("b", 2, {"valid": 250, "annulled": 4, "disputed": 2}),
        },
    ),
    "inspection": Life(
        individual=450,
        other=2_600,
        fields={
            "matter": Chosen(
                "b",
                0,
                {
                    "registration_info": 70,
                    "food": 60,
                    "quality": 46,
                    "fire": 40,
                    "labour": 20,
                    "environment": 20,
                },
            ),
            "result": Chosen(
                "b",
                1,
                {
                    "no_problem": 190,
                    "corrected": 40,
                    "problem_found": 20,
                    "unreachable": 4,
                    "refused": 2,
                },
            ),
            "inspected_day": Clock(),
        },
    ),
    "tax_grade": Life(
        individual=0,
        other=2_500,
        steady=True,
        fields={
            "year": YearBefore(),
            "grade": Chosen("b", 0, {"A": 40, "B": 130, "M": 70, "C": 10, "D": 6}),
            "graded_day": Clock(),
        },
    ),
    "wage_arrears": Life(
        individual=2,
        other=60,
        fields={
            "workers": Amount("b", 1, 1, 80),
            "amount": Amount("c", 10_000, 20, 2_000),
            "found_day": Clock(),
            "paid_day": DayAfter("b", 1, 210, 20, 200, past=True),
            "status": Chosen("b", 1, {"paid": 210, "open": 46}),
        },
    ),
    "social_insurance_arrears": Life(
        individual=15,
        other=700,
        fields={
            "insured": Amount("b", 1, 1, 120),
            "amount": Amount("c", 10_000, 5, 500),
            "due_day": Clock(),
            "paid_day": DayAfter("b", 1, 236, 5, 120, past=True),
        },
    ),
    "court_default": Life(
        individual=4,
        other=45,
        fields={
            "conduct": Chosen(
                "b", 0, {"refuses": 120, "evades": 50, "asset_report": 80, "settlement": 6}
            ),
            "amount": Amount("c", 10_000, 50, 9_000),
            "published_day": Clock(),
            "performance": Chosen("b", 1, {"none": 130, "part": 36, "full": 90}),
            "until_day": DayAfter("b", 1, 256, 730, 1),
        },
    ),
    "honour": Life(
        individual=3,
        other=130,
        fields={
            "level": Chosen("b", 0, {"city": 190, "provincial": 56, "national": 10}),
            "awarded_day": Clock(),
            "valid_until": DayAfter("c", 0, 200, 365, 1_461),
        },
    ),
    "pledge": Life(
        individual=300,
        other=1_500,
        fields={
            "kind": Chosen(
                "b",
                0,
                {"certificate_replacing": 120, "approval_replacing": 70, "proactive": 66},
            ),
            "pledged_day": Clock(),
            "performance": Chosen("b", 1, {"kept": 170, "pending": 82, "broken": 4}),
            "checked_day": DayAfter("b", 1, 170, 30, 150, past=True),
        },
    ),
    "abnormal_operation": Life(
        individual=50,
        other=60,
        fields={
            "listed_day": Clock(),
            "reason": Chosen("b", 0, {"no_annual_report": 170, "unreachable": 80, "": 6}),
            "removed_day": DayAfter("b", 1, 190, 15, 400, past=True),
        },
    ),
    "serious_list": Life(
        individual=1,
        other=3,
        fields={
            "list": Chosen("b", 0, {"market_regulation": 150, "major_tax": 60, "wages": 46}),
            "decision_day": Clock(),
            "until_day": DayAfter("b", 1, 256, 1_095, 1),
        },
    ),
    "complaint": Life(
        individual=250,
        other=1_300,
        fields={
            "field": Chosen(
                "b",
                0,
                {
                    "quality": 70,
                    "food": 60,
                    "service": 56,
                    "price": 30,
                    "contract": 20,
                    "other": 20,
                },
            ),
            "received_day": Clock(),
            "outcome": Chosen(
                "b", 1, {"unfounded": 100, "mediated": 90, "founded": 50, "open": 16}
            ),
        },
    ),
}
"""The record types of `packs/common`, all of them."""
