"""Promises of the public pages, as a reader without script meets them."""

import re
from datetime import date
from html.parser import HTMLParser

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver
from tests.doors import world as w

KEY = f"cn-uscc:{w.RICH}"
PAGES = (
    "",
    "search",
    "search?q=云州",
    "search?q=没有这样的名称",
    "search?q=云",
    "search?q=" + "云" * 101,
    f"entity/{KEY}",
    f"entity/{KEY}?on=2026-02-01",
    f"entity/{KEY}?on=2018-01-01",
    f"entity/{KEY}?on=2027-05-01",
    f"entity/cn-uscc:{w.SHOP}",
    f"entity/cn-uscc:{w.NEW}",
    f"entity/us-chicago-licence:{w.CHICAGO}",
    "rules/public_credit",
    "rules/chicago_inspection_priority",
    "about",
)


OF_ACCOUNTS = ("/desk", "/sign-in", "/sign-out")
"""Addresses for those who sign in: a stranger is sent to the door (`test_desk`)."""


class Reader(HTMLParser):
    """Reads a page as text, and remembers its headings."""

    def __init__(self, page: str) -> None:
        """Read the page."""
        super().__init__()
        self.texts: list[str] = []
        self.headings: list[str] = []
        self.open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        del attrs
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close an element and those that need no end."""
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Keep text."""
        self.texts.append(data)
        if self.open and self.open[-1] in ("h1", "h2"):
            self.headings.append(data)

    @property
    def text(self) -> str:
        """All text, spaces folded."""
        return " ".join(" ".join(self.texts).split())


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("address", PAGES)
def test_every_page_answers_in_its_language(client: Client, language: str, address: str) -> None:
    """Each page names its language, has one heading, and links to itself in the other."""
    answer = client.get(f"/{language}/{address}")
    body = answer.content.decode()
    assert answer.status_code == 200
    assert answer["Content-Language"] == language
    assert f'<html lang="{"zh-Hans" if language == "zh" else "en"}">' in body
    assert body.count("<h1") == 1
    assert f'href="/{"en" if language == "zh" else "zh"}/' in body
    assert "<script" not in body
    assert "style=" not in body
    assert not re.search(r"""(?:src|href)=["'](?:https?:)?//""", body)


@pytest.mark.parametrize(
    "address", ["/en/", f"/en/entity/{KEY}", "/en/none", f"/zh/entity/{KEY}.json"]
)
def test_every_answer_has_the_guarding_headers(client: Client, address: str) -> None:
    """Nothing from elsewhere, no script, no frame, no guessed type, no referrer."""
    answer = client.get(address)
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "script-src" not in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["X-Frame-Options"] == "DENY"


def test_no_address_can_be_written_to(client: Client) -> None:
    """Every address that needs no account and no key refuses everything but reading."""
    examples = {
        "root": "/",
        "home": "/en/",
        "search": "/en/search",
        "search-twin": "/en/search.json",
        "entity": f"/en/entity/{KEY}",
        "entity-twin": f"/en/entity/{KEY}.json",
        "rules": "/en/rules/public_credit",
        "about": "/en/about",
        "plan": f"/en/entity/{KEY}/plan",
        "plan-twin": f"/en/entity/{KEY}/plan.json",
        "rights": "/en/rights",
        "lists": "/en/rights/lists",
        "list": "/en/rights/lists/l01_market",
        "measures": "/en/rights/measures",
        "measure": "/en/rights/measures/honours_limit",
        "pledges": "/en/rights/pledges",
        "rewards": "/en/rights/rewards",
        "procedure": "/en/rights/procedures/objection",
        "departments": "/en/departments",
        "departments-twin": "/en/departments.json",
        "locked-out": "/en/locked-out",
        "api-plan": f"/api/v1/entity/{KEY}/plan",
        "api-own-plan": f"/api/v1/own/{KEY}/plan",
        "api-departments": "/api/v1/departments",
        "api-search": "/api/v1/search",
        "api-entity": f"/api/v1/entity/{KEY}",
        "api-changes": "/api/v1/changes",
        "api-nothing": "/api/none",
    }
    names = {
        pattern.name
        for pattern in get_resolver().url_patterns
        if not str(pattern.pattern).removeprefix("<language:language>").startswith(OF_ACCOUNTS)
    }
    assert names == {*examples, "api-checks"}
    # What writes the log of checks opens for a key alone (`tests/doors/api/test_checks.py`).
    assert client.post("/api/v1/checks").status_code == 401
    for address in examples.values():
        for method in ("post", "put", "patch", "delete"):
            assert getattr(client, method)(address).status_code == 405, address


