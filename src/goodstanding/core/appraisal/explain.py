"""An appraisal's lines in words: what each is called, what it rests on, and when it ends."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from goodstanding.core.appraisal.result import Appraisal, Line, LineKind
from goodstanding.core.basis.text import Text
from goodstanding.core.policy.shape import Model, Policy, Source

START = Text("起始分", "Start")
TOTAL = Text("总分", "Total")
BOUNDS = {
    "floor": Text("下限：{title}", "Floor: {title}"),
    "cap": Text("上限：{title}", "Cap: {title}"),
}
KINDS: dict[str, Text] = {
    "law": Text("法律法规", "law"),
    "standard": Text("标准", "standard"),
    "demonstration": Text("演示值", "demonstration"),
}


@dataclass(frozen=True, slots=True)
class Citation:
    """What something rests on: a source of the packs, and the article where one is named."""

    source: Source
    article: str
    words: Text | None

    @property
    def title(self) -> Text:
        """Return the source's title, with the article."""
        if not self.article:
            return self.source.title
        return Text(
            f"{self.source.title.zh} {self.article}", f"{self.source.title.en} {self.article}"
        )

    @property
    def kind(self) -> Text:
        """Return the kind of the source in words."""
        return KINDS[self.source.kind]


@dataclass(frozen=True, slots=True)
class Explained:
    """One line, with its title, the score after it, and what the number and the rule rest on.

    `value_basis` says where the number comes from, `rule_basis` why such records count at all
    (None where the line is no rule's).
    """

    line: Line
    title: Text
    subtotal: int
    value_basis: Citation
    rule_basis: Citation | None

    @property
    def kind(self) -> LineKind:
        """Return the line's kind."""
        return self.line.kind

    @property
    def ends(self) -> date | None:
        """Return the day on which the line ends."""
        return self.line.ends


def explain(appraisal: Appraisal, policy: Policy) -> tuple[Explained, ...]:
    """Return the lines of an appraisal in words; the last subtotal is the score."""
    return tuple(_explained(appraisal, policy))


def cite(basis: str, policy: Policy) -> Citation:
    """Return what a basis reference names."""
    source = policy.source_of(basis)
    article = basis.partition("#")[2]
    return Citation(source, article, source.articles.get(article) if article else None)


def titles_of(model: Model) -> dict[str, Text]:
    """Return the titles of everything in a model that a line can be about, by id."""
    rules = [rule for indicator in model.indicators for rule in indicator.rules]
    named = {one.id: one.title for one in rules} | {one.id: one.title for one in model.indicators}
    named |= {one.id: one.title for one in model.vetoes}
    named |= {one.id: one.title for one in model.needs}
    return named | {"start": START, "total": TOTAL}


def _explained(appraisal: Appraisal, policy: Policy) -> Iterator[Explained]:
    model = policy.models[appraisal.model]
    titles = titles_of(model)
    rules = [rule for indicator in model.indicators for rule in indicator.rules]
    bases = {one.id: one.basis for one in rules} | {one.id: one.basis for one in model.vetoes}
    subtotal = 0
    for line in appraisal.lines:
        subtotal += line.points
        title = titles[line.where]
        if line.kind in BOUNDS:
            shape = BOUNDS[line.kind]
            title = Text(shape.zh.format(title=title.zh), shape.en.format(title=title.en))
        rule_basis = bases.get(line.where)
        yield Explained(
            line=line,
            title=title,
            subtotal=subtotal,
            value_basis=cite(line.basis, policy),
            rule_basis=cite(rule_basis, policy) if rule_basis else None,
        )
