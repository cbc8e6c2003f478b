"""A letter of a case as PDF, in either language, as often as asked the same bytes."""

from django.conf import settings

from goodstanding.core.basis.faults import Refused
from goodstanding.core.basis.text import Language
from goodstanding.core.procedures.numbers import case_words
from goodstanding.store.cases.faults_cases import NO_LETTER
from goodstanding.store.paper.press import as_pdf
from goodstanding.store.paper.sheet import sheet_of
from goodstanding.store.queries.cases import CaseView


def letter_pdf(view: CaseView, letter_id: int, *, language: Language | None = None) -> bytes:
    """Return a letter of a case as PDF; without a language, in the authentic one."""
    policy = view.folded.policy
    found = next((one for one in view.data.letters if one.id == letter_id), None)
    if found is None:
        raise Refused(NO_LETTER.at("letter", letter=letter_id))
    template = policy.letters.get(found.template)
    authentic: Language = template.authentic if template else "zh"
    return as_pdf(
        sheet_of(
            found,
            case=case_words(policy, view.data.numbered).in_(language or authentic),
            policy=policy,
            language=language or authentic,
            demonstration=settings.MODE == "demonstration",
        )
    )
