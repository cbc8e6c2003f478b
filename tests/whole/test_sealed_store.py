"""No way leads into the sealed store but its two officers, and none from it to a score."""

import ast
import re
from pathlib import Path

from django.apps import apps
from tests.whole.person_paths import graph_of_tables

SOURCE = Path(__file__).resolve().parents[2] / "src" / "goodstanding"
ROOM = "goodstanding.store.sealed"
MAY_IMPORT = {
    "actions/offices/sealed.py": {"box", "rows", "faults_sealed"},
    "actions/offices/two_persons.py": {"faults_sealed"},
}
"""The words of its refusals, and the one act that seals and opens."""
MAY_NAME = {
    "store/sealed/rows.py",
    "store/models/sealed.py",
    "store/ledger/guards_sqlite.py",
    "store/ledger/guards_postgresql.py",
    "store/ledger/scrub.py",
    "store/migrations/0016_a_sealed_store.py",
}
TABLE = re.compile(
    r"\b(?:FROM|INTO|UPDATE|JOIN|VACUUM) sealed\b|models\S* import .*\bSealed\b|\bSealed\.objects"
)


def importers(source: Path) -> dict[str, set[str]]:
    """Return which files import what of the room, outside it."""
    found: dict[str, set[str]] = {}
    for path in sorted(source.rglob("*.py")):
        name = path.relative_to(source).as_posix()
        if name.startswith("store/sealed/"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            modules = []
            if isinstance(node, ast.ImportFrom) and node.module:
                modules = [f"{node.module}.{one.name}" for one in node.names]
            elif isinstance(node, ast.Import):
                modules = [one.name for one in node.names]
            for module in modules:
                if module.startswith(f"{ROOM}."):
                    part = module.removeprefix(f"{ROOM}.").partition(".")[0]
                    found.setdefault(name, set()).add(part)
    return found


def naming(source: Path) -> set[str]:
    """Return the files whose words reach the table."""
    return {
        path.relative_to(source).as_posix()
        for path in sorted(source.rglob("*.py"))
        if TABLE.search(path.read_text(encoding="utf-8"))
    } - {"store/models/__init__.py"}


def test_only_the_acts_of_opening_reach_the_store() -> None:
    """Nothing in core, in queries, in appraisal, on a page or in an interface imports it."""
    found = importers(SOURCE)
    assert found == MAY_IMPORT
    assert naming(SOURCE) <= MAY_NAME


def test_the_table_refers_to_nothing_and_nothing_to_it() -> None:
    """No relation, no index but its chance id, no column that names a case, an entity, a person."""
    graph = graph_of_tables()
    assert graph.reached("sealed") == frozenset()
    model = apps.get_model("goodstanding", "Sealed")
    assert [one.name for one in model._meta.get_fields()] == [
        *("id", "kind", "matter", "key", "salt", "box", "last_day")
    ]
    assert model._meta.indexes == []
    assert not any(getattr(one, "db_index", False) for one in model._meta.get_fields())


def test_a_planted_query_is_found(tmp_path: Path) -> None:
    """A query that reads the table, and a page that imports the room: each is named."""
    (tmp_path / "page.py").write_text("from goodstanding.store.sealed import rows\n")
    (tmp_path / "query.py").write_text('SQL = "SELECT id FROM sealed"\n')
    assert importers(tmp_path) == {"page.py": {"rows"}}
    assert naming(tmp_path) == {"query.py"}
