"""Joins packs to one policy, or finds every fault between them."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Literal, get_args

from goodstanding.core.basis.canon import canonical, sha256
from goodstanding.core.basis.faults import Fault
from goodstanding.core.policy import faults_policy_join as kinds
from goodstanding.core.policy.check import Ground, ground
from goodstanding.core.policy.check_grounds import check_ground_rule, check_ruled
from goodstanding.core.policy.check_layouts import check_layout
from goodstanding.core.policy.check_lists import (
    check_list,
    check_measure,
    check_reward,
)
from goodstanding.core.policy.check_models import check_model
from goodstanding.core.policy.check_procedures import check_procedure
from goodstanding.core.policy.check_production import check_production
from goodstanding.core.policy.check_records import (
    check_bases,
    check_calendar,
    check_record_type,
    check_severity,
)
from goodstanding.core.policy.check_rights import (
    check_alert,
    check_letter,
    check_matter,
    check_office,
    check_pledge_type,
    check_regime,
)
from goodstanding.core.policy.check_succession import check_succession
from goodstanding.core.policy.procedure_shape import Procedure
from goodstanding.core.policy.read import READERS, Draft
from goodstanding.core.policy.shape import Pack, Policy

Mode = Literal["demonstration", "production"]
MODES: tuple[Mode, ...] = get_args(Mode)
CHECKS: Mapping[str, Callable[[Ground, Draft, Any], None]] = {
    "record_types": check_record_type,
    "severities": check_severity,
    "models": check_model,
    "layouts": check_layout,
    "lists": check_list,
    "measures": check_measure,
    "rewards": check_reward,
    "pledge_types": check_pledge_type,
    "matters": check_matter,
    "regimes": check_regime,
    "offices": check_office,
    "letters": check_letter,
    "alerts": check_alert,
    "succession": check_succession,
    "grounds": check_ground_rule,
}
"""The check of one entry, by the kind of entry."""


def join(packs: Sequence[Pack], *, mode: Mode) -> tuple[Policy | None, tuple[Fault, ...]]:
    """Return the policy of packs that were read without faults, or the faults between them."""
    return join_drafts([Draft(pack, ()) for pack in packs], mode=mode)


def join_drafts(drafts: Sequence[Draft], *, mode: Mode) -> tuple[Policy | None, tuple[Fault, ...]]:
    """Return the policy of drafts, or all faults: of each file and between the files.

    Where a file could not be read at all, references cannot be judged: only the files' own faults
    are returned then.
    """
    ordered = tuple(sorted(drafts, key=lambda draft: draft.pack.id))
    faults = [fault for draft in ordered for fault in draft.faults]
    if all(draft.complete for draft in ordered):
        on = ground(ordered)
        for draft in ordered:
            _check(on, draft, mode)
        _check_ids(on)
        faults += on.faults
    if faults:
        return None, tuple(sorted(faults, key=_in_file_order))
    return _policy(ordered), ()


def _check(on: Ground, draft: Draft, mode: Mode) -> None:
    """Run every check of one pack."""
    packs = {other.pack.id for other in on.drafts}
    for name in draft.pack.requires:
        if name not in packs:
            on.faults.append(kinds.MISSING_PACK.at(f"{draft.pack.id}/pack.yaml:1", id=name))
    check_bases(on, draft)
    for kind, check in CHECKS.items():
        for entry in getattr(draft.pack, kind).values():
            check(on, draft, entry)
    for procedure in draft.pack.procedures.values():
        check_procedure(on, draft, procedure)
    check_ruled(on, draft)
    check_calendar(on, draft)
    if mode == "production":
        check_production(on, draft)


def _check_ids(on: Ground) -> None:
    """Check that no two packs define the same id, and no scheme has two models."""
    owners: dict[tuple[str, str], str] = {}
    models: dict[str, str] = {}
    for draft in on.drafts:
        for kind in (*READERS, "procedures"):
            for name in getattr(draft.pack, kind):
                if (kind, name) in owners:
                    on.note(
                        draft,
                        f"{kind}/{name}",
                        kinds.ID_IN_TWO_PACKS,
                        id=name,
                        pack=owners[kind, name],
                    )
                owners.setdefault((kind, name), draft.pack.id)
        for model in draft.pack.models.values():
            for scheme in model.schemes:
                if scheme in models:
                    on.note(
                        draft,
                        f"models/{model.id}/schemes",
                        kinds.TWO_MODELS,
                        scheme=scheme,
                        model=models[scheme],
                    )
                models.setdefault(scheme, model.id)


def _in_file_order(fault: Fault) -> tuple[str, int, str]:
    """Sort faults by file and line."""
    file, _, line = fault.where.rpartition(":")
    return file, int(line) if line.isdigit() else 0, fault.code


def _policy(drafts: Sequence[Draft]) -> Policy:
    """Return the packs joined; later packs never override earlier ones, ids are unique."""
    packs = [draft.pack for draft in drafts]
    lists: dict[str, Mapping[str, Any]] = {
        kind: MappingProxyType(
            {name: entry for pack in packs for name, entry in getattr(pack, kind).items()}
        )
        for kind in READERS
    }
    return Policy(
        packs=MappingProxyType({pack.id: pack for pack in packs}),
        digest=policy_digest({pack.id: pack.digest for pack in packs}),
        calendar=MappingProxyType({day.day: day for pack in packs for day in pack.calendar}),
        procedures=_versions(packs),
        **lists,
    )


def _versions(packs: Sequence[Pack]) -> Mapping[str, tuple[Procedure, ...]]:
    """Return all versions of each procedure, the earliest first."""
    found: dict[str, list[Procedure]] = {}
    for pack in packs:
        for procedure in pack.procedures.values():
            found.setdefault(procedure.id, []).append(procedure)
    return MappingProxyType(
        {name: tuple(sorted(one, key=lambda entry: entry.version)) for name, one in found.items()}
    )


def policy_digest(digests: Mapping[str, str]) -> str:
    """Return the digest of a policy from the digests of its packs."""
    return sha256(canonical(dict(digests)))
