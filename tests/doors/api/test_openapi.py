"""The description of the interface is what the server does: members, statuses, bounds."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.actions.case_world import KEY, OTHER
from tests.doors.api.test_checks import ADDRESS, Sender, sender

from goodstanding.api import checks
from goodstanding.core.measures.asked import IDEMPOTENCY, MOST_QUESTIONS, REFERENCE_MOST

__all__ = ["sender"]
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
    if isinstance(value, dict):
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
