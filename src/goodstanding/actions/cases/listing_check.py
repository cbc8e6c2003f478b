"""Before a list is named in a case: is it one of this department's, for this conduct, in force?"""

from collections.abc import Mapping
from datetime import date

from goodstanding.core.basis.faults import Fault, Refused
from goodstanding.core.measures.discretion import named_measures
from goodstanding.core.measures.listing import Listing, listing_faults
from goodstanding.core.policy.procedure_shape import Procedure
from goodstanding.core.policy.shape import Policy
from goodstanding.store.cases.folded import Folded
from goodstanding.store.cases.restored import RESTORATION

ENTER, LIST = "enter_list", "list"


def check_listing(
    procedure: Procedure,
    step: str,
    form: Mapping[str, str],
    *,
    department: str,
    where: str,
    on: date,
    policy: Policy,
) -> None:
    """Refuse a step that names a list against that list's own rule.

    It speaks when the case is opened and when its notice is signed, not first when a decision is
    served: by then nobody could mend it. A cancelled restoration names no list.
    """
    found = procedure.steps.get(step)
    enters = found is not None and any(one.do == ENTER for one in found.effects)
    names = found is not None and LIST in found.needs
    if RESTORATION in procedure.about or not (enters or names):
        return
    said = Listing(form.get(LIST, ""), department, _kind(form))
    faults = listing_faults(policy, said, f"{where}/{LIST}", on=on)
    if faults:
        raise Refused(*faults)


def beyond_list(
    folded: Folded, form: Mapping[str, str], *, on: date, policy: Policy
) -> list[Fault]:
    """Return in what a decision goes further than the list that it enters: measures, term."""
    if form.get(LIST, "") not in policy.lists:
        return []
    months = form.get("term_months", "")
    said = Listing(
        list=form[LIST],
        department=folded.data.department,
        conduct=_kind(form),
        measures=[one.partition("/")[0] for one in named_measures(form.get("measures", ""))],
        months=int(months) if months.isdigit() else None,
    )
    return list(listing_faults(policy, said, f"{folded.data.reference}/{LIST}", on=on))


def _kind(form: Mapping[str, str]) -> str:
    """Return of which kind the conduct is that a form names."""
    return form.get("conduct", "").partition(":")[0]
