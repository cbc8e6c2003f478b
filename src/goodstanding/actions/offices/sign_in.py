"""Wrong passwords: counted for a while by account and address, whether or not the account exists.

An attempt counts as wrong before the password is looked at and is forgotten when it was right,
so that many at once are not more than the limit. The count is in the database: every process of
the portal has the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from goodstanding.actions.offices.faults_account import TOO_OFTEN
from goodstanding.core.basis.canon import sha256
from goodstanding.core.basis.faults import Refused
from goodstanding.store.failures import add_failures, drop_failures, failures_lock, failures_since


@dataclass(frozen=True, slots=True)
class Limits:
    """How many wrong passwords in how many minutes; 0: not counted.

    `pair`: of an account from one address · `account`: of an account · `address`: from an address.
    """

    minutes: int
    pair: int
    account: int
    address: int


def attempt(login: str, address: str, *, at: datetime, limits: Limits) -> None:
    """Count an attempt, or refuse it with when to try again; a refused one is not counted.

    The answer is the same for accounts that there are and for those that there are not.
    """
    span = timedelta(minutes=limits.minutes)
    most = dict(zip(_keys(login, address), _most(limits), strict=True))
    with transaction.atomic():
        failures_lock()
        drop_failures(before=at - span)
        free = at
        for key, limit in most.items():
            times = failures_since(key, at - span)
            if limit and len(times) >= limit:
                free = max(free, times[-limit] + span)
        if free > at:
            # Said to the minute, and never a minute too early.
            said = timezone.localtime(free + timedelta(seconds=59)).strftime("%H:%M")
            raise Refused(TOO_OFTEN.at("sign-in", time=said))
        add_failures([key for key, limit in most.items() if limit], at)


def succeeded(login: str, address: str) -> None:
    """Forget what was counted of an account from an address; others' attempts stay counted."""
    pair, account, whole = _keys(login, address)
    with transaction.atomic():
        failures_lock()
        own = drop_failures(key=pair)
        drop_failures(key=account, most=own)
        drop_failures(key=whole, most=own)


def _most(limits: Limits) -> Sequence[int]:
    return (limits.pair, limits.account, limits.address)


def _keys(login: str, address: str) -> tuple[str, str, str]:
    """Return what is counted, as digests: what was typed may be a password in the wrong field."""
    named = (f"pair\n{login}\n{address}", f"account\n{login}", f"address\n{address}")
    pair, account, whole = (sha256(one.encode()) for one in named)
    return pair, account, whole
