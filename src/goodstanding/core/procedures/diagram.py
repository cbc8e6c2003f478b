"""A procedure as a person reads it: state by state, what may happen there, by whom, after what.

Two forms of the same: plain lines for a terminal and a printout, and a Mermaid state diagram.
"""

from collections.abc import Iterator

from goodstanding.core.basis.text import Language, Text
from goodstanding.core.policy.effects_shape import EFFECTS
from goodstanding.core.policy.procedure_shape import (
    Deadline,
    EffectUse,
    Lasting,
    Procedure,
    ProcedureStep,
    Role,
    State,
)
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures.deadlines import STARTS, UNITS

OFFICES = {
    "holding": Text("持有信息的部门", "the department that holds the record"),
    "credit_office": Text("信用主管部门", "the credit office"),
    "deciding": Text("有决定权的人员", "an officer with power to decide"),
    "legal_review": Text("法制审核人员", "legal review"),
    "receiving": Text("接收信息的部门", "a receiving department"),
}
DISPUTED = {
    "keep": Text("争议期间继续", "goes on while disputed"),
    "pause": Text("争议期间暂停", "pauses while disputed"),
    "hide": Text("争议期间不公示", "is hidden while disputed"),
}
UNTIL = {
    "performance": Text("履行为止", "until performed"),
    "correction": Text("改正为止", "until corrected"),
    "restoration": Text("修复为止", "until restored"),
}
REMEDIES = {
    "reconsideration": Text("行政复议", "reconsideration"),
    "litigation": Text("行政诉讼", "litigation"),
}


def lines(procedure: Procedure, policy: Policy, language: Language) -> Iterator[str]:
    """Yield a procedure in words, one line each."""
    say = _Say(procedure, policy, language)
    yield f"{say(procedure.title)} ({procedure.id}), {say.both('自', 'from')} {procedure.version}"
    source = policy.source_of(procedure.basis)
    yield f"{say.both('依据', 'Basis')}: {say(source.title)} ({procedure.basis}; {source.kind})"
    yield ""
    yield say.both("谁来办", "Who acts")
    for role in procedure.roles.values():
        yield f"  {say(role.title)}: {say.role(role)}"
    yield ""
    yield say.both("怎么走", "How it goes")
    said: set[str] = set()
    for state in procedure.states.values():
        yield f"  {say.state(state)}"
        for step in procedure.steps.values():
            if state.id in step.comes_from or (state.start and not step.comes_from):
                head, *more = say.step(step)
                above = step.id in said
                said.add(step.id)
                yield f"     {head}{say.both('（同上）', ' (as above)') if above else ''}"
                yield from (f"     {line}" for line in ([] if above else more))
    yield ""
    yield say.both("期限", "Times")
    for deadline in procedure.deadlines.values():
        yield from (f"  {line}" for line in say.deadline(deadline))


def mermaid(procedure: Procedure, language: Language) -> str:
    """Return a procedure as a Mermaid state diagram."""
    found = ["stateDiagram-v2"]
    found += [
        f'    state "{state.title.in_(language)}" as {_name(state.id)}'
        for state in procedure.states.values()
    ]
    opening = procedure.steps.get("open")
    found.append(
        f"    [*] --> {_name(procedure.start)}"
        + (f": {opening.title.in_(language)}" if opening else "")
    )
    for step in procedure.steps.values():
        by = procedure.roles[step.by].title.in_(language)
        found += [
            f"    {_name(one)} --> {_name(step.to)}: {step.title.in_(language)} ({by})"
            for one in step.comes_from
        ]
    ends = [state for state in procedure.states.values() if state.end]
    found += [f"    {_name(state.id)} --> [*]" for state in ends]
    if any(state.adverse for state in ends):
        found.append("    classDef adverse stroke-width:4px")
        found += [f"    class {_name(state.id)} adverse" for state in ends if state.adverse]
    return "\n".join(found)


def _name(text: str) -> str:
    """Return an id that Mermaid takes for a name and never for a word of its own."""
    return f"s_{text.replace('-', '_')}"


