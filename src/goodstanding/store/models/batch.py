"""What departments sent: batches with their receipts, and the droppable stage."""

from django.db import models


class Batch(models.Model):
    """One file of one department. Sealed batches never change (trigger)."""

    number = models.BigIntegerField(primary_key=True)
    """Given in the order of opening."""
    department = models.CharField(max_length=64)
    layout = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    """The sender's own number of the batch; with department and layout, unique."""
    file_digest = models.CharField(max_length=64)
    learnt_day = models.DateField()
    seed = models.CharField(max_length=64, default="")
    """From which the rows' salts are derived; destroyed at sealing."""
    state = models.CharField(max_length=12, default="open")
    """open, held (waits for an officer's release), sealed."""
    policy = models.CharField(max_length=64)
    actor = models.CharField(max_length=120, default="")
    receipt = models.TextField(default="")
    """Canonical JSON, written at sealing."""

    class Meta:
        db_table = "batch"
        constraints = [
            models.UniqueConstraint(
                fields=["department", "layout", "name"], name="batch_department_layout_name"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="sealed") | models.Q(seed=""),
                name="batch_sealed_has_no_seed",
            ),
        ]


class StageRow(models.Model):
    """A judged row of an unsealed batch: unknown to every reader, droppable at any time."""

    id = models.BigAutoField(primary_key=True)
    batch = models.BigIntegerField()
    row_no = models.IntegerField()
    """Row of the source file, 1 for the first data row; 0-row withdrawals follow after the last."""
    outcome = models.CharField(max_length=12)
    """accepted, flagged, held, refused, withdrawn."""
    kind = models.CharField(max_length=24, default="fact")
    record_type = models.CharField(max_length=64, default="")
    natural_key = models.CharField(max_length=300, default="")
    subject = models.CharField(max_length=120, default="")
    event_day = models.DateField(null=True)
    replaces = models.BigIntegerField(null=True)
    body = models.TextField(default="")
    salt = models.CharField(max_length=64, default="")
    fingerprint = models.CharField(max_length=64, default="")
    digest = models.CharField(max_length=64, default="")
    faults = models.TextField(default="")
    """Canonical JSON list of {code, column, values...}; empty for accepted rows."""
    source = models.TextField(default="")
    """Canonical JSON of a refused row's cells, personal columns dropped, numbers masked."""

    class Meta:
        db_table = "stage_row"
        indexes = [models.Index(fields=["batch", "row_no"], name="stage_batch_row")]