@pytest.mark.parametrize(
    ("asked", "language"),
    [("en-GB,en;q=0.9", "en"), ("zh-CN", "zh"), ("fr,en;q=0.3,zh;q=0.2", "en"), ("", "zh"),
     ("en;q=x", "zh")],
)  # fmt: skip
def test_the_bare_address_follows_the_browser(client: Client, asked: str, language: str) -> None:
    """The root sends readers to the first of the two languages that the browser asks for."""
    answer = client.get("/", headers={"accept-language": asked})
    assert answer.status_code == 302
    assert answer["Location"] == f"/{language}/"
    assert "Accept-Language" in answer["Vary"]


def test_the_table_adds_up_to_the_score(client: Client) -> None:
    """The points of the table's rows sum to the score, and so does the running sum."""
    body = page(client, f"/en/entity/{KEY}")
    table = body[body.index("The same numbers as a table") : body.index("</tbody>")]
    points = [
        int(cell.replace("−", "-").replace(",", "").replace("+", ""))
        for cell in re.findall(r'data-label="Points">([^<]*)<', table)
    ]
    score = re.search(r'grade-score"><span class="digits">([\d,]+)<', body)
    assert score is not None
    assert len(points) > 4
    assert sum(points) == int(score[1].replace(",", ""))


def test_each_deduction_names_the_day_on_which_it_ends(client: Client) -> None:
    """A penalty of 20 May 2026 is said to end on 20 May 2027, in chart, table and list of days."""
    body = page(client, f"/en/entity/{KEY}")
    assert "to 20 May 2027" in body
    assert "ends on 20 May 2027" in body
    assert '<time datetime="2027-05-20">20 May 2027</time>' in body


def test_the_past_shows_only_what_may_be_shown_today(client: Client) -> None:
    """What was annulled, ran out or came later is not shown by asking for an earlier day."""
    body = page(client, f"/en/entity/{KEY}?on=2026-02-01")
    assert "云市监罚〔2026〕1号" in body
    assert "云市监罚〔2026〕2号" not in body, "its time of disclosure ended on 20 May 2026"
    assert "云市监罚〔2026〕3号" not in body, "it was annulled in June"
    assert "云市监罚〔2026〕4号" not in body, "it was not yet known"


def test_nothing_closed_is_on_any_page(client: Client) -> None:
    """Complaints, minor penalties and whatever belongs to a person are nowhere."""
    for language in ("zh", "en"):
        for address in PAGES:
            body = page(client, f"/{language}/{address}")
            for closed in (w.HOLDER, w.PHONE, w.FACTS, "T-2026-77", "投诉", "云市监罚〔2026〕5号"):
                if closed == "投诉" and address == "about":
                    continue
                assert closed not in body, (address, closed)


def test_disputed_and_self_declared_records_are_marked(client: Client) -> None:
    """A disputed record carries its mark in words and pattern; an entity's own word is marked."""
    body = page(client, f"/en/entity/{KEY}")
    assert re.search(r'class="record disputed"', body)
    assert "url(#waterfall-wide-hatch)" in body
    assert "disputed" in Reader(body).text


def test_individual_businesses_have_no_grade_and_no_name_search(client: Client) -> None:
    """Class 92: the page says by which rule there is no grade; only the whole code finds it."""
    body = page(client, f"/en/entity/cn-uscc:{w.SHOP}")
    assert "grade-mark" not in body
    assert "How the score adds up" not in body
    assert "grade would grade the person" in body
    assert "云市监罚〔2026〕6号" in body
    assert w.SHOP not in page(client, "/en/search?q=云州老街面馆")
    assert w.SHOP in page(client, f"/en/search?q={w.SHOP}")


def test_too_little_known_is_no_grade(client: Client) -> None:
    """A newcomer has no letter, and the page says what is missing and that points are no grade."""
    body = page(client, f"/en/entity/cn-uscc:{w.NEW}")
    assert "too little is known" in body
    assert "needed for a grade, not met" in body
    assert "are no grade" in body


def test_a_day_before_the_first_record_is_unknown(client: Client) -> None:
    """Before the register knew an entity, it says so and shows nothing."""
    body = page(client, f"/en/entity/{KEY}?on=2018-01-01")
    assert "knew nothing of this entity" in body
    assert "record-foot" not in body


def test_a_later_day_is_called_an_outlook(client: Client) -> None:
    """A day to come shows what the rules will say, with ended records marked as ended."""
    body = page(client, f"/en/entity/{KEY}?on=2027-06-01")
    assert "Outlook" in body
    assert 'class="record disputed ended"' in body


