"""The tables. Django looks for them here, so this one `__init__` names the rooms."""

from goodstanding.store.models.account import Account, SignInFailure
from goodstanding.store.models.batch import Batch, StageRow
from goodstanding.store.models.cases import (
    CaseEffect,
    CaseEvent,
    CaseFile,
    CaseForm,
    CaseStanding,
    Letter,
    ReceiverReceipt,
    Service,
)
from goodstanding.store.models.checks import CheckClient, CheckLog, CheckReason, CheckRequest
from goodstanding.store.models.derived import (
    CurrentRecord,
    Entity,
    EntityName,
    KeyJudgement,
    KeyOwner,
    StandingGrade,
    StandingRun,
    Waiting,
)
from goodstanding.store.models.evidence import EvidenceContent
from goodstanding.store.models.ledger import Content, Entry, PackCopy
from goodstanding.store.models.office import OfficeNote
from goodstanding.store.models.sealed import Sealed
from goodstanding.store.models.search import SearchName, SearchState

__all__ = [
    "Account",
    "Batch",
    "CaseEffect",
    "CaseEvent",
    "CaseFile",
    "CaseForm",
    "CaseStanding",
    "CheckClient",
    "CheckLog",
    "CheckReason",
    "CheckRequest",
    "Content",
    "CurrentRecord",
    "Entity",
    "EntityName",
    "Entry",
    "EvidenceContent",
    "KeyJudgement",
    "KeyOwner",
    "Letter",
    "OfficeNote",
    "PackCopy",
    "ReceiverReceipt",
    "Sealed",
    "SearchName",
    "SearchState",
    "Service",
    "SignInFailure",
    "StageRow",
    "StandingGrade",
    "StandingRun",
    "Waiting",
]
