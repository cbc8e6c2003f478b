"""The day on which the desk's cases stand."""

from datetime import date

from django.utils import timezone

from goodstanding.store.queries.cases_desk import desk_day


def today() -> date:
    """Return the day on which cases stand."""
    return desk_day(calendar=timezone.localdate())
