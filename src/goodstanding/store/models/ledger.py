"""The ledger: append-only tables, guarded by triggers (`store/ledger/guards.py`)."""

from django.db import models


class Entry(models.Model):
    """One ledger entry. `seq` is gapless, in the order of knowledge, given under a lock."""

    seq = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=24)
    department = models.CharField(max_length=64)
    record_type = models.CharField(max_length=64)
    natural_key = models.CharField(max_length=300)
    subject = models.CharField(max_length=120)
    """`scheme:value` as stated; empty where the row waits for a person's judgement."""
    event_day = models.DateField(null=True)
    learnt_day = models.DateField()
    batch = models.BigIntegerField(null=True)
    """Number of the batch (`Batch.number`), null for acts of officers."""
    row_no = models.IntegerField(null=True)
    replaces = models.BigIntegerField(null=True)
    """The entry that this correction or withdrawal puts out of force."""
    actor = models.CharField(max_length=120, default="")
    digest = models.CharField(max_length=64)

    class Meta:
        db_table = "ledger_entry"
        indexes = [
            models.Index(fields=["subject", "seq"], name="entry_subject"),
            models.Index(
                fields=["department", "record_type", "natural_key", "seq"], name="entry_key"
            ),
            models.Index(fields=["learnt_day"], name="entry_learnt"),
            models.Index(
                fields=["seq"], condition=models.Q(kind="judgement"), name="entry_judgement"
            ),
            models.Index(
                fields=["replaces"], condition=models.Q(kind="erasure"), name="entry_erasure"
            ),
        ]


class Content(models.Model):
    """What an entry says, and its salt: may be erased, by an erasure entry, never changed."""

    seq = models.BigIntegerField(primary_key=True)
    body = models.TextField()
    """Canonical JSON of `Envelope.body()`."""
    salt = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64)
    """HMAC of subject, event day and body: equal contents of one key have equal fingerprints."""

    class Meta:
        db_table = "ledger_content"


class PackCopy(models.Model):
    """The packs under which something was judged, by policy digest: append-only."""

    digest = models.CharField(max_length=64, primary_key=True)
    body = models.TextField()
    """Canonical JSON: {pack id: {file path: text}}."""

    class Meta:
        db_table = "ledger_packs"
