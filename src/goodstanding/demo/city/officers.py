"""The city's officers: one account for each office and a second where one must not do both.

Accounts are names of posts and never of people, since nobody in this city is a person.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from goodstanding.actions.cases.actor import Acting
from goodstanding.actions.offices.account import set_account
from goodstanding.core.basis.text import Text
from goodstanding.core.policy.shape import Policy
from goodstanding.store.queries.people import nameless

ACCOUNT = "demo:"
"""How the accounts of the demonstration begin, so that it knows its own entries again."""


def post(office: str, *, second: bool = False) -> Acting:
    """Return who acts in an office: its first or its second officer."""
    return Acting(f"{ACCOUNT}{office}{':2' if second else ''}", office)


def party(key: str) -> Acting:
    """Return the agent of an entity."""
    return Acting(f"{ACCOUNT}agent:{key.partition(':')[2]}", party_to=frozenset({key}))


@dataclass(frozen=True, slots=True)
class Posts:
    """Who acts in the cases of one department: handles, decides, and reviews what is contested."""

    handler: Acting
    decider: Acting
    checker: Acting
    reviewer: Acting


def _posts(cases: str, decisions: str, review: str) -> Posts:
    return Posts(
        handler=post(cases),
        decider=post(decisions, second=cases == decisions),
        checker=post(review),
        reviewer=post(review, second=True),
    )


POSTS = {
    "market_regulation": _posts("market_cases", "market_decisions", "market_review"),
    "registry_office": _posts("registry_unit", "registry_unit", "registry_review"),
    "labour_office": _posts("labour_cases", "labour_decisions", "labour_review"),
    "permits_office": _posts("permits_unit", "permits_unit", "permits_review"),
    "social_insurance": _posts(
        "social_insurance_unit", "social_insurance_unit", "social_insurance_review"
    ),
    "court": _posts("court_unit", "court_unit", "court_review"),
}
PERMITS = "permits_office"
LEGAL = post("legal_office")
WINDOW = post("credit_window")


@dataclass(frozen=True, slots=True)
class Login:
    """An account with which somebody can look around; the password is made anew each time."""

    login: str
    password: str
    what: Text


OFFICER = Text(
    "市场监管部门承办人、信用服务窗口", "case officer of market regulation, and service desk"
)
HEAD = Text("市场监管部门决定人", "who decides at market regulation")
FIRST = Text("{office}第一经办岗", "first officer, {office}")
SECOND = Text("{office}第二经办岗", "second officer, {office}")
AGENT = Text("代理人：{name}", "agent of {name}")


def name_everybody(policy: Policy) -> None:
    """Give every account that acted in the city's year the name of its post, in both languages.

    None of them can sign in; officers hold their office, so that a case can be handed to them.
    """
    with transaction.atomic():
        for login, office, entity in nameless(ACCOUNT):
            titled = policy.offices.get(office)
            what = AGENT.filled(name=entity) if titled is None else titled.title
            if titled is not None:
                what = (SECOND if login.endswith(":2") else FIRST).filled(office=titled.title)
            set_account(
                login,
                password=None,
                offices=(office,) if titled else (),
                keys=(),
                policy=policy,
                name=what.zh,
                name_en=what.en,
            )


def open_logins(
    key: str, name: str, *, make_password: Callable[[], str], policy: Policy
) -> tuple[Login, ...]:
    """Let an officer, a head and the agent of one entity sign in."""
    deciding = POSTS["market_regulation"].decider
    wanted = (
        (post("market_cases").account, OFFICER, ("market_cases", "credit_window"), ()),
        (deciding.account, HEAD, (deciding.office,), ()),
        (party(key).account, AGENT.filled(name=name), (), (key,)),
    )
    made = []
    for login, what, offices, keys in wanted:
        password = make_password()
        set_account(
            login,
            password=password,
            offices=offices,
            keys=keys,
            policy=policy,
            name=what.zh,
            name_en=what.en,
        )
        made.append(Login(login, password, what))
    return tuple(made)
