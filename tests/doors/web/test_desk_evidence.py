"""Files on the page of a case: attached, given back as files, and nobody else's."""

from django.core.files.uploadedfile import SimpleUploadedFile
from tests.doors.web.desk_world import Desk, browser, said, text
from tests.doors.web.test_desk import events, objected, take
from tests.doors.web.test_desk_list import asked_of

from goodstanding.store.ledger.verify import verify

PDF = b"%PDF-1.7 <script>alert(1)</script>"


def put(login: str, content: bytes = PDF, name: str = "发票.pdf", lang: str = "en") -> int:
    """Attach a file through the page; return the status."""
    given = SimpleUploadedFile(name, content, content_type="text/html")
    return browser(login).post(f"/{lang}/desk/case/1/files", {"file": given}).status_code


def test_both_sides_attach_and_read(desk: Desk) -> None:
    """Kept by its octets, given back bit for bit under a name of ours, never as a page."""
    case = objected(desk)
    assert "No file is attached" in text(browser("agent-1"), case)
    few = asked_of("agent-1", case)
    assert put("agent-1", name="../<b>收据</b>.html") == 302
    assert put("officer-chen", b"note", "note.pdf") == 302
    assert asked_of("agent-1", case) == few
    page = browser("agent-1").get(case).content
    assert b"&lt;b&gt;" in page or b"b&gt;.html" in page
    assert b"officer-chen" not in page
    assert "officer-chen" in text(browser("officer-lin"), case)
    for login in ("agent-1", "officer-chen", "officer-lin"):
        answer = browser(login).get(f"{case}/files/1")
        assert answer.content == PDF
        assert answer["Content-Type"] == "application/pdf"
        assert answer["Content-Disposition"].startswith("attachment; filename=")
        assert answer["Content-Disposition"].endswith('-1.pdf"')
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer["Content-Security-Policy"]
        assert answer["Cache-Control"] == "private, no-store"
    assert browser("agent-1").get(f"{case}/files/2")["Content-Type"] == "text/plain"
    assert verify() == ()


def test_no_stranger_attaches_or_reads(desk: Desk) -> None:
    """Nobody signed in is sent to the door; another entity, another office: as if nothing were."""
    case = objected(desk)
    assert put("agent-1") == 302
    for login in ("agent-2", "officer-tax", "nobody"):
        assert put(login) == 404
        assert browser(login).get(f"{case}/files/1").status_code == 404
    given = SimpleUploadedFile("a.pdf", PDF)
    assert browser().post(f"{case}/files", {"file": given}).status_code == 302
    answer = browser().get(f"{case}/files/1")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/en/sign-in")
    assert browser("agent-1", checks=True).post(f"{case}/files", {"file": PDF}).status_code == 403
    for number in (0, 2, 99):
        assert browser("agent-1").get(f"{case}/files/{number}").status_code == 404
    assert browser("agent-1").get(f"{case}/files").status_code == 405
    assert events() == ["open", "evidence"]


def test_what_is_refused_is_said_on_the_page(desk: Desk) -> None:
    """In both languages, with its code and what to do; signs that do not show are left out."""
    case = objected(desk)
    for content, code in (
        (b"", "CASE-E130"),
        (PDF.ljust(4 * 1_048_576 + 1), "CASE-E131"),
        (b"<html>", "CASE-E132"),
        (b"MZ\x00", "CASE-E132"),
    ):
        for lang, words in (("en", "The file was not attached"), ("zh", "文件没有附上")):
            given = SimpleUploadedFile("a.pdf", content)
            answer = browser("agent-1").post(f"/{lang}/desk/case/1/files", {"file": given})
            assert answer.status_code == 409
            assert code in said(answer.content)
            assert words in said(answer.content)
    assert browser("agent-1").post(f"{case}/files", {}).status_code == 409
    assert put("agent-1", name="x" * 121) == 409
    assert events() == ["open"]
    assert put("agent-1", name="a\u202efdp.txt") == 302
    assert "afdp.txt" in text(browser("agent-1"), case)


def test_a_draft_shows_the_files_that_it_can_cite(desk: Desk) -> None:
    """Who prepares a step reads the numbers of the attached files beside the evidence field."""
    case = objected(desk)
    assert put("agent-1") == 302
    assert take("officer-chen", case, "acknowledge", 2) == 302
    page = text(browser("officer-chen"), f"{case}/draft/tell")
    assert "[1] 发票.pdf" in page.replace("\xa0", " ")


def test_an_officers_file_is_looked_through(desk: Desk) -> None:
    """A listed name is refused, a number told once; who looked attaches it; the entity is free."""
    case = objected(desk)
    words = "经理虚构某甲，电话13800000000".encode()

    def send(login: str, **more: str) -> tuple[int, str]:
        given = SimpleUploadedFile("a.txt", words)
        answer = browser(login).post("/zh/desk/case/1/files", {"file": given, **more})
        return answer.status_code, answer.content.decode()

    status, page = send("officer-chen", names_to_mask="虚构某甲", reviewed="yes")
    assert (status, "CASE-E161" in page, "CASE-E162" in page) == (409, True, False)
    status, page = send("officer-chen")
    assert (status, "CASE-E162" in page, "第 1 页" in page) == (409, True, True)
    assert send("officer-chen", reviewed="yes")[0] == 302
    assert send("agent-1")[0] == 302
    page = browser("officer-chen").get(case.replace("/en/", "/zh/")).content.decode()
    assert "须遮盖的人名" in page
    assert "names_to_mask" not in text(browser("agent-1"), case)
