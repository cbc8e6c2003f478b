"""The designation for SpiffWorkflow: a BPMN process, judged by its tasks' scripts.

One task a state and one gateway behind it: the smallest drawing that does the same. Days are data,
for the engine's timers know only the real clock; data hold who did what, no more.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine, TaskDataEnvironment
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.spiff.parser import SpiffBpmnParser
from SpiffWorkflow.spiff.serializer.config import SPIFF_CONFIG
from SpiffWorkflow.util.task import TaskState

from bench.spiff_judge import File, Judge
from bench.story import NAME, Act
from goodstanding.core.policy.shape import Policy

MODEL = Path(__file__).parent / "designation.bpmn"


class Spiff:
    """The engine with the process, parsed once."""

    def __init__(self, policy: Policy) -> None:
        """Parse the process; the functions are its scripts' only globals."""
        parser = SpiffBpmnParser()
        parser.add_bpmn_file(str(MODEL))
        self.spec = parser.get_spec(NAME)
        self.engine = PythonScriptEngine(TaskDataEnvironment({"judge": Judge(policy)}))
        self.serializer = BpmnWorkflowSerializer(BpmnWorkflowSerializer.configure(SPIFF_CONFIG))

    def begin(self) -> BpmnWorkflow:
        """Return a new case."""
        case = BpmnWorkflow(self.spec, script_engine=self.engine)
        case.do_engine_steps()
        ready(case).set_data(file={"done": [], "served": {}})
        return case

    def lead(self, acts: Sequence[File]) -> BpmnWorkflow:
        """Lead a case through all its acts; it stays in memory the whole time."""
        case = self.begin()
        for act in acts:
            do(case, act)
        return case

    def lead_kept(self, acts: Sequence[File]) -> BpmnWorkflow:
        """Lead a case that is written and read again between two acts, as between two requests."""
        text = self.serializer.serialize_json(self.begin())
        for act in acts:
            case = self.serializer.deserialize_json(text)
            case.script_engine = self.engine
            do(case, act)
            text = self.serializer.serialize_json(case)
        return case


def ready(case: BpmnWorkflow) -> Any:
    """Return the one task that waits for somebody."""
    (task,) = case.get_tasks(state=TaskState.READY, manual=True)
    return task


def do(case: BpmnWorkflow, act: File) -> None:
    """Do one act: give the waiting task its data, run it, go on to the next."""
    task = ready(case)
    task.set_data(act=act)
    task.run()
    case.do_engine_steps()


def told(acts: Sequence[Act]) -> list[File]:
    """Return acts in words that the engine can write as JSON."""
    return [
        {
            "step": one.step,
            "actor": one.actor.id,
            "offices": sorted(one.actor.offices),
            "party_to": sorted(one.actor.party_to),
            "on": one.on.isoformat(),
            "form": dict(one.form),
        }
        for one in acts
    ]


def trail(case: BpmnWorkflow) -> list[tuple[str, str, str]]:
    """Return what happened: step, actor, day."""
    data = case.data if case.completed else ready(case).data
    return [(name, actor, on) for name, actor, on, _ in data["file"]["done"]]
