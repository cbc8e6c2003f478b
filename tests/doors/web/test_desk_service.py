"""The service desk: letters that wait, printing, scans, and filing at the counter."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from tests.actions.case_world import KEY, NAME
from tests.doors.web.desk_world import Desk, browser, said, text
from tests.doors.web.test_desk import CLAIM, CORRECTION, events, objected, take
from tests.doors.web.test_desk_list import asked_of, more

from goodstanding.actions.offices.account import set_account
from goodstanding.store.cases.read import ServiceRow, case_of_letter, read_case
from goodstanding.store.ledger.verify import verify
from goodstanding.store.queries.service_desk import waiting_letters

SERVED = {"mode": "electronic", "recipient": NAME, "day": "2026-04-29", "proof": "E-1"}
BROUGHT = {
    "paper": "纸件 2026-17，授权书 2026-3，窗口档案柜",
    "credential": "business_licence",
    "number": KEY.partition(":")[2],
    "seal": "印备〔2024〕0031",
}
PDF = b"%PDF-1.7 slip"


def services(letter: int) -> tuple[ServiceRow, ...]:
    """Return the attempts to serve a letter."""
    case = case_of_letter(letter)
    assert case is not None
    data = read_case(case)
    return next(one for one in data.letters if one.id == letter).services


def window(desk: Desk) -> str:
    """Make an account of the counter; return the address for filing an objection there."""
    policy = desk.world.policy
    set_account("window", password=None, offices=["credit_window"], keys=[], policy=policy)
    return f"/en/desk/counter/objection/record/{desk.world.entries['penalty']}"


def test_letters_wait_until_they_are_served(desk: Desk) -> None:
    """Listed with what was tried and the next rung; gone when served; nobody else's."""
    objected(desk)
    chen, address = browser("officer-chen"), "/en/desk/letters"
    assert "1 letter waits to be served" in text(chen, address)
    assert "next: electronic" in text(chen, address)
    assert NAME not in text(browser("officer-tax"), address)
    for login in ("agent-1", "agent-2", "nobody"):
        assert browser(login).get(address).status_code == 404
    assert chen.post("/en/desk/letter/1", SERVED | {"outcome": "failed"}).status_code == 302
    page = text(chen, address)
    assert "electronic on 29 April 2026: did not arrive" in page
    assert "next: by post" in page
    assert chen.post("/en/desk/letter/1", SERVED | {"mode": "post"}).status_code == 302
    assert "No letter of your offices waits" in text(chen, address)


def test_letters_that_arrived_are_noted_together(desk: Desk) -> None:
    """Each by itself with its own proof or that of all; what is refused stays as typed."""
    objected(desk)
    more(desk, 2)
    chen, address = browser("officer-chen"), "/en/desk/letters/arrived"
    assert "These only tell" in text(chen, "/en/desk/letters")
    page = chen.get(f"{address}?letter=1&letter=2&letter=3&letter=99").content.decode()
    assert page.count('name="letter"') == 3
    sent = {"letter": ["1", "2"], "mode": "post", "day": "2026-04-29", "proof-1": "R-1"}
    answer = chen.post(address, sent)
    assert answer.status_code == 409
    assert "1 letter was noted" in said(answer.content)
    assert "proof" in said(answer.content)
    assert b'value="1"' not in answer.content
    answer = chen.post(
        address, {**sent, "letter": ["2", "3"], "proof-all": "L-7", "proof-3": "R-3"}
    )
    assert answer.status_code == 302
    assert "The service of 2 letters was noted." in text(chen, answer["Location"])
    proofs = [one.proof for number in (1, 2, 3) for one in services(number)]
    assert proofs == ["R-1", "L-7", "R-3"]
    assert verify() == ()


def test_nobody_notes_letters_of_others_or_by_a_door_knocked_at(desk: Desk) -> None:
    """Another department's are as unknown; in person goes one by one; a day must be one."""
    objected(desk)
    address, sent = "/en/desk/letters/arrived", {"letter": "1", "day": "2026-04-29", "proof-1": "R"}
    assert browser("officer-tax").post(address, sent | {"mode": "post"}).status_code == 302
    assert browser("agent-1").post(address, sent | {"mode": "post"}).status_code == 404
    chen = browser("officer-chen")
    for wrong in ({"mode": "in_person"}, {"mode": "post", "day": "yesterday"}):
        assert chen.post(address, sent | wrong).status_code == 400
    assert not services(1)


def test_who_serves_for_one_does_not_wait_behind_another(desk: Desk) -> None:
    """However many letters of others are older, an office sees its own."""
    objected(desk)
    more(desk, 2)
    everywhere = waiting_letters(limit=1)
    assert everywhere == waiting_letters(["market_regulation"], limit=1)
    assert waiting_letters(["tax"], limit=1) == []
    assert waiting_letters([], limit=1) == []


def test_letters_are_printed_together(desk: Desk) -> None:
    """Those chosen, each whole; what is another department's or nonsense is left out."""
    objected(desk)
    more(desk, 2)
    chen = browser("officer-chen")
    page = chen.get("/en/desk/letters/print?letter=1&letter=3&letter=x&letter=99")
    assert page.content.decode().count("letter-sheet") == 2
    assert NAME in said(page.content)
    for asked in ("", "?letter=99"):
        assert chen.get(f"/en/desk/letters/print{asked}").status_code == 302
    assert browser("officer-tax").get("/en/desk/letters/print?letter=1").status_code == 302
    few = asked_of("officer-chen", "/en/desk/letters")
    more(desk, 6)
    assert asked_of("officer-chen", "/en/desk/letters") == few


