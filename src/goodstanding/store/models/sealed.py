"""The sealed store: what a matter needs of a person, unreadable, and tied to nothing."""

from django.db import models


class Sealed(models.Model):
    """Words that only two officers open together, until their day.

    No column says of which case, organisation or person it is; there is no index but its own id.
    """

    id = models.CharField(max_length=64, primary_key=True)
    """Chance: it tells nothing, not even the order of sealing."""
    kind = models.CharField(max_length=64)
    """`guarded` of the packs."""
    matter = models.CharField(max_length=64)
    """Keyed hash of the case: without the deployment's key it leads nowhere."""
    key = models.CharField(max_length=16)
    """Under which key it was sealed."""
    salt = models.CharField(max_length=64)
    box = models.BinaryField()
    last_day = models.DateField()
    """The last day on which it may be read; it is erased afterwards."""

    class Meta:
        db_table = "sealed"