@pytest.mark.parametrize("typed", ["yesterday", "2026-02-30", "0001-01-01", "2400-01-01"])
def test_a_wrong_day_is_answered_in_words(client: Client, typed: str) -> None:
    """The field keeps what was typed, says what is wrong, and today's state is still shown."""
    body = page(client, f"/en/entity/{KEY}?on={typed}", status=400)
    assert f'value="{typed}"' in body
    assert 'aria-describedby="on-fault"' in body
    assert "30 June 2026" in body


def test_old_numbers_and_loose_codes_lead_to_the_entity(client: Client) -> None:
    """A folded old number and a code in small letters send to the one address."""
    for key in (f"cn-regno:{w.OLD_NUMBER}", f"cn-uscc:{w.SHOP.lower()}"):
        assert client.get(f"/en/entity/{key}").status_code == 302
        assert client.get(f"/en/entity/{key}?on=2026-02-01")["Location"].endswith("?on=2026-02-01")
    assert client.get(f"/en/entity/cn-regno:{w.OLD_NUMBER}")["Location"] == f"/en/entity/{KEY}"


@pytest.mark.parametrize("address", [f"entity/cn-uscc:{w.code(99)}", "rules/none", "nothing/here"])
def test_what_is_not_there_says_the_next_step(client: Client, address: str) -> None:
    """A missing page is a 404 with a heading, in the address's language, and a search field."""
    for language, words in (("en", "Not in this register"), ("zh", "本册没有收录")):
        body = page(client, f"/{language}/{address}", status=404)
        assert words in body
        assert 'role="search"' in body


def test_names_are_escaped(client: Client) -> None:
    """What a reader types never becomes markup."""
    body = page(client, "/en/search?q=<b onclick=x>云")
    assert "<b onclick" not in body


def test_an_entity_page_asks_the_database_a_bounded_number_of_times(client: Client) -> None:
    """At most 13 questions (one is for apologies), however many records; 20 for a past day."""
    for key in (KEY, f"cn-uscc:{w.CALM}"):
        with CaptureQueriesContext(connection) as asked:
            page(client, f"/en/entity/{key}")
        assert len(asked) <= 13, [query["sql"] for query in asked]
    with CaptureQueriesContext(connection) as asked:
        page(client, f"/en/entity/{KEY}?on=2026-02-01")
    assert len(asked) <= 20


def test_the_rules_page_has_an_anchor_for_each_line(client: Client) -> None:
    """Every link from an explanation leads to a rule on the rules page."""
    rules = page(client, "/en/rules/public_credit")
    linked = set(re.findall(r"/en/rules/public_credit#([\w-]+)", page(client, f"/en/entity/{KEY}")))
    assert len(linked) > 4
    for anchor in linked:
        assert f'id="{anchor}"' in rules, anchor


def test_demonstration_values_are_called_so(client: Client) -> None:
    """Each line's basis says whether it is law, standard or demonstration; the banner too."""
    body = page(client, f"/en/entity/{KEY}")
    assert 'class="kind kind-demonstration">demonstration<' in body
    assert 'class="kind kind-law">law<' in body
    assert 'class="banner"' in body
    assert date.today().isoformat() not in body, "the demonstration's clock stands still"  # noqa: TID251, DTZ011


def test_what_a_kind_may_do_is_what_the_rules_do_with_it(client: Client) -> None:
    """A pledge counts for or against; only what no rule counts is called neither."""
    body = page(client, f"/en/entity/{KEY}")
    pledges = body[body.index('id="kind-pledge"') :]
    assert "may raise or lower the score" in pledges[: pledges.index("</section>")]
    registration = body[body.index('id="kind-registration"') :]
    assert "neither for nor against" in registration[: registration.index("</section>")]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/en/search?q=%00%00", 200),
        ("/en/search?q=%00青禾", 200),
        ("/api/v1/search?q=%00%00ab", 200),
        ("/en/entity/cn-uscc:%00x", 404),
        ("/api/v1/entity/cn-uscc:%00x", 404),
    ],
)
def test_a_character_that_no_database_takes_breaks_nothing(
    client: Client, address: str, status: int
) -> None:
    """The null character, which PostgreSQL refuses in texts, is answered like any other."""
    assert client.get(address).status_code == status


@pytest.mark.parametrize(
    ("address", "kept_out"),
    [
        (f"/zh/entity/cn-uscc:{w.SHOP}", True),
        (f"/zh/entity/{KEY}.json", True),
        (f"/api/v1/entity/{KEY}", True),
        ("/en/search?q=云州", True),
        ("/en/search.json?q=云州", True),
        ("/zh/", False),
        ("/en/about", False),
    ],
)
def test_no_search_engine_keeps_what_is_said_of_entities(
    client: Client, address: str, kept_out: bool
) -> None:
    """A copy would outlive publicity, and would answer to names that may not be asked."""
    assert client.get(address).get("X-Robots-Tag") == ("noindex, noarchive" if kept_out else None)
