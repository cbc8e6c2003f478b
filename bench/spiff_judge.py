"""The guards of a designation as functions for the scripts of SpiffWorkflow.

BPMN has no form that must be full, no "not the same person" and no working days: an expert writes
them in Python, over sets made before the clock starts. No letter and no effect is drafted.
"""

from bisect import bisect_right
from datetime import date, timedelta
from typing import Any

from bench.story import FIRM, procedure
from goodstanding.core.disclosure.working_days import is_working_day
from goodstanding.core.policy.procedure_shape import SERVE, ProcedureStep
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures.case_shape import HEARING_REQUESTED, HEARING_WAIVED

SERVICE = ("mode", "day", "proof")
NOTICE = "list_pre_notice"
YEARS = (date(2026, 1, 1), date(2027, 12, 31))
File = dict[str, Any]


class Judge:
    """What judges an act in a state."""

    def __init__(self, policy: Policy) -> None:
        """Lay out what the acts ask for."""
        known = procedure(policy)
        self.steps = known.steps
        self.roles = known.roles
        self.choices = {name: set(field.choices) for name, field in policy.form_fields.items()}
        self.letters = {name: step.letter for name, step in known.steps.items()}
        self.apart = {
            one.id: {
                other.id
                for other in known.roles.values()
                if other.id in one.not_same_as or one.id in other.not_same_as
            }
            for one in known.roles.values()
        }
        self.count = known.deadlines["answer_in"].within.count
        first, last = YEARS
        every = [first + timedelta(days=nth) for nth in range((last - first).days + 1)]
        self.working = [one.isoformat() for one in every if is_working_day(policy, one)]

    def __call__(self, state: str, act: File, file: File) -> str:
        """Return the step and enter it in the file, or "" where the act is refused."""
        name, role = act["step"], ""
        if file["done"] and act["on"] < file["done"][-1][2]:
            return ""
        if name.startswith(SERVE):
            letter = name.removeprefix(SERVE)
            lawful = self.may_serve(letter, act, file)
            if lawful:
                file["served"][letter] = act["form"]["day"]
        elif name in (HEARING_WAIVED, HEARING_REQUESTED):
            lawful = self.may_ask(state, act, file)
        else:
            step = self.steps.get(name)
            lawful = step is not None and self.may_step(step, state, act, file)
            role = step.by if step else ""
        if not lawful:
            return ""
        file["done"].append([name, act["actor"], act["on"], role])
        return str(name)

    def may_serve(self, letter: str, act: File, file: File) -> bool:
        """Return whether a letter was drafted, is not served yet, and the proof is whole."""
        form = act["form"]
        drafted = [one[2] for one in file["done"] if self.letters.get(one[0]) == letter]
        return (
            bool(drafted and act["offices"])
            and letter not in file["served"]
            and all(form.get(one, "").strip() for one in SERVICE)
            and drafted[-1] <= form["day"] <= act["on"]
        )

    def may_ask(self, state: str, act: File, file: File) -> bool:
        """Return whether the party may ask for the hearing, or waive it."""
        if state != "noticed" or NOTICE not in file["served"] or FIRM not in act["party_to"]:
            return False
        return bool(act["step"] == HEARING_WAIVED or act["on"] <= self.answered_until(file))

    def may_step(self, step: ProcedureStep, state: str, act: File, file: File) -> bool:
        """Return whether a step may be taken: from where, by whom, when, with which form."""
        if state != "new" if step.id == "open" else state not in step.comes_from:
            return False
        return (
            self.by_right_person(step, act, file)
            and (not step.after.served or self.guarded(act["on"], file))
            and all(self.given(name, act["form"]) for name in step.needs)
            and self.choices.keys() >= act["form"].keys()
        )

    def by_right_person(self, step: ProcedureStep, act: File, file: File) -> bool:
        """Return whether the actor has the office and acted in no role that is kept apart."""
        role, apart = self.roles[step.by], self.apart[step.by]
        if role.party:
            return FIRM in act["party_to"]
        if role.office not in act["offices"]:
            return False
        return not any(one[3] in apart and one[1] == act["actor"] for one in file["done"])

    def given(self, name: str, form: File) -> bool:
        """Return whether a field is given, and one of its choices."""
        value = form.get(name, "").strip()
        return bool(value) and (not self.choices[name] or value in self.choices[name])

    def guarded(self, on: str, file: File) -> bool:
        """Return whether the notice was served, answered or over, and the hearing seen to."""
        if NOTICE not in file["served"]:
            return False
        over = on > self.answered_until(file)
        names = [one[0] for one in file["done"]]
        heard = HEARING_WAIVED in names or (over and HEARING_REQUESTED not in names)
        return heard and (over or "defend" in names)

    def answered_until(self, file: File) -> str:
        """Return the last of the working days to answer the notice."""
        return self.working[bisect_right(self.working, file["served"][NOTICE]) + self.count - 1]
