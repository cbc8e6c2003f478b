"""Marks that cases leave on what they are about, in words."""

from django.utils.translation import gettext as _


def mark_words(mark: str) -> str:
    """Return what a mark on a record says."""
    return {
        "under_objection": _("under objection"),
        "under_reconsideration": _("under administrative reconsideration"),
        "under_litigation": _("under litigation"),
        "restoration_pending": _("restoration applied for"),
        "suspension_asked": _("suspension asked for"),
        "unanswered": _("objection not answered in time"),
        "suspended": _("suspended while it is disputed"),
        "remitted": _("sent back, to be decided anew"),
        "ground_taken_back": _("what it rests on was taken back, being decided anew"),
        "ground_lessened": _("a part of what it rests on was taken back, being looked at"),
        "protective": _("protective measure, no finding"),
        "in_reorganisation": _("in reorganisation"),
        "under_review": _("under its dated review"),
        "review_overdue": _("held back: its review is overdue"),
        "pledge_running": _("pledge being checked"),
    }.get(mark, mark)
