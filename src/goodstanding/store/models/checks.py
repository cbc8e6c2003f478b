"""The log of checks: who asked whether an entity may do what, and what the answer was."""

from django.db import models


class CheckLog(models.Model):
    """One question and its answer, written before the answer is given. It only grows (guards)."""

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
    rests_on = models.TextField(default="")
    """Entry numbers of the records that the answer rests on, joined by "|", each between bars."""
    policy = models.CharField(max_length=64)

    class Meta:
        db_table = "check_log"
        indexes = [models.Index(fields=["entity", "day"], name="check_log_entity")]
