"""The index of names: an access path, not data. It can be dropped and made again at any time."""

from django.db import models


class SearchName(models.Model):
    """A folded name that search finds.

    Its tokens (`core/entities/tokens.py`) lie in the full-text table `search_gram` on SQLite and
    in the column `grams` on PostgreSQL; Django knows neither (migrations 0002 and 0003).
    """

    id = models.BigIntegerField(primary_key=True)
    """The name's length, then the first row of `EntityName` with it: shorter names come first."""
    folded = models.CharField(max_length=300, unique=True)

    class Meta:
        db_table = "search_name"


class SearchState(models.Model):
    """One row: of which edition the index is, and how far it is."""

    id = models.BigIntegerField(primary_key=True)
    edition = models.IntegerField()
    """`EDITION` of `core/entities/tokens.py` when the index was made."""
    mark = models.BigIntegerField()
    """The last row of `EntityName` that was looked at."""

    class Meta:
        db_table = "search_state"