def test_a_scan_lies_beside_its_letter(desk: Desk) -> None:
    """Kept as a file of the case by what it is and not by its name, given back bit for bit.

    The party reads the slip of a letter that it has, and of no other; nobody else reads any.
    """
    objected(desk)
    chen, address = browser("officer-chen"), "/en/desk/letter/1/scan"

    def sent(content: bytes, login: str = "officer-chen") -> int:
        given = SimpleUploadedFile("<slip>.pdf", content)
        return browser(login).post(address, {"scan": given, "reviewed": "yes"}).status_code

    for content in (b"", b"<html>", b"MZ", PDF + b"x" * 1_048_576):
        assert sent(content) == 409
    for login in ("agent-1", "agent-2", "officer-tax", "nobody"):
        assert sent(PDF, login) == 404
    assert sent(PDF) == 302
    page = chen.get("/en/desk/letter/1").content
    assert b"&lt;slip&gt;.pdf" in page
    kept = "/en/desk/case/1/files/1"
    answer = chen.get(kept)
    assert answer.content == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert "attachment" in answer["Content-Disposition"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    for login in ("agent-1", "agent-2", "officer-tax"):
        assert browser(login).get(kept).status_code == 404
    assert "slip" not in text(browser("agent-1"), "/en/desk/case/1")
    assert notes_that_hold_octets() == 0
    assert chen.post("/en/desk/letter/1", SERVED | {"outcome": "delivered"}).status_code == 302
    assert browser("agent-1").get(kept).content == PDF
    assert "<slip>.pdf" in text(browser("agent-1"), "/en/desk/case/1")
    assert browser("agent-2").get(kept).status_code == 404
    assert verify() == ()


def test_slips_are_bounded_and_take_no_place_of_files(desk: Desk) -> None:
    """Ten for a letter, and none of them counts among the files of the officers' side."""
    objected(desk)

    def put(address: str, name: str) -> int:
        given = SimpleUploadedFile("a.pdf", PDF)
        sent = {name: given, "reviewed": "yes"}
        return browser("officer-chen").post(address, sent).status_code

    for _ in range(10):
        assert put("/en/desk/letter/1/scan", "scan") == 302
    assert put("/en/desk/letter/1/scan", "scan") == 409
    for _ in range(20):
        assert put("/en/desk/case/1/files", "file") == 302
    assert put("/en/desk/case/1/files", "file") == 409


def test_the_slip_of_the_last_letter_comes_after_the_end(desk: Desk) -> None:
    """An ended case takes no more files, but the slip of its last letter."""
    case = objected(desk)
    assert take("officer-chen", case, "acknowledge", 1) == 302
    assert take("officer-lin", case, "correct", 2, CORRECTION) == 302
    chen = browser("officer-chen")
    data = read_case(1)
    assert data is not None
    last = data.letters[-1].id
    file = SimpleUploadedFile("a.pdf", PDF)
    assert chen.post("/en/desk/case/1/files", {"file": file}).status_code == 409
    slip = SimpleUploadedFile("b.pdf", PDF)
    assert chen.post(f"/en/desk/letter/{last}/scan", {"scan": slip}).status_code == 409
    slip = SimpleUploadedFile("b.pdf", PDF)
    looked = {"scan": slip, "reviewed": "yes"}
    assert chen.post(f"/en/desk/letter/{last}/scan", looked).status_code == 302
    assert "b.pdf" in text(chen, f"/en/desk/letter/{last}")


def notes_that_hold_octets() -> int:
    """Return how many notes of officers hold a file."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM office_note WHERE said LIKE '%%content%%'")
        (count,) = cursor.fetchone()
    return int(count)


def test_an_objection_is_filed_at_the_counter(desk: Desk) -> None:
    """The entity is the party; the paper is named; it sees its case; no office of others."""
    address = window(desk)
    desk_officer = browser("window")
    record = desk.world.entries["penalty"]
    assert "At the counter, for the entity" in text(desk_officer, f"/en/desk/ask/record/{record}")
    assert desk_officer.post(address, CLAIM).status_code == 409
    assert desk_officer.post(address, CLAIM | {"paper": "p", "ground": "x"}).status_code == 400
    for login in ("agent-1", "agent-2", "officer-chen", "officer-tax", "nobody"):
        assert browser(login).post(address, CLAIM | {"paper": "p"}).status_code == 404
    assert read_case(1) is None
    form = CLAIM | BROUGHT
    assert desk_officer.post(address, form).status_code == 302
    data = read_case(1)
    assert data is not None
    assert events() == ["open", "counter"]
    assert (data.subject, data.events[0].office, data.events[1].office) == (
        KEY, "", "credit_window")  # fmt: skip
    page = text(browser("agent-1"), "/en/desk/case/1")
    assert "纸件 2026-17" in page
    assert "Written down at the counter" in page
    assert take("officer-chen", "/en/desk/case/1", "acknowledge", 2) == 302
    assert "officer-chen" in text(browser("officer-lin"), "/en/desk/case/1")
    assert desk_officer.post(address, form).status_code == 409


def test_who_has_an_interest_files_nothing(desk: Desk) -> None:
    """The counter's officer with a declared interest is refused, and no case is left behind."""
    address = window(desk)
    client = browser("window")
    interest = {"account": "window", "key": KEY, "reason": "亲属任职"}
    assert client.post("/en/desk/offices/interest", interest).status_code == 302
    answer = client.post(address, CLAIM | BROUGHT)
    assert answer.status_code == 409
    assert "OFFICE-E032" in said(answer.content)
    assert read_case(1) is None
