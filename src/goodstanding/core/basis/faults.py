"""What went wrong: what, where, by which rule, and what to do next, in both languages.

A `Fault` is a value: it is returned in lists, so that all faults of a file are seen at once.
A `Refused` is raised where one fault ends the work. The catalogue of codes lies beside the code
that finds the fault (`faults_<room>.py`), as `FaultKind` constants, and `docs/errors.md` is
generated from them.
"""

from dataclasses import dataclass

from goodstanding.core.basis.text import Language, Text


@dataclass(frozen=True, slots=True)
class FaultKind:
    """One numbered kind of fault; `code` is stable and never reused.

    `what` says what is wrong, with `{places}` for values; `next` says what to do;
    `basis` names the rule, standard or decision that the fault rests on.
    """

    code: str
    what: Text
    next: Text
    basis: str = ""

    def at(self, where: str, **values: object) -> "Fault":
        """Return this fault found at `where` (file, line, column, row...)."""
        return Fault(
            code=self.code,
            where=where,
            what=self.what.filled(**values),
            next=self.next.filled(**values),
            basis=self.basis,
        )


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault that was found: where, its code, and its words in both languages."""

    where: str
    code: str
    what: Text
    next: Text
    basis: str = ""

    def line(self, language: Language) -> str:
        """Return the fault in one line for people."""
        stop = "。" if language == "zh" else "."
        what = self.what.in_(language).rstrip("。.")
        return f"{self.where}: {self.code} {what}{stop} {self.next.in_(language)}"


class Refused(Exception):
    """The work was refused; nothing was changed. Carries at least one fault."""

    def __init__(self, *faults: Fault) -> None:
        """Carry the faults, in the order in which people should read them."""
        if not faults:
            raise ValueError("Refused needs at least one fault")
        super().__init__("; ".join(fault.line("en") for fault in faults))
        self.faults = faults
