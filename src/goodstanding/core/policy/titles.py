"""What the packs call an office, a class and a conduct; what they do not know, as it is named."""

from goodstanding.core.basis.text import Text
from goodstanding.core.policy.shape import Policy


def office_title(policy: Policy, office: str) -> Text:
    """Return what an office is called."""
    return policy.offices[office].title if office in policy.offices else _as_named(office)


def class_title(policy: Policy, severity: str) -> Text:
    """Return what a class of severity is called."""
    found = policy.severities.get(severity)
    return found.title if found else _as_named(severity)


def measure_title(policy: Policy, measure: str) -> Text:
    """Return what a measure is called."""
    return policy.measures[measure].title if measure in policy.measures else _as_named(measure)


def conduct_title(policy: Policy, conduct: str) -> Text:
    """Return what a conduct is called, `kind` or `kind:number`: the number tells it from others."""
    kind, _, number = conduct.partition(":")
    found = policy.conducts.get(kind.strip())
    if found is None or not number.strip():
        return found.title if found else _as_named(conduct)
    return Text(f"{found.title.zh}（{number.strip()}）", f"{found.title.en} ({number.strip()})")


def _as_named(id_: str) -> Text:
    return Text(id_ or "-", id_ or "-")
