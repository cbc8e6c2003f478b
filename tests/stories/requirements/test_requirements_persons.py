"""Due process F: organisations alone are subjects; persons are never scored or searched."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, connections
from django.test import Client
from tests.actions.case_world import KEY, World, enter
from tests.actions.cases.test_case import refusal
from tests.actions.cases.test_designation import ready
from tests.conftest import Database, point_at
from tests.doors.web.desk_world import OPENED, Desk, browser
from tests.doors.world import CALM, FACTS, HOLDER, PHONE, RICH, csv_file, penalty
from tests.doors.worlds import Built, built
from tests.stories.requirements import ground
from tests.whole.person_paths import graph_of_tables, paths_in_packs, paths_in_tables
from tests.whole.test_no_person_is_graded import our_tables

from goodstanding.actions.cases.actor import Acting
from goodstanding.actions.cases.door import at_the_door
from goodstanding.actions.cases.faults_file import (
    LOOKS_NAMED,
    LOOKS_PERSONAL,
    NAMED_IN_FILE,
    NOT_READ,
)
from goodstanding.actions.cases.file_look import brought_faults, looked
from goodstanding.actions.checks.desk import Question, check
from goodstanding.actions.intake.receive import receive
from goodstanding.core.basis.ids import org_code_with_check, uscc_with_check
from goodstanding.core.disclosure.differences import Difference, difference
from goodstanding.core.disclosure.masking import unfit
from goodstanding.core.disclosure.units import shown_together
from goodstanding.core.measures.faults_measures import NEVER_EXECUTED, UNKNOWN_ACT
from goodstanding.core.policy.faults_lists import PERSON_EXECUTED
from goodstanding.core.policy.procedure_shape import ABOUT
from goodstanding.core.policy.shape import Policy
from goodstanding.core.records.faults_intake import DETENTION, NATURAL_PERSON
from goodstanding.store.sealed.box import seal, unseal
from goodstanding.store.sealed.rows import of_matter, put
from goodstanding.store.shelf import load_policy

__all__ = ["built"]
pytestmark = pytest.mark.database
HOST = {"host": "127.0.0.1"}


@pytest.fixture
def register(built: Built) -> Iterator[Client]:
    """A reader of a register that departments filled through intake."""
    point_at(**built.place)
    yield Client(headers=HOST)
    connections["default"].close()


def everything() -> str:
    """Return all that the register keeps, as one text; search indexes hold pieces of it."""
    kept = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if not table.startswith("search_gram"):
                cursor.execute(f'SELECT * FROM "{table}"')
                kept += [_said(cell) for row in cursor.fetchall() for cell in row]
    return "\n".join(kept)


def _said(cell: object) -> str:
    """Return a cell as text, bytes read as such."""
    if isinstance(cell, bytes | memoryview):
        return bytes(cell).decode("utf-8", "replace")
    return str(cell)


def test_30_rows_about_natural_persons_are_refused(
    policy: Policy, database: Database, tmp_path: Path
) -> None:
    """A row whose counterpart is a natural person is refused with a code, and nothing of it kept.

    Kept in: core/records/judge_subject.py, core/policy/check_records.py, core/measures/guard.py
    """
    rows = [
        penalty(RICH, "云州青禾商贸有限公司", 11, "2026-01-09"),
        penalty("", HOLDER, 12, "2026-01-09", CF_XDR_LB="自然人"),
        penalty("", HOLDER, 13, "2026-01-09", CF_CFLB="行政拘留"),
    ]
    file = tmp_path / "penalties.csv"
    file.write_bytes(csv_file(rows, "gb18030")[1])
    receipt = receive(
        file,
        department="market_regulation",
        on=date(2026, 1, 31),
        actor="test",
        policy=policy,
        seed="persons",
    )
    assert (receipt.accepted, receipt.refused) == (1, 2)
    sent_back = (database.home / str(receipt.rejects)).read_text(encoding="gb18030")
    assert [code in sent_back for code in (NATURAL_PERSON.code, DETENTION.code)] == [True, True]
    assert HOLDER not in sent_back
    assert HOLDER not in everything()


def test_31_class_92_has_every_right_and_no_grade(desk: Desk) -> None:
    """An individual business: no grade and no name search; its records and rights are whole.

    Kept in: core/appraisal/classes.py, store/ledger/project_keys.py,
    store/queries/search_rows.py, store/queries/public_view.py
    """
    world = desk.world
    code = uscc_with_check("92990100" + org_code_with_check("00000777"))
    key = f"cn-uscc:{code}"
    said = {"name": "云州老街虚构面馆", "change_day": "2020-05-01"}
    enter(world, "registration", "market_registry", "shop", key, said, "2020-05-01")
    entry = ground.penalty(world, "云市监罚〔2026〕92号", "2026-04-02", subject=key)
    firm = uscc_with_check("91990100" + org_code_with_check("00000777"))
    like = said | {"name": "云州老街虚构面馆有限公司"}
    enter(world, "registration", "market_registry", "firm", f"cn-uscc:{firm}", like, "2020-05-01")
    page, other = (
        browser().get(f"/en/entity/cn-uscc:{one}").content.decode() for one in (code, firm)
    )
    assert "grade-mark" in other
    assert "grade-mark" not in page
    assert "grade would grade the person" in page
    assert "云市监罚〔2026〕92号" in page
    for asked in ("云州老街虚构面馆", "老街虚构", "laojie", code[:10], firm[:10]):
        found = ground.page(browser(), f"/en/search?q={asked}")
        assert code not in found, asked
    assert firm in ground.page(browser(), "/en/search?q=云州老街虚构面馆")
    assert code in ground.page(browser(), f"/en/search?q={code}")
    owner = Acting("shop-agent", party_to=frozenset({key}))
    form = {"claim": "金额有误", "ground": "facts"}
    ground.opened(world, "objection", "record", str(entry), owner, OPENED, form)
    assert "under objection" in ground.page(browser(), f"/en/entity/{key}")


def test_32_measures_against_persons_are_never_executed(world: World) -> None:
    """Posts, consumption, exit, schooling: known, and refused to everybody; desk acts are closed.

    Kept in: packs/common/measures, core/measures/guard.py, core/policy/check_lists.py
    """
    persons = [one for one in world.policy.measures.values() if one.target == "person"]
    assert len(persons) == 4
    assert {one.executable for one in persons} == {"never"}
    with refusal(NEVER_EXECUTED.code):
        ready(world, measures="posts_limit")
    with refusal(UNKNOWN_ACT.code):
        check(
            [Question(KEY, "leave_the_country")],
            actor="desk",
            purpose="出境",
            department="permits_office",
            on=date(2026, 5, 20),
            policy=world.policy,
        )
    harm = "target: person\n    executable: here"
    (refused,) = ground.checked("measures.yaml", harm.replace("here", "never"), harm)
    assert refused == PERSON_EXECUTED.code


def test_33_role_holders_stand_apart_from_the_record(register: Client) -> None:
    """Names of role-holders have no field: dropped or starred out at the door, in no index.

    Kept in: core/disclosure/masking.py, actions/cases/door.py, actions/cases/file_look.py,
    core/disclosure/unlisted.py, packs/common/name_marks.yaml, packs/common/layouts
    Not yet: of names that nobody lists those alone are told that stand after the word of a post
    and begin as family names do; every other one is found by people alone. What no machine reads
    is refused until the officer says that they looked: no machine sees whether they did.
    """
    facts = f"经理{HOLDER}、{' '.join(HOLDER)}（11010519491231002X，电话{PHONE}）在场"
    form = at_the_door({"facts": facts, "names_to_mask": f"{HOLDER}、某"})
    assert form == {"facts": f"经理****、*******（{'*' * 18}，电话{'*' * 11}）在场"}
    assert unfit({"facts": facts, "reasons": form["facts"]}) == ("facts",)
    found = looked(facts.encode(), [HOLDER])
    assert (found.named, found.numbers) == (((1, (HOLDER,)),), ((1, 2),))
    brought = brought_faults(facts.encode(), HOLDER, reviewed=False, where="file")
    assert [one.code for one in brought] == [NAMED_IN_FILE.code, LOOKS_PERSONAL.code]
    assert brought_faults(form["facts"].encode(), HOLDER, reviewed=False, where="file") == []
    marks = load_policy().name_marks.values()
    unlisted = brought_faults(
        "负责人：王虚构".encode(), "", reviewed=False, where="file", marks=marks
    )
    assert [one.code for one in unlisted] == [LOOKS_NAMED.code]
    picture = b"\x89PNG\r\n\x1a\n"
    unseen = brought_faults(picture, "", reviewed=False, where="file")
    assert [one.code for one in unseen] == [NOT_READ.code]
    assert brought_faults(picture, "", reviewed=True, where="file") == []
    assert HOLDER not in everything()
    for language in ("en", "zh"):
        page = ground.page(register, f"/{language}/entity/cn-uscc:{RICH}")
        assert HOLDER not in page
        assert FACTS not in page
        assert "经理在场" not in page
    assert RICH not in ground.page(register, f"/zh/search?q={HOLDER}")


def test_34_a_person_is_no_node(policy: Policy) -> None:
    """No table and no pack leads from a person to an organisation, its grade or its cases.

    Kept in: store/models, core/policy/check_records.py
    """
    assert paths_in_tables(graph_of_tables(), our_tables()) == []
    assert paths_in_packs(policy) == []
    for found in policy.procedures.values():
        assert set(found[-1].about) <= set(ABOUT)
    for layout in policy.layouts.values():
        assert layout.subject.code != "legal_repre_ident"


def test_35_inspectors_are_no_figures(register: Client, policy: Policy) -> None:
    """Who inspected is kept nowhere; how far units differ is one number over ten who decide.

    Kept in: packs/common/layouts, core/records/judge.py, core/disclosure/units.py,
    core/disclosure/differences.py, store/queries/department_figures.py,
    actions/offices/two_persons.py, actions/offices/access_pattern.py
    """
    columns = [
        column
        for layout in policy.layouts.values()
        for column in layout.columns.values()
        if "inspector" in column.name.lower()
    ]
    assert columns
    assert all(not column.to for column in columns)
    kept = everything()
    assert "食品安全检查" in kept
    assert HOLDER not in kept
    assert HOLDER not in ground.page(register, f"/en/entity/cn-uscc:{CALM}")
    few = {"a": frozenset("1234"), "b": frozenset("56789"), "c": frozenset("klmno")}
    assert shown_together(few) == (("c",), ("a", "b"))
    shares = {("c",): (1, 10), ("a", "b"): (9, 10)}
    assert difference(shares, few) is None, "nine are left where c is left out, five where a and b"
    more = {**few, "d": frozenset("uvwxy"), "a": frozenset("123400")}
    assert difference({**shares, ("d",): (1, 10)}, more) == Difference(units=3, points=53)


def test_36_who_complains_is_not_kept(
    register: Client, policy: Policy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A complaint comes without its complainant; whom an answer is owed, two open, sealed.

    Kept in: packs/common/layouts, core/records/judge.py, store/queries/public_view.py,
    store/sealed, actions/offices/sealed.py, actions/offices/two_persons.py,
    packs/common/guarded.yaml
    """
    monkeypatch.setattr(settings, "SEALED_KEYS", "ab" * 32)
    kept = everything()
    assert "T-2026-77" in kept
    assert HOLDER not in kept
    assert PHONE not in kept
    for language in ("en", "zh"):
        page = ground.page(register, f"/{language}/entity/cn-uscc:{RICH}")
        assert "T-2026-77" not in page
    assert RICH not in ground.page(register, f"/zh/search?q={PHONE}")
    kinds = [one for one in policy.guarded.values() if one.holds == "sealed"]
    assert all(one.kept is not None and one.purposes for one in kinds)
    box = seal(f"{HOLDER} {PHONE}", case_id=1, kind="informant", last_day=OPENED, seed="1")
    put(box)
    assert HOLDER not in everything()
    assert PHONE not in everything()
    assert [unseal(one) for one in of_matter(1, "informant", on=OPENED)] == [f"{HOLDER} {PHONE}"]
    assert not of_matter(2, "informant", on=OPENED)
    assert not of_matter(1, "informant", on=OPENED + timedelta(days=1))
