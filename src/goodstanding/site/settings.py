"""Django settings, from the environment. `OPTIONS` lists every variable once."""

import os
import secrets
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.join import MODES
from goodstanding.site.faults_site import UNKNOWN_MODE


class Option(NamedTuple):
    """One variable of the environment: its name, default and meaning."""

    name: str
    default: str
    help: str


OPTIONS = (
    Option("GOODSTANDING_HOME", "var", "folder for the database, rejects, receipts and backups"),
    Option("GOODSTANDING_DATABASE", "", "postgresql://... ; empty: SQLite in GOODSTANDING_HOME"),
    Option("GOODSTANDING_PACKS", "", "folder of packs; empty: the packs that came along"),
    Option("GOODSTANDING_MODE", "demonstration", "demonstration or production"),
    Option("GOODSTANDING_SECRET_KEY", "", "Django's secret key; needed in production"),
    Option("GOODSTANDING_HOSTS", "127.0.0.1,localhost", "host names that are served"),
    Option("GOODSTANDING_TIME_ZONE", "Asia/Shanghai", "whose calendar day it is"),
    Option(
        "GOODSTANDING_SEALED_KEYS",
        "",
        "keys of the sealed store, hex, the first seals; no key: refused",
    ),
    Option("GOODSTANDING_CLASS_92_BASIS", "", "source#article that turns grades of class 92 on"),
    Option(
        "GOODSTANDING_PILOT_ENTITIES",
        "5000000",
        "grades of at most so many entities are loaded into the database; of more, files are kept",
    ),
    Option("GOODSTANDING_SIGN_IN_MINUTES", "15", "how long a wrong password counts"),
    Option(
        "GOODSTANDING_SIGN_IN_MOST",
        "5,20,50",
        "wrong passwords in that time: of an account from one address, of an account, from one"
        " address; 0: not counted (the last behind a proxy, where all come from one address)",
    ),
)


def option(name: str) -> str:
    """Return the value of a declared option, or its default."""
    default = next(option.default for option in OPTIONS if option.name == name)
    return os.environ.get(name, "") or default


def mode(word: str) -> str:
    """Return the mode that a word names.

    A word misspelt would be neither: rules of a demonstration without their mark.
    """
    if word not in MODES:
        raise Refused(UNKNOWN_MODE.at("GOODSTANDING_MODE", mode=word, modes=", ".join(MODES)))
    return word


HOME = Path(option("GOODSTANDING_HOME")).resolve()
PACKS = option("GOODSTANDING_PACKS")
MODE = mode(option("GOODSTANDING_MODE"))
SEALED_KEYS = option("GOODSTANDING_SEALED_KEYS")
CLASS_92_BASIS = option("GOODSTANDING_CLASS_92_BASIS")
PILOT_ENTITIES = int(option("GOODSTANDING_PILOT_ENTITIES"))
SIGN_IN_MINUTES = int(option("GOODSTANDING_SIGN_IN_MINUTES"))
SIGN_IN_MOST = tuple(int(one) for one in option("GOODSTANDING_SIGN_IN_MOST").split(","))
DEBUG = False
SECRET_KEY = option("GOODSTANDING_SECRET_KEY") or (
    secrets.token_urlsafe(48) if MODE == "demonstration" else ""
)
ALLOWED_HOSTS = option("GOODSTANDING_HOSTS").split(",")
TIME_ZONE = option("GOODSTANDING_TIME_ZONE")
USE_TZ = True
USE_I18N = True
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [Path(__file__).resolve().parents[1] / "web" / "locale"]


KEPT_OPEN = {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
"""A thread of the server keeps its connection: to open one costs more than most answers, and the
last that closes makes SQLite write its whole log into the file."""


def database(url: str, home: Path) -> dict[str, object]:
    """Return Django's database settings: durable SQLite, or PostgreSQL from a URL."""
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(home / "goodstanding.sqlite3"),
            **KEPT_OPEN,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 30,
                "init_command": (
                    "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;"
                    "PRAGMA secure_delete=ON;PRAGMA recursive_triggers=ON;"
                    "PRAGMA cache_size=-40000;PRAGMA wal_autocheckpoint=12000;"
                ),
            },
        }
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        **KEPT_OPEN,
    }


DATABASES = {"default": database(option("GOODSTANDING_DATABASE"), HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "goodstanding.Account"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "goodstanding.store",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "goodstanding.web.headers.Headers",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "goodstanding.site.urls"
WEB = Path(__file__).resolve().parents[1] / "web"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [WEB / "templates"],
        "OPTIONS": {
            "context_processors": ["django.template.context_processors.request"],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]
STATIC_URL = "/static/"
STATICFILES_DIRS = [WEB / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600
WSGI_APPLICATION = "goodstanding.site.wsgi.application"
SESSION_COOKIE_NAME = "session"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = MODE == "production"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "goodstanding.web.views.forged"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
