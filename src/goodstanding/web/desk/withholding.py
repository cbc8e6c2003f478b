"""What an officer withholds from the party's file, and opens to it again, on pages."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from goodstanding.actions.case_file import open_part, withhold
from goodstanding.core.basis.text import Language
from goodstanding.core.policy.shape import Policy
from goodstanding.store.queries.cases import CaseView
from goodstanding.store.queries.cases_desk import Person
from goodstanding.store.queries.cases_file import may_be_withheld, withheld_in
from goodstanding.web.desk.noting import as_officer, back_to, case_named, to_case
from goodstanding.web.desk.sending import Ask, field, seed
from goodstanding.web.pages.case_words import part_words


def withholding(
    person: Person, view: CaseView, on: date, policy: Policy, language: Language, number: int
) -> Ask:
    """Return the form by which an officer withholds a part of the file, with its ground."""
    del number

    def act(said: Mapping[str, str]) -> str:
        event = withhold(
            view.data.id,
            said["part"],
            said["ground"],
            acting=as_officer(person, view, policy),
            reason=said["reason"],
            on=on,
            policy=policy,
            seed=seed(),
        )
        return to_case(view, language, event)

    known = policy.form_fields.get("withheld_ground")
    grounds = known.choices if known else {}
    return Ask(
        _("Withhold a part of the file"),
        case_named(view, language),
        [
            field(
                "part",
                _("Part of the file"),
                kind="choice",
                choices=[
                    (one, part_words(view, one, language)) for one in may_be_withheld(view.folded)
                ],
            ),
            field(
                "ground",
                _("Ground"),
                kind="choice",
                choices=[(one, words.in_(language)) for one, words in grounds.items()],
            ),
            field("reason", _("Reasons")),
        ],
        _("Withhold"),
        back_to(view, language),
        act,
        [
            _("The entity reads the ground, the reasons, your office and account in its place."),
            _("No notice and no decision may rest on it."),
        ],
    )


def opening_part(
    person: Person, view: CaseView, on: date, policy: Policy, language: Language, number: int
) -> Ask:
    """Return the form by which an officer opens to the party what was withheld."""
    del number

    def act(said: Mapping[str, str]) -> str:
        event = open_part(
            view.data.id,
            said["part"],
            acting=as_officer(person, view, policy),
            reason=said["reason"],
            on=on,
            policy=policy,
            seed=seed(),
        )
        return to_case(view, language, event)

    closed = withheld_in(view.data)
    return Ask(
        _("Open what was withheld"),
        case_named(view, language),
        [
            field(
                "part",
                _("Part of the file"),
                kind="choice",
                choices=[(one, part_words(view, one, language)) for one in closed],
            ),
            field("reason", _("Reasons")),
        ],
        _("Open it"),
        back_to(view, language),
        act,
        [_("A decision may rest on it only after a new notice.")],
    )
