"""The one Django app with tables."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """Names the app `goodstanding` so that its one migration line reads well."""

    name = "goodstanding.store"
    label = "goodstanding"
    default_auto_field = "django.db.models.BigAutoField"
