"""The people who sign in: officers. They are never the subject of a record."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; Django's commands need it."""

    def create_user(self, login: str, password: str | None = None) -> "Account":
        """Make an account; without a password it cannot sign in."""
        account = self.model(login=login)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def create_superuser(self, login: str, password: str | None = None) -> "Account":
        """Make an account that may do everything that Django's own commands ask for."""
        account = self.create_user(login, password)
        account.is_superuser = True
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser, PermissionsMixin):
    """An officer's account: our own user model, so that later needs fit without a new table."""

    login = models.CharField(max_length=120, unique=True)
    display_name = models.CharField(max_length=120, default="")
    """What pages call the account, in Chinese; a post, not a person."""
    display_name_en = models.CharField(max_length=120, default="")
    """The same in English; where one of the two is missing, the other stands for both."""
    department = models.CharField(max_length=64, default="")
    is_active = models.BooleanField(default=True)
    created = models.DateTimeField(auto_now_add=True)

    objects = AccountManager()

    USERNAME_FIELD = "login"

    class Meta:
        db_table = "account"


class SignInFailure(models.Model):
    """One wrong password: under whose name and from where, as digests; kept for a short while."""

    key = models.CharField(max_length=64, db_index=True)
    """SHA-256 of what is counted: an account from an address, an account, or an address."""
    at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "sign_in_failure"
