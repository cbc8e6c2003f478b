"""Bulk rows: only by key, never what is hidden today, and removals tell what to drop."""

from datetime import date

import pytest
from tests.actions.case_world import HANDLER, KEY, OBJECTOR, OTHER, World, build, enter
from tests.actions.cases.test_case import step
from tests.doors.web.desk_world import Desk, browser
from tests.stories.requirements.ground import LISTING, NUMBER, OUTSIDE, OUTSIDE_TOO, opened

from goodstanding.actions.checks import mirror
from goodstanding.actions.checks.clients import issue, revoke
from goodstanding.actions.intake.erase import erase
from goodstanding.actions.intake.identify import judge, undo
from goodstanding.api import changes as door
from goodstanding.api.allowance import Allowance
from goodstanding.core.basis.ids import org_code_with_check, uscc_with_check
from goodstanding.core.policy.shape import Policy
from goodstanding.store.cases.notes import MIRROR, standing
from goodstanding.store.queries import changes

pytestmark = pytest.mark.usefixtures("database")
ON = date(2026, 5, 4)
SHOP = "cn-uscc:" + uscc_with_check("92990100" + org_code_with_check("00000777"))


class Mirror:
    """A subscriber that does what the rows tell it."""

    def __init__(self, world: World, name: str, *purposes: str, per_minute: int = 10_000) -> None:
        """Get a key."""
        self.shown = issue(
            name,
            office="market_cases",
            purposes=purposes,
            per_minute=per_minute,
            last_day=date(2026, 12, 31),
            secret="s" * 40,
            actor="he",
            on=ON,
            policy=world.policy,
        )
        self.rows: dict[str, dict[str, object]] = {}
        self.after, self.rules, self.told = "0.0", "", 0

    def ask(self, **changed: str) -> tuple[int, dict[str, object]]:
        """Ask once; return status and answer."""
        asked = {"after": self.after, "policy": self.rules, "purpose": "mirror", **changed}
        headers = {"Authorization": f"Bearer {self.shown}"}
        found = browser().get("/api/v1/changes", asked, headers=headers)
        return found.status_code, found.json()

    def follow(self) -> "Mirror":
        """Ask until nothing more waits, and take all of it over."""
        while True:
            status, found = self.ask()
            assert status == 200, found
            for one in found["rows"]:  # type: ignore[attr-defined]
                self.rows[one["row"]] = one
            for one in found["removed"]:  # type: ignore[attr-defined]
                self.rows.pop(one, None)
                self.told += 1
            self.after, self.rules = str(found["next"]), str(found["policy"])
            if found["more"] == "no":
                return self

    def says(self) -> str:
        """Return all that the mirror holds."""
        return repr(sorted((one["entity"], repr(one["record"])) for one in self.rows.values()))


