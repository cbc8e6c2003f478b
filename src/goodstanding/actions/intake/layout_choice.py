"""Which layout a file is in, where its sender does not say."""

from pathlib import Path

from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.layout_shape import Layout
from goodstanding.core.policy.shape import Policy
from goodstanding.core.records.faults_intake import (
    DEPARTMENT_UNKNOWN,
    LAYOUT_UNCLEAR,
    LAYOUT_UNKNOWN,
)
from goodstanding.store.files.read import read_header
from goodstanding.store.files.source import needed_columns


def choose_layout(policy: Policy, department: str, layout: str | None, source: Path) -> Layout:
    """Return the named layout, or the department's only one, or the only one that fits the file."""
    if department not in policy.departments:
        known = ", ".join(sorted(policy.departments))
        raise Refused(DEPARTMENT_UNKNOWN.at(source.name, department=department, known=known))
    own = [one for one in policy.layouts.values() if one.department == department]
    known = ", ".join(sorted(one.id for one in own))
    if layout is not None:
        own = [one for one in own if one.id == layout]
    if not own:
        where = source.name
        raise Refused(
            LAYOUT_UNKNOWN.at(where, department=department, layout=layout or "*", known=known)
        )
    if len(own) == 1:
        return own[0]
    fitting = [one for one in own if _fits(one, source)]
    if len(fitting) != 1:
        raise Refused(LAYOUT_UNCLEAR.at(source.name, known=known))
    return fitting[0]


def _fits(layout: Layout, source: Path) -> bool:
    """Return whether the file can be read in this layout and has the columns that it needs."""
    try:
        header = set(read_header(source, layout))
    except Refused:
        return False
    return header.issuperset(needed_columns(layout))
