"""The log of checks: who asked whether an entity may do what, and what the answer was.

All but `CheckClient` only grow (guards).
"""

from django.db import models


class CheckLog(models.Model):
    """One question and its answer, written before the answer is given."""

    id = models.BigIntegerField(primary_key=True)
    """Gapless, in the order of asking."""
    day = models.DateField()
    actor = models.CharField(max_length=120)
    department = models.CharField(max_length=64, default="")
    purpose = models.CharField(max_length=200)
    entity = models.CharField(max_length=120)
    act = models.CharField(max_length=64)
    answer = models.CharField(max_length=16)
    basis = models.CharField(max_length=400, default="")
    ends = models.DateField(null=True)
    """Until when the answer holds, where it is no."""
    policy = models.CharField(max_length=64)

    class Meta:
        db_table = "check_log"
        indexes = [models.Index(fields=["entity", "day"], name="check_log_entity")]


class CheckReason(models.Model):
    """One measure, and one record under it, on which an answer that was not "yes" rested.

    By these, whoever was answered is found when the record or the measure is annulled.
    """

    id = models.BigIntegerField(primary_key=True)
    """Gapless."""
    check_id = models.BigIntegerField(db_index=True)
    measure = models.CharField(max_length=200)
    case_id = models.BigIntegerField(null=True, db_index=True)
    """The case that took the measure."""
    record = models.BigIntegerField(null=True, db_index=True)
    """Entry number; None: the measure rests on no record of the ledger."""

    class Meta:
        db_table = "check_reason"


class CheckRequest(models.Model):
    """A request that came with a key of its sender's, and word for word what was answered.

    The same key with the same questions gets the same answer, and the log no second row.
    """

    id = models.BigIntegerField(primary_key=True)
    client = models.CharField(max_length=64)
    key = models.CharField(max_length=64)
    asked = models.CharField(max_length=64)
    """SHA-256 of what was asked."""
    day = models.DateField()
    answer = models.TextField()

    class Meta:
        db_table = "check_request"
        constraints = [
            models.UniqueConstraint(fields=["client", "key"], name="check_request_once"),
        ]


class CheckClient(models.Model):
    """A department's system that may ask over HTTP: for an office, for named purposes, for a time.

    Of its secret only the digest is kept; the secret is 256 bits of chance, so one hash is enough.
    """

    client = models.CharField(max_length=64, primary_key=True)
    office = models.CharField(max_length=64)
    purposes = models.TextField()
    """Ids of the packs' purposes, joined by "|"."""
    secret = models.CharField(max_length=64)
    per_minute = models.IntegerField()
    """How many questions it may ask in a minute."""
    issued = models.DateField()
    issued_by = models.CharField(max_length=120)
    last_day = models.DateField()
    revoked = models.DateField(null=True)
    revoked_by = models.CharField(max_length=120, default="")
    why = models.CharField(max_length=200, default="")

    class Meta:
        db_table = "check_client"
