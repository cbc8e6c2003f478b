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
    department = models.CharField(max_length=64, default="")
    is_active = models.BooleanField(default=True)
    created = models.DateTimeField(auto_now_add=True)

    objects = AccountManager()

    USERNAME_FIELD = "login"

    class Meta:
        db_table = "account"
