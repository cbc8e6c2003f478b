"""What becomes of what rests on a record that is taken back: as packs say it, for each way."""

from dataclasses import dataclass
from typing import Literal, get_args

from goodstanding.core.basis.text import Text

Way = Literal[
    "withdraw_record",
    "end_disclosure",
    "correct_record",
    "file_annulled",
    "file_corrected",
    "file_dropped",
]
"""An effect of a case on the record, or what a file of its department did: `file_annulled`, it
took the record back; `file_corrected`, it reads otherwise; `file_dropped`, it is held no more."""
WAYS: tuple[Way, ...] = get_args(Way)
WITHDRAW, BY_FILE = "withdraw_record", "file_annulled"
CORRECTED, DROPPED = "file_corrected", "file_dropped"


@dataclass(frozen=True, slots=True)
class GroundRule:
    """Which procedures decide anew about what rests on a record, by the way it was taken back.

    `whole`: where nothing that it rests on stands any more; "": this way leaves the record a
    ground, and only `part` follows · `part`: where something stands.
    """

    id: str
    title: Text
    basis: str
    part: str
    whole: str = ""
