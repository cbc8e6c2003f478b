"""The index of names: an access path, not data. It can be dropped and made again at any time."""

from django.db import models


class SearchName(models.Model):
    """A folded name that search finds.

    Its pairs of characters lie in the full-text table `search_gram` on SQLite and in the column
    `grams` on PostgreSQL; Django knows neither (`migrations/0002_search_index.py`).
    """

    id = models.BigIntegerField(primary_key=True)
    """`EntityName.id` of the first row with this name: the greatest says how far the index is."""
    folded = models.CharField(max_length=300, unique=True)

    class Meta:
        db_table = "search_name"
