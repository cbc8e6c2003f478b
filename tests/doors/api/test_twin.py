"""Promises of the public data: the page's numbers, in texts, with errors that help."""

import json
import re
from typing import Any

import pytest
from django.test import Client
from tests.doors import world as w

KEY = f"cn-uscc:{w.RICH}"


def data(client: Client, address: str, status: int = 200) -> dict[str, Any]:
    answer = client.get(address)
    assert answer.status_code == status
    return json.loads(answer.content)


def leaves(value: object) -> list[object]:
    """Return every leaf of a JSON value."""
    if isinstance(value, dict):
        return [leaf for part in value.values() for leaf in leaves(part)]
    if isinstance(value, list):
        return [leaf for part in value for leaf in leaves(part)]
    return [value]


@pytest.mark.parametrize(
    "key", [KEY, f"cn-uscc:{w.CALM}", f"cn-uscc:{w.LONG}", f"us-chicago-licence:{w.CHICAGO}"]
)
@pytest.mark.parametrize("asked", ["", "?on=2026-02-01", "?on=2027-01-01"])
def test_page_and_twin_say_the_same(client: Client, key: str, asked: str) -> None:
    """Score, grade, number of records and every line's points are equal on page and twin."""
    twin = data(client, f"/en/entity/{key}.json{asked}")
    body = client.get(f"/en/entity/{key}{asked}").content.decode()
    grade = twin["grade"]
    shown = re.search(r'grade-score"><span class="digits">([\d,−]+)<', body)
    assert shown is not None
    assert shown[1].replace(",", "").replace("−", "-") == grade["score"]
    assert sum(int(line["points"]) for line in grade["lines"]) == int(grade["score"])
    counted = re.search(r'id="records">Records <span class="count">(\d+)<', body)
    assert counted is not None
    assert int(counted[1]) == len(twin["records"])
    for record in twin["records"]:
        assert f'id="record-{record["id"]}"' in body
    table = body[body.index("The same numbers as a table") : body.index('id="records"')]
    points = [
        int(cell.replace("−", "-").replace(",", "").replace("+", ""))
        for cell in re.findall(r'data-label="Points">([^<]*)<', table)
    ]
    lines = [int(one["points"]) for one in grade["lines"] if one["kind"] not in ("veto", "need")]
    assert sorted(points) == sorted(lines)


def test_every_leaf_is_a_text(client: Client) -> None:
    """Ids, days, codes, amounts and points are texts, so that no reader rounds them."""
    twin = data(client, f"/api/v1/entity/{KEY}")
    assert {type(leaf) for leaf in leaves(twin)} <= {str, type(None)}
    assert twin["key"] == KEY
    assert twin["on"] == "2026-06-30"


def test_both_addresses_answer_the_same(client: Client) -> None:
    """The twin beside the page, in either language, and the one under /api/ are one."""
    bodies = {
        client.get(address).content
        for address in (
            f"/en/entity/{KEY}.json",
            f"/zh/entity/{KEY}.json",
            f"/api/v1/entity/{KEY}",
        )
    }
    assert len(bodies) == 1


def test_an_unchanged_answer_is_not_sent_again(client: Client) -> None:
    """An ETag comes with each answer; asking again with it costs no body."""
    first = client.get(f"/api/v1/entity/{KEY}")
    again = client.get(f"/api/v1/entity/{KEY}", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    assert again.content == b""
    assert "max-age" in first["Cache-Control"]


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        (f"/api/v1/entity/{KEY}?on=now", 400, "QUERY-E001"),
        (f"/api/v1/entity/{KEY}?on=1066-10-14", 400, "QUERY-E002"),
        (f"/api/v1/entity/cn-uscc:{w.code(99)}", 404, "QUERY-E003"),
        ("/api/v1/search?q=a", 400, "QUERY-E004"),
        ("/api/v1/search?q=" + "a" * 101, 400, "QUERY-E005"),
        ("/api/v1/nothing", 404, "QUERY-E006"),
    ],
)
def test_errors_are_problems_with_a_next_step(
    client: Client, address: str, status: int, code: str
) -> None:
    """Each error has a code, words in both languages, and what to do next."""
    answer = client.get(address)
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    body = json.loads(answer.content)
    assert body["code"] == code
    assert {*body} == {"code", "status", "title", "detail", "basis", "next"}
    assert all(body["next"][language] for language in ("zh", "en"))


def test_closed_records_are_not_in_the_data(client: Client) -> None:
    """Complaints, annulled, expired and minor records, and persons, are not in the twin."""
    for asked in ("", "?on=2026-02-01"):
        body = client.get(f"/api/v1/entity/{KEY}{asked}").content.decode()
        for closed in (w.HOLDER, w.PHONE, w.FACTS, "complaint", "〕2号", "〕3号", "〕5号"):
            assert closed not in body


def test_individual_businesses_have_no_grade_in_the_data(client: Client) -> None:
    """Class 92: no grade, and why; its records are there."""
    twin = data(client, f"/api/v1/entity/cn-uscc:{w.SHOP}")
    assert twin["grade"] is None
    assert twin["why_no_grade"] == "class"
    assert len(twin["records"]) == 2


def test_search_answers_as_data(client: Client) -> None:
    """What is found comes with its reason; class 92 only by its whole code."""
    found = data(client, "/api/v1/search?q=云州")
    keys = {hit["key"] for hit in found["hits"]}
    assert KEY in keys
    assert f"cn-uscc:{w.SHOP}" not in keys
    assert data(client, f"/api/v1/search?q={w.SHOP}")["hits"][0]["key"] == f"cn-uscc:{w.SHOP}"
