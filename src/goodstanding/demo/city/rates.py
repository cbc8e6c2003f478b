"""Every rate of the city in one place: how it lives, and how badly its files are written."""

from collections.abc import Mapping

FIRST_MONTH = (2025, 11)
"""The first monthly batch; it also carries the history since `HISTORY_FROM`."""
MONTHS = 12
HISTORY_FROM = (2023, 1)
HISTORY_PER_MILLE = 450
"""Share of a department's records that the first batch carries; later batches share the rest."""

ENTITIES = 50_000
RECORDS = 400_000
SEED = 20_251_101
RECORDS_PER_ENTITY_MIN = 6
"""Fewer records than this cannot hold a registration and a believable life."""

# --- who lives here ---------------------------------------------------------------------------

CLASSES: Mapping[str, int] = {"91": 680, "92": 160, "93": 60, "12": 50, "52": 40, "51": 10}
"""Entity classes (first two characters of the unified code), per mille."""
BRANCHES_PER_MILLE = 50
"""Of class 91."""
NEWCOMERS_PER_MILLE = 105
"""Entities that are founded during the batches after the first."""
RENAMED_PER_MILLE = 30
CANCELLED_PER_MILLE = 15
REVOKED_PER_MILLE = 5
REISSUED_PER_MILLE = 2
MERGED_PER_MILLE = 2
FAILING_CODE_PER_MILLE = 2
"""Living codes whose own check digit is wrong, as real ones are: every row of theirs is flagged."""

BANDS = ("excellent", "good", "fair", "poor", "silent")
"""The latent standing that nobody sees; what departments find follows from it."""
BAND_PER_MILLE = (225, 430, 260, 47, 38)
INDUSTRY_TILT: Mapping[str, int] = {
    "catering": 60, "food_retail": 30, "construction": 70, "transport": 20, "lodging": 20,
    "retail": 0, "wholesale": 0, "manufacturing": -10, "business_services": -20,
    "agriculture": -20, "information": -60, "education": -50,
}  # fmt: skip
"""Per mille by which an industry is pushed towards worse bands."""

RECORD_SHARES: Mapping[str, int] = {
    "permits_office": 205,
    "market_regulation": 65,
    "inspection_team": 0,
    "tax_bureau": 100,
    "labour_office": 20,
    "social_insurance": 75,
    "court": 14,
    "honours_office": 45,
    "pledge_desk": 95,
    "registry_office": 8,
    "hotline": 90,
}
"""Records beside registrations, per mille; inspections take the rest, so that the sum is exact."""

BAND_WEIGHTS: Mapping[str, tuple[int, int, int, int, int]] = {
    "permits_office": (140, 100, 90, 80, 20),
    "market_regulation": (8, 22, 480, 560, 0),
    "inspection_team": (110, 100, 130, 160, 10),
    "labour_office": (1, 8, 120, 500, 0),
    "social_insurance": (3, 14, 330, 400, 0),
    "court": (0, 1, 30, 700, 0),
    "honours_office": (300, 40, 4, 0, 0),
    "pledge_desk": (160, 80, 50, 40, 10),
    "registry_office": (2, 8, 130, 200, 40),
    "hotline": (30, 60, 160, 260, 10),
}
"""How much more often an entity of each band is the subject of a department's row."""

FOLLOW_UPS_PER_MILLE: Mapping[str, int] = {
    "permits_office": 10,
    "market_regulation": 12,
    "inspection_team": 6,
    "labour_office": 350,
    "social_insurance": 250,
    "court": 120,
    "honours_office": 8,
    "pledge_desk": 250,
    "hotline": 150,
}
"""Rows that come again a month later with a changed cell: a correction of the record."""

# --- how the files are written ------------------------------------------------------------------

DECK = 2_000
"""Each department deals its rows' dirt from a shuffled deck of so many cards: rates are exact."""
DIRT: Mapping[str, int] = {
    "code_lower": 24,
    "code_full_width": 6,
    "code_spaced": 6,
    "code_short": 3,
    "code_bad_letter": 3,
    "code_mistyped": 1,
    "old_number_only": 8,
    "name_only": 3,
    "day_slashes": 40,
    "day_chinese": 20,
    "day_compact": 20,
    "day_full_width": 4,
    "day_with_time": 10,
    "empty_word": 80,
    "doubled": 12,
    "resent": 8,
    "natural_person": 4,
    "identity_number_in_text": 2,
    "identity_number_as_code": 1,
    "impossible_day": 2,
    "missing_required": 3,
}
"""Cards of each kind in a deck; the other cards are clean rows."""
EMPTY_WORDS = ("暂无", "\\n", "9999-9-9", "1900-1-1")
"""What real files write for "nothing"."""
WITHDRAWN_PERCENT_MAX = 5
"""A snapshot never drops a larger share, so that no batch is held for an officer."""
