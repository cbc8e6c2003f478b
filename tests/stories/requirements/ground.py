"""What the tests of the requirements share: packs changed by one line, pages, and led cases."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.test import Client
from tests.actions.case_world import HANDLER, KEY, OBJECTOR, REVIEWER, World, enter
from tests.actions.cases.test_case import served, step
from tests.actions.cases.test_designation import ready
from tests.doors.web.desk_world import Desk, browser
from tests.packs.test_wrong_packs import FOLDER, files_of

from goodstanding.actions.cases.actor import Acting
from goodstanding.actions.cases.acts import open_case
from goodstanding.actions.offices.account import set_account
from goodstanding.actions.offices.notes import appoint_deputy
from goodstanding.core.basis.faults import FaultKind
from goodstanding.core.policy.join import join_drafts
from goodstanding.core.policy.read import read_draft
from goodstanding.store.queries.cases import CaseView, case_view

NUMBER = "云市监罚〔2026〕41号"
LISTING = "云市监列〔2026〕3号"
OUTSIDE = Acting("officer-wu", "market_review")
OUTSIDE_TOO = Acting("officer-xu", "market_review")
LEGAL = Acting("officer-he", "legal_office")
CREDIT = Acting("officer-credit", "credit_office")


def checked(path: str, old: str, new: str) -> list[str]:
    """Return what `packs check` says of the small right pack, some words of it replaced."""
    files = files_of(FOLDER / "right")
    assert files[path].count(old.encode()) >= 1, old
    files[path] = files[path].replace(old.encode(), new.encode())
    _, faults = join_drafts([read_draft(files, folder="right")], mode="demonstration")
    return [fault.code for fault in faults]


def codes(*kinds: FaultKind) -> list[str]:
    """Return the codes of faults."""
    return [kind.code for kind in kinds]


def public(key: str = KEY, *, day: date | None = None) -> dict[str, object]:
    """Return what anybody is told of an entity, by the page's twin."""
    asked = f"?on={day}" if day else ""
    found: dict[str, object] = json.loads(browser().get(f"/en/entity/{key}.json{asked}").content)
    return found


def shown(key: str = KEY, *, day: date | None = None) -> str:
    """Return the public page's records as text."""
    return json.dumps(public(key, day=day)["records"], ensure_ascii=False)


def owed(desk: Desk, day: date) -> dict[str, Any]:
    """Return what anybody is told on a day of the one department that owes something."""
    desk.on(day)
    found = json.loads(browser().get("/en/departments.json").content)["departments"]
    assert len(found) < 2
    return dict(found[0]) if found else {}


def page(client: Client, address: str) -> str:
    """Return a page that must be there."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def opened(
    world: World,
    procedure: str,
    kind: str,
    about: str,
    acting: Acting,
    on: date,
    form: Mapping[str, str],
    department: str = "",
) -> int:
    """Open a case."""
    return open_case(
        procedure,
        kind,
        about,
        acting=acting,
        form=form,
        on=on,
        policy=world.policy,
        seed=world.seed(),
        department=department,
    )


def view(world: World, case: int, on: date) -> CaseView:
    """Return a case as those who look see it on a day."""
    return case_view(case, policy=world.policy, on=on)


def times(world: World, case: int, on: date) -> dict[str, date]:
    """Return the last day of every time that runs."""
    return {one.deadline: one.ends for one in view(world, case, on).due}


def deputy(world: World, account: str, principal: Acting, office: str, on: date) -> Acting:
    """Return an account that was appointed to stand in for an officer in an office."""
    for login, offices in ((principal.account, [principal.office, office]), (account, [office])):
        set_account(login, password=None, offices=offices, keys=[], policy=world.policy)
    appoint_deputy(
        account,
        principal.account,
        office,
        first=on,
        last=on,
        reason="年休假",
        acting=principal,
        on=on,
        policy=world.policy,
    )
    return Acting(account, office, deputy_for=frozenset({principal.account}))


def listed(world: World, **more: str) -> int:
    """Lead a designation to its served decision: decided on 20 May, served on the 22nd."""
    case, form = ready(world)
    step(world, case, "list", REVIEWER, date(2026, 5, 20), form | more)
    served(world, case, "list_decision", date(2026, 5, 22))
    return case


def penalty(world: World, number: str, day: str, *, subject: str = KEY, **more: str) -> int:
    """Enter another penalty; return its entry."""
    said = {
        "decision_no": number,
        "authority": "云州市市场监督管理局",
        "kinds": "fine",
        "procedure": "ordinary",
        "fine": "1200000",
        "decision_day": day,
        **more,
    }
    enter(world, "administrative_penalty", "market_regulation", number, subject, said, day)
    return world.entries["administrative_penalty"]


def restoration(world: World, on: date) -> int:
    """Let the entity apply for restoration of its penalty."""
    form = {"claim": "已改正", "performance_proof": "缴款凭证", "pledge_text": "今后守法经营"}
    about = str(world.entries["penalty"])
    return opened(world, "restoration", "record", about, OBJECTOR, on, form)


__all__ = ["CREDIT", "HANDLER", "LEGAL", "LISTING", "NUMBER", "OUTSIDE", "OUTSIDE_TOO"]
