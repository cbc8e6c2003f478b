"""Accounts: who may sign in, in which offices they act and for which entities they speak."""

from collections.abc import Iterable

from django.contrib.auth.models import Group
from django.db import transaction

from goodstanding.actions.offices.faults_account import (
    NO_ENTITY,
    NOT_PROVEN,
    SHORT_PASSWORD,
    WRONG_LOGIN,
)
from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.shape import Policy
from goodstanding.store.accounts import ENTITY, OFFICE
from goodstanding.store.cases.faults_cases import NO_OFFICE
from goodstanding.store.models import Account
from goodstanding.store.queries.archive import entity_by_key

SHORTEST = 10
LOGIN_MOST = 120


def set_account(
    login: str,
    *,
    password: str | None,
    offices: Iterable[str],
    keys: Iterable[str],
    policy: Policy,
    name: str = "",
    name_en: str = "",
) -> None:
    """Make an account or change it: its password (None: as it is), offices and entities."""
    if not login.strip() or len(login) > LOGIN_MOST or login != login.strip():
        raise Refused(WRONG_LOGIN.at("account", login=login[:LOGIN_MOST], most=LOGIN_MOST))
    if password is not None and len(password) < SHORTEST:
        raise Refused(SHORT_PASSWORD.at("account", shortest=SHORTEST))
    groups = []
    for office in offices:
        if office not in policy.offices:
            known = ", ".join(policy.offices)
            raise Refused(NO_OFFICE.at("account", office=office, known=known))
        groups.append(f"{OFFICE}{office}")
    for key in keys:
        if entity_by_key(key) is None:
            raise Refused(NO_ENTITY.at("account", key=key))
        groups.append(f"{ENTITY}{key}")
    with transaction.atomic():
        account = Account.objects.filter(login=login).first() or Account(login=login)
        if password is not None:
            account.set_password(password)
        elif not account.pk:
            account.set_unusable_password()
        account.display_name = name or account.display_name
        account.display_name_en = name_en or account.display_name_en
        account.is_active = True
        account.save()
        account.groups.set(Group.objects.get_or_create(name=one)[0] for one in groups)


def close_account(login: str) -> None:
    """Let an account sign in no more; what it did stays under its name."""
    if not Account.objects.filter(login=login).update(is_active=False):
        raise Refused(WRONG_LOGIN.at("account", login=login, most=LOGIN_MOST))


def proven(login: str, password: str) -> None:
    """Refuse who does not know an account's password: two persons are not one at a keyboard."""
    account = Account.objects.filter(login=login, is_active=True).first()
    if account is None or not account.check_password(password):
        raise Refused(NOT_PROVEN.at("account", login=login[:LOGIN_MOST]))
