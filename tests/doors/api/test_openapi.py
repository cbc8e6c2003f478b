"""The description of the interface is what the server does: members, statuses, bounds."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.actions.case_world import KEY, OTHER
from tests.doors.api.test_changes import Mirror, desk
from tests.doors.api.test_checks import ADDRESS, Sender, sender
from tests.doors.web.desk_world import Desk, browser

from goodstanding.api import changes, checks
from goodstanding.core.measures.asked import IDEMPOTENCY, MOST_QUESTIONS, REFERENCE_MOST
from goodstanding.site.urls import urlpatterns

__all__ = ["desk", "sender"]
PAGE = Path(__file__).resolve().parents[3] / "docs" / "openapi.yaml"


@pytest.fixture(scope="module")
def described() -> dict[str, Any]:
    """The description as it is read by tools."""
    found: dict[str, Any] = yaml.safe_load(PAGE.read_text("utf-8"))
    return found


def strays(value: object, schema: dict[str, Any], all_: dict[str, Any], at: str) -> list[str]:
    """Return where a value and its description differ, either way."""
    if "$ref" in schema:
        schema = all_["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    if "oneOf" in schema:
        tried = [strays(value, one, all_, at) for one in schema["oneOf"]]
        return [] if [] in tried else tried[0]
    kinds = {"object": dict, "array": list, "string": str, "null": type(None)}
    allowed = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if not isinstance(value, tuple(kinds[one] for one in allowed)):
        return [f"{at}: {value!r} is none of {allowed}"]
    found = []
    if isinstance(value, dict) and "properties" in schema:  # else as the page that it is data of
        if set(value) != set(schema["properties"]) or set(schema["required"]) != set(value):
            return [f"{at}: {sorted(value)}"]
        for name, part in value.items():
            found += strays(part, schema["properties"][name], all_, f"{at}/{name}")
    elif isinstance(value, list):
        for part in value:
            found += strays(part, schema["items"], all_, at)
    elif "enum" in schema and value not in schema["enum"]:
        return [f"{at}: {value}"]
    return found


def test_answers_are_as_described(sender: Sender, described: dict[str, Any]) -> None:
    """Promise: every member of an answer is described, and every described one is there."""
    answers = sender.ask((KEY, "honour"), (OTHER, "honour"), ("nobody", "honour"))
    schema = described["paths"][ADDRESS]["post"]["responses"]["200"]
    content = schema["content"]["application/json"]["schema"]
    assert strays(answers, content, described, "") == []
    refusal = sender.ask((KEY, "permit"), status=403)
    del refusal["headers"]
    problem = described["components"]["schemas"]["Problem"]
    assert strays(refusal, problem, described, "") == []


def test_the_example_is_answered(sender: Sender, described: dict[str, Any]) -> None:
    """Promise: the example of the description works as it stands."""
    content = described["paths"][ADDRESS]["post"]["requestBody"]["content"]
    example = content["application/json"]["example"]
    assert sender.ask(said=example)["answers"][0]["answer"] == "no"


def test_statuses_and_bounds_are_those_of_the_code(described: dict[str, Any]) -> None:
    """Promise: no status and no bound is described otherwise than it is."""
    post = described["paths"][ADDRESS]["post"]
    statuses = {*map(str, checks.STATUS.values()), "200", "400"}
    assert set(post["responses"]) == statuses
    assert f"{checks.MOST_BYTES:,}" in post["requestBody"]["description"]
    asked = described["components"]["schemas"]["Request"]["properties"]
    assert asked["questions"]["maxItems"] == MOST_QUESTIONS
    assert asked["reference"]["maxLength"] == REFERENCE_MOST
    (key,) = post["parameters"]
    assert key["schema"]["pattern"] == f"^{IDEMPOTENCY.pattern}$"


def routed() -> Iterator[str]:
    """Give every address of the API as it is routed, without the one for what is not there."""
    for one in urlpatterns:
        route = str(one.pattern)
        if route.startswith("api/") and "<path:" not in route:
            yield "/" + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", route)


@pytest.mark.usefixtures("desk")
def test_every_address_is_described_and_every_described_one_answers(
    described: dict[str, Any],
) -> None:
    """Promise: no address without its description, none described that is not there."""
    assert set(described["paths"]) == set(routed())
    asked = {"/api/v1/search": {"q": KEY.partition(":")[2]}}
    for address, methods in described["paths"].items():
        ((method, said),) = methods.items()
        found = getattr(browser(), method)(address.replace("{key}", KEY), asked.get(address))
        assert str(found.status_code) in said["responses"], address
        assert found.json(), address
        problem = found.status_code >= 400
        schema = described["components"]["schemas"]["Problem"]
        if not problem:
            content = said["responses"]["200"]["content"]["application/json"]
            schema = content["schema"]
        assert strays(found.json(), schema, described, address) == []
        assert problem == ("security" in said or address.startswith("/api/v1/own/")), address


def test_bulk_rows_are_as_described(desk: Desk, described: dict[str, Any]) -> None:
    """Promise: members and statuses of an answer to a mirror are those of the description."""
    status, found = Mirror(desk.world, "described", "mirror").ask()
    assert status == 200
    assert found["rows"]
    get = described["paths"]["/api/v1/changes"]["get"]
    content = get["responses"]["200"]["content"]["application/json"]["schema"]
    assert strays(found, content, described, "") == []
    assert set(get["responses"]) == {*map(str, changes.STATUS.values()), "200", "400"}
    assert re.fullmatch(get["parameters"][1]["schema"]["pattern"], str(found["next"]))