class _Say:
    """Puts the parts of one procedure into words of one language."""

    def __init__(self, procedure: Procedure, policy: Policy, language: Language) -> None:
        self.procedure, self.policy, self.language = procedure, policy, language

    def __call__(self, text: Text) -> str:
        return text.in_(self.language)

    def both(self, zh: str, en: str) -> str:
        return zh if self.language == "zh" else en

    def role(self, role: Role) -> str:
        """Return who may act in a role, and who is kept out."""
        if role.party or role.office is None:
            return self.both("当事人或其授权代理人", "the entity or its authorised agent")
        words = [self(OFFICES[role.office])]
        for other in role.not_same_as:
            title = self(self.procedure.roles[other].title)
            words.append(self.both(f"不得与“{title}”同一人", f"never the same person as {title}"))
        if role.outside_contested:
            words.append(
                self.both(
                    "不得为作出被争议行为的人员或单位", "nobody of the contested act or its unit"
                )
            )
        return "; ".join(words)

    def state(self, state: State) -> str:
        """Return a state with what is true of it."""
        words = []
        if state.start:
            words.append(self.both("开始", "start"))
        if state.end:
            words.append(self.both("终结", "end"))
        if state.adverse:
            words.append(self.both("不利", "adverse"))
        if state.mark:
            words.append(self.both(f"处处标注 {state.mark}", f"marked everywhere: {state.mark}"))
        if state.remedy:
            versions = self.policy.procedures.get(state.remedy)
            title = versions[-1].title if versions else REMEDIES[state.remedy]
            words.append(f"{self.both('救济', 'remedy')}: {self(title)}")
        if state.lasts:
            words.append(self.lasting(state.lasts))
        if state.settled_by:
            words.append(self.both("至争议终结为止", "until the dispute is over"))
        told = f" ({'; '.join(words)})" if words else ""
        return f"[{self(state.title)}]{told}"

    def lasting(self, lasts: Lasting) -> str:
        """Return when what began is over."""
        if lasts.until is None:
            return self.both("期限由名单、措施或事项规定", "its term is fixed by the entry")
        review = self.both(
            f"每{lasts.review_months}个月复查", f"reviewed every {lasts.review_months} months"
        )
        return f"{self(UNTIL[lasts.until])}, {review}"

    def step(self, step: ProcedureStep) -> Iterator[str]:
        """Yield a step: where it leads, by whom, after what, and what comes of it."""
        by = self(self.procedure.roles[step.by].title)
        yield f"-> [{self(self.procedure.states[step.to].title)}]  {self(step.title)}, {by}"
        after = step.after
        words = []
        if after.served:
            words.append(self(Text("{} 已送达", "{} is served")).format(self.letter(after.served)))
        for name, zh, en in (
            (after.answered_or_expired, "已答复或届满", "answered or over"),
            (after.expired, "已届满", "over"),
            (after.reached, "已到", "reached"),
        ):
            if name:
                words.append(f"{self(self.procedure.deadlines[name].title)} {self.both(zh, en)}")
        if after.heard:
            words.append(
                self.both("听证已举行、放弃或逾期未申请", "hearing held, waived or not asked for")
            )
        if words:
            yield f"      {self.both('须先', 'only after')}: {'; '.join(words)}"
        if step.needs:
            fields = self.policy.form_fields
            given = ", ".join(self(fields[name].title) for name in step.needs)
            yield f"      {self.both('须填', 'asks for')}: {given}"
        if step.letter:
            yield f"      {self.both('文书', 'letter')}: {self.letter(step.letter)}"
        if step.effects:
            told = "; ".join(self.effect(use) for use in step.effects)
            yield f"      {self.both('效果', 'effects')}: {told}"

    def effect(self, use: EffectUse) -> str:
        """Return an effect, and what becomes of it while disputed."""
        told = self(EFFECTS[use.do].title) + (f" {use.of}" if use.of else "")
        return f"{told} ({self(DISPUTED[use.while_disputed])})" if use.while_disputed else told

    def letter(self, name: str) -> str:
        """Return the title of a letter, or its id where no pack has its words."""
        found = self.policy.letters.get(name)
        return f"{self(found.title)} ({name})" if found else name

    def deadline(self, deadline: Deadline) -> Iterator[str]:
        """Yield a time: how long, from when, and what follows where it ran out."""
        within = deadline.within
        what, _, of = deadline.starts.partition(":")
        named = self.procedure.steps.get(of)
        if what == "given":
            of = self(self.policy.form_fields[of].title)
        else:
            of = self(named.title) if named else self.letter(of)
        start = self(Text("自{}", "from {}")).format(self(STARTS[what]).format(of=of))
        first = self.both("次日起算", "from the next day on")
        if within.first_day == "same":
            first = self.both("当日起算", "that day counted")
        roll = self.both("，遇休息日顺延", ", rolled to a working day")
        length = f"{within.count} {self(UNITS[within.unit])}"
        yield (
            f"{self(deadline.title)}: {length} {start}, {first}"
            f"{roll if within.roll == 'forward' else ''} ({deadline.basis})"
        )
        if deadline.matter:
            own = {
                "papers": self.both("事项另有补交期限的从其规定", "or the matter's for papers"),
                "check": self.both("事项另有核查期限的从其规定", "or the matter's for its check"),
            }
            yield f"    {own[deadline.matter]}"
        if deadline.pauses:
            titles = ", ".join(self(self.procedure.states[one].title) for one in deadline.pauses)
            yield f"    {self.both('中止于', 'stands still at')}: {titles}"
        if deadline.answered_by:
            steps = self.procedure.steps
            titles = ", ".join(self(steps[one].title) for one in deadline.answered_by)
            yield f"    {self.both('答复即止于', 'over early by')}: {titles}"
        lapse = deadline.lapse
        if lapse and lapse.take:
            title = self(self.procedure.steps[lapse.take].title)
            yield f"    {self.both('逾期则自动', 'where it ran out, by itself')}: {title}"
        elif lapse and lapse.tell:
            title = self(self.procedure.roles[lapse.tell].title)
            yield f"    {self.both('逾期则告知', 'where it ran out, told')}: {title}"
        if lapse and lapse.effects:
            does = "; ".join(map(self.effect, lapse.effects))
            held = self.both("决定前", "until it is decided")
            yield f"    {held} ({lapse.mark}): {does}"
