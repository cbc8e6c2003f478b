"""What officers note beside cases. It only grows (guards)."""

from django.db import models


class OfficeNote(models.Model):
    """One note: deputy, absence, interest, draft, receipt, report, or the end of a note."""

    id = models.BigIntegerField(primary_key=True)
    """Gapless, in the order of noting."""
    kind = models.CharField(max_length=16)
    """deputy, absence, interest, ended, draft, receipt, sealed (`store/cases/notes.py`)."""
    account = models.CharField(max_length=120, default="", db_index=True)
    """Login of whom it is about; what an officer does is never about who a subject is."""
    subject = models.CharField(max_length=120, default="", db_index=True)
    """Key of the organisation in which an interest is declared."""
    case_id = models.BigIntegerField(null=True, db_index=True)
    first_day = models.DateField(null=True)
    last_day = models.DateField(null=True)
    """None: until another note ends it."""
    ends = models.BigIntegerField(null=True)
    """The note that this one ends."""
    actor = models.CharField(max_length=120)
    office = models.CharField(max_length=64, default="")
    day = models.DateField()
    said = models.TextField(default="{}")
    """Canonical JSON of words to words, by kind."""

    class Meta:
        db_table = "office_note"
        indexes = [models.Index(fields=["kind", "id"], name="office_note_kind")]
