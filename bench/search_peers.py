"""What people would take instead of our search, asked in the way each is meant to be asked."""

import json
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

import tantivy
from rapidfuzz import fuzz, process

HERE = Path(__file__).resolve().parent
NAMES = HERE.parent / ".venv-names" / "bin" / "python"
SHARED_CANDIDATES = 50


class Peer(Protocol):
    """Another way to find a name; `slow` ones are asked a sample."""

    name: str
    slow: bool

    def answer(self, text: str) -> Sequence[str]:
        """Return ten names, best first."""


class Rapidfuzz:
    """Every name compared with what was asked."""

    name = "rapidfuzz process.extract, ratio, all names"
    slow = True

    def __init__(self, names: Sequence[str]) -> None:
        """Keep the names."""
        self.names = names

    def answer(self, text: str) -> Sequence[str]:
        """Return the ten most alike."""
        return [one for one, _, _ in process.extract(text, self.names, scorer=fuzz.ratio, limit=10)]


class Tantivy:
    """A full-text index of single characters and pairs, ranked by BM25."""

    name = "tantivy, pairs of characters"
    slow = False

    def __init__(self, names: Sequence[str]) -> None:
        """Index the names in memory."""
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("name", stored=True, tokenizer_name="pairs")
        self.index = tantivy.Index(builder.build())
        tokenizer = tantivy.Tokenizer.ngram(min_gram=2, max_gram=2, prefix_only=False)
        lower = tantivy.Filter.lowercase()
        self.index.register_tokenizer(
            "pairs", tantivy.TextAnalyzerBuilder(tokenizer).filter(lower).build()
        )
        writer = self.index.writer(256_000_000, 1)
        for one in names:
            writer.add_document(tantivy.Document(name=[one]))
        writer.commit()
        self.index.reload()
        self.searcher = self.index.searcher()

    def found(self, text: str, most: int) -> list[str]:
        """Return the names with the best BM25."""
        plain = text.lower()
        pairs = {plain[at : at + 2] for at in range(len(plain) - 1)}
        terms = [
            (tantivy.Occur.Should, tantivy.Query.term_query(self.index.schema, "name", pair))
            for pair in sorted(pairs)
        ]
        query = tantivy.Query.boolean_query(terms)
        hits = self.searcher.search(query, most).hits
        return [self.searcher.doc(address)["name"][0] for _, address in hits]

    def answer(self, text: str) -> Sequence[str]:
        """Return the first ten."""
        return self.found(text, 10)


class TantivyThenRapidfuzz(Tantivy):
    """Fifty names of the index, ranked anew by likeness."""

    name = "tantivy, then rapidfuzz on 50"

    def answer(self, text: str) -> Sequence[str]:
        """Return the ten most alike of fifty."""
        near = self.found(text, SHARED_CANDIDATES)
        return [one for one, _, _ in process.extract(text, near, scorer=fuzz.ratio, limit=10)]


PEERS: tuple[Callable[[Sequence[str]], Peer], ...] = (Rapidfuzz, Tantivy, TantivyThenRapidfuzz)


def logic_v2() -> Callable[[str, Sequence[str]], Sequence[str]] | None:
    """Return a ranking of candidates by nomenklatura's logic-v2, or nothing where it is absent.

    It wants a DuckDB before ours, so it runs in an environment of its own behind a pipe.
    """
    if not NAMES.exists():
        return None
    child = subprocess.Popen(
        [NAMES, HERE / "names_child.py"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    asking, telling = child.stdin, child.stdout
    if asking is None or telling is None:
        return None

    def answer(text: str, near: Sequence[str]) -> Sequence[str]:
        asking.write(json.dumps({"text": text, "near": list(near)}) + "\n")
        asking.flush()
        ranked: list[str] = json.loads(telling.readline())
        return ranked

    return answer
