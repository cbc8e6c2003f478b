"""What an officer withholds from the party's file, and opens to it again, on pages."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from goodstanding.actions.cases.file import open_part, withhold
from goodstanding.store.queries.cases_file import may_be_withheld, withheld_in
from goodstanding.web.desk.noting import Noting
from goodstanding.web.desk.sending import Ask, field
from goodstanding.web.pages.case_words import part_words
from goodstanding.web.pages.form import FieldView


def withholding(of: Noting) -> Ask:
    """Return the form by which an officer withholds a part of the file, with its ground."""
    known = of.policy.form_fields.get("withheld_ground")
    grounds = [
        (one, words.in_(of.language)) for one, words in (known.choices if known else {}).items()
    ]
    return of.form(
        _("Withhold a part of the file"),
        [
            _part(of, may_be_withheld(of.view.folded)),
            field("ground", _("Ground"), kind="choice", choices=grounds),
        ],
        _("Withhold"),
        lambda said, noted: withhold(of.view.data.id, said["part"], said["ground"], **noted),
        does=[
            _("The entity reads the ground, the reasons, your office and account in its place."),
            _("No notice and no decision may rest on it."),
        ],
    )


def opening_part(of: Noting) -> Ask:
    """Return the form by which an officer opens to the party what was withheld."""
    return of.form(
        _("Open what was withheld"),
        [_part(of, withheld_in(of.view.data))],
        _("Open it"),
        lambda said, noted: open_part(of.view.data.id, said["part"], **noted),
        does=[_("A decision may rest on it only after a new notice.")],
    )


def _part(of: Noting, parts: Iterable[str]) -> FieldView:
    choices = [(one, part_words(of.view, one, of.language)) for one in parts]
    return field("part", _("Part of the file"), kind="choice", choices=choices)