@pytest.fixture
def desk(policy: Policy, database: object, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The cases' world, answered in small pieces."""
    del database
    monkeypatch.setattr(changes, "MOST", 2)
    monkeypatch.setattr(door, "ALLOWANCE", Allowance())
    desk = Desk(build(policy), monkeypatch)
    desk.on(ON)
    return desk


def fresh(world: World, name: str) -> Mirror:
    """Return a mirror that was made just now."""
    return Mirror(world, name, "mirror").follow()


def test_a_mirror_is_what_a_new_one_would_be_after_every_act(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Promise: objection, removal, restating, folding, undoing, erasing: each reaches the rows."""
    world = desk.world
    kept = fresh(world, "kept")
    assert NUMBER in kept.says()
    assert LISTING in kept.says()
    assert kept.told == 0, "nothing is dropped by who has nothing"
    form = {"claim": "有误", "ground": "facts"}
    about = str(world.entries["penalty"])
    case = opened(world, "objection", "record", about, OBJECTOR, date(2026, 5, 5), form)
    kept.follow()
    (marked,) = [one for one in kept.rows.values() if NUMBER in repr(one)]
    assert marked["record"]["disputed"] == "yes"  # type: ignore[index]
    step(world, case, "acknowledge", HANDLER, date(2026, 5, 6))
    desk.on(date(2026, 5, 7))
    step(
        world,
        case,
        "remove",
        OUTSIDE_TOO,
        date(2026, 5, 7),
        {"finding": "wrong", "reasons": "主体认错"},
    )
    kept.follow()
    assert NUMBER not in kept.says()
    assert kept.told == 1
    said = {"name": "云州新名虚构食品有限公司", "change_day": "2026-05-08"}
    enter(world, "registration", "market_registry", "r9", KEY, said, "2026-05-08")
    assert kept.follow().says() == fresh(world, "second").says()
    acts = {"actor": "officer-yu", "on": date(2026, 5, 9), "policy": world.policy}
    folded = judge("same", OTHER, KEY, reason="换码", seed=world.seed(), **acts)  # type: ignore[arg-type]
    assert kept.follow().says() == fresh(world, "third").says()
    undo(folded, reason="有误", seed=world.seed(), **acts)  # type: ignore[arg-type]
    assert kept.follow().says() == fresh(world, "fourth").says()
    erase(world.entries["listing"], reason="依法删除", seed=world.seed(), **acts)  # type: ignore[arg-type]
    assert LISTING not in kept.follow().says()
    assert kept.says() == fresh(world, "fifth").says()
    monkeypatch.setattr(changes, "MOST", 500)
    assert fresh(world, "sixth").told == 0, "who never had a row is not told that it is gone"
    before = kept.says()
    assert kept.follow().says() == before, "asking again changes nothing"


def test_a_row_that_goes_while_a_mirror_is_made_does_not_stay(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Promise: a case tells a record no sooner than its entry does, so nothing gone is kept."""
    world = desk.world
    form, on = {"claim": "认错", "ground": "identity"}, date(2026, 5, 5)
    about = str(world.entries["listing"])
    case = opened(world, "objection", "list_entry", about, OBJECTOR, on, form)
    begun = Mirror(world, "begun", "mirror")
    _status, found = begun.ask()
    for one in found["rows"]:  # type: ignore[attr-defined]
        begun.rows[one["row"]] = one
    begun.after, begun.rules = str(found["next"]), str(found["policy"])
    step(world, case, "acknowledge", OUTSIDE, on)
    step(world, case, "remove", OUTSIDE_TOO, on, {"finding": "wrong", "reasons": "认错"})
    monkeypatch.setattr(changes, "MOST", 500)
    desk.on(date(2026, 5, 7))
    assert LISTING not in begun.follow().says()
    assert begun.says() == fresh(world, "anew").says()


def test_an_individual_business_is_in_no_row(desk: Desk) -> None:
    """Promise: an individual business is never given, and dropped where it turns out to be one."""
    world = desk.world
    said = {"name": "云州老街虚构面馆", "change_day": "2020-05-01"}
    enter(world, "registration", "market_registry", "shop", SHOP, said, "2020-05-01")
    kept = fresh(world, "kept")
    assert SHOP not in kept.says()
    assert OTHER in kept.says()
    said = {"name": "云州清岚", "change_day": "2026-05-02", "org_type": "sole_proprietorship"}
    enter(world, "registration", "market_registry", "r8", OTHER, said, "2026-05-02")
    assert OTHER not in kept.follow().says()
    desk.on(date(2029, 6, 1))
    late = Mirror(world, "late", "mirror")
    assert late.ask()[0] == 401, "a key is over by then"


def test_rows_that_ran_out_are_not_given(desk: Desk) -> None:
    """Promise: a row says until when it is shown, and after that day nobody is given it."""
    world = desk.world
    kept = fresh(world, "kept")
    until = {one["record"]["shown_until"] for one in kept.rows.values()}  # type: ignore[index]
    assert "2029-04-10" in until
    client = mirror.Client("kept", "market_cases", ("mirror",), 1, ON, ON, None, "")
    given = repr(
        [
            mirror.mirrored(
                f"{entry}.0",
                world.policy.digest,
                client=client,
                purpose="mirror",
                on=date(2029, 6, 1),
                policy=world.policy,
            )["rows"]
            for entry in (0, 2)
        ]
    )
    assert LISTING not in given
    assert KEY in given


def test_who_has_no_key_no_purpose_or_a_wrong_cursor_is_given_nothing(desk: Desk) -> None:
    """Promise: refused in both languages; each answer is noted, each key has ids of its own."""
    world = desk.world
    assert browser().get("/api/v1/changes?after=0.0&purpose=mirror").status_code == 401
    checker = Mirror(world, "checker", "licensing")
    assert checker.ask()[0] == 403
    assert checker.ask(purpose="licensing")[0] == 403
    kept = fresh(world, "kept")
    for wrong in ("", "x", "1", "1.x", "-1.0", f"{'9' * 30}.0", "1.0.0"):
        assert kept.ask(after=wrong)[0] == 400, wrong
    status, told = kept.ask(policy="0" * 64)
    assert status == 409
    assert "MIRROR-E002" in repr(told)
    other = fresh(world, "other")
    assert other.says() == kept.says()
    assert not other.rows.keys() & kept.rows.keys()
    noted = [one for one in standing([MIRROR]) if one.account == "client:kept"]
    assert noted[0].said["after"] == "0.0"
    assert noted[-1].said["next"] == kept.after
    revoke("kept", actor="he", why="换发", on=ON)
    assert kept.ask()[0] == 401
    assert browser().post("/api/v1/changes").status_code == 405


def test_a_key_asks_no_more_than_its_minute_holds(desk: Desk) -> None:
    """Promise: each answer counts; 429 says when to come again, notes nothing, loses no row."""
    slow = Mirror(desk.world, "slow", "mirror", per_minute=2)
    assert [slow.ask()[0] for _ in range(2)] == [200, 200]
    headers = {"Authorization": f"Bearer {slow.shown}"}
    asked = {"after": "0.0", "purpose": "mirror"}
    found = browser().get("/api/v1/changes", asked, headers=headers)
    assert found.status_code == 429
    assert found.json()["code"] == "DESK-E008"
    assert 1 <= int(found.headers["Retry-After"]) <= 30
    assert found.headers["Cache-Control"] == "no-store"
    assert len([one for one in standing([MIRROR]) if one.account == "client:slow"]) == 2
    assert fresh(desk.world, "other").rows, "another key has a minute of its own"
