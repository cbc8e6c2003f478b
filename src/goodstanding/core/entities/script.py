"""Traditional characters folded to simplified ones, so that either spelling finds the other."""

from goodstanding.core.entities.script_table import SIMPLIFIED, TRADITIONAL

SIMPLER = {ord(old): new for old, new in zip(TRADITIONAL, SIMPLIFIED, strict=True)}
"""For `str.translate`. No simplified character is itself folded, so folding twice changes nothing.

Several traditional characters may share one simplified character, and one that simplified spelling
keeps for another meaning (乾, 著) is folded too: names are compared here, not written.
"""
