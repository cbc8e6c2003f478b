"""Cases: files, events and letters that only grow, and the derived table of where they stand.

Guards (`store/ledger/guards.py`) refuse every change to all but `CaseStanding`.
"""

from django.db import models


class CaseFile(models.Model):
    """A case as it was opened. Where it stands is folded from its events, never written here."""

    id = models.BigIntegerField(primary_key=True)
    """Gapless, in the order of opening."""
    department = models.CharField(max_length=64)
    year = models.IntegerField()
    number = models.IntegerField()
    """Without gaps within the department and the year."""
    procedure = models.CharField(max_length=64)
    version = models.CharField(max_length=20)
    """The procedure's version that the case keeps for its life."""
    policy = models.CharField(max_length=64)
    """Digest of the packs it was opened under, kept with the ledger."""
    about_kind = models.CharField(max_length=24)
    about_id = models.CharField(max_length=120)
    """What it is about: a record's entry number, a case's id, an entity's key."""
    subject = models.CharField(max_length=120, db_index=True)
    """Key of the organisation; never of a natural person."""
    contested = models.TextField(default="[]")
    """Canonical JSON: who decided the act it contests (accounts and offices), told at opening."""
    clock_day = models.DateField(null=True)
    """The day of the finding document, where it is about a record."""
    opened = models.DateField()
    digest = models.CharField(max_length=64)

    class Meta:
        db_table = "case_file"
        constraints = [
            models.UniqueConstraint(
                fields=["department", "year", "number"], name="case_number_once"
            ),
        ]


class CaseEvent(models.Model):
    """One step of a case. Its digest holds the one before it, the first the file's own."""

    seq = models.BigIntegerField(primary_key=True)
    """Gapless over all cases: none can be taken out without a trace."""
    case_id = models.BigIntegerField()
    number = models.IntegerField()
    """Gapless within the case, from 1."""
    step = models.CharField(max_length=80)
    actor = models.CharField(max_length=120)
    deputy_for = models.CharField(max_length=120, default="")
    office = models.CharField(max_length=64, default="")
    day = models.DateField()
    digest = models.CharField(max_length=64)

    class Meta:
        db_table = "case_event"
        constraints = [
            models.UniqueConstraint(fields=["case_id", "number"], name="case_event_once"),
        ]


class CaseForm(models.Model):
    """What an event's form says, and its salt: apart, as a ledger entry's content is."""

    seq = models.BigIntegerField(primary_key=True)
    form = models.TextField()
    """Canonical JSON of field id to text."""
    salt = models.CharField(max_length=64)

    class Meta:
        db_table = "case_form"


class Letter(models.Model):
    """A letter as rendered on its day, in both languages; an event of its case may recall it."""

    id = models.BigIntegerField(primary_key=True)
    case_id = models.BigIntegerField(db_index=True)
    template = models.CharField(max_length=64)
    department = models.CharField(max_length=64)
    year = models.IntegerField()
    number = models.IntegerField()
    """Without gaps within the department and the year, recalled ones too."""
    event = models.IntegerField()
    """Number within the case of the event that drafted it."""
    day = models.DateField()
    zh = models.TextField()
    en = models.TextField()
    digest = models.CharField(max_length=64)

    class Meta:
        db_table = "letter"
        constraints = [
            models.UniqueConstraint(
                fields=["department", "year", "number"], name="letter_number_once"
            ),
        ]


class Service(models.Model):
    """One attempt to serve a letter; only a delivered one starts clocks."""

    id = models.BigIntegerField(primary_key=True)
    letter = models.BigIntegerField(db_index=True)
    event = models.IntegerField()
    """Number within the letter's case of the event that says so."""
    mode = models.CharField(max_length=16)
    """The ladder: electronic, post, in_person, public_notice."""
    recipient = models.CharField(max_length=200)
    agent = models.CharField(max_length=200, default="")
    day = models.DateField()
    proof = models.CharField(max_length=200)
    delivered = models.BooleanField()

    class Meta:
        db_table = "service"


class CaseEffect(models.Model):
    """What an event of a case did: the ledger entry it wrote, or whom it told of what."""

    id = models.BigIntegerField(primary_key=True)
    case_id = models.BigIntegerField(db_index=True)
    event = models.IntegerField()
    effect = models.CharField(max_length=24)
    entry = models.BigIntegerField(null=True, db_index=True)
    day = models.DateField()
    detail = models.TextField(default="{}")
    """Canonical JSON: a measure and its end, a department, another case."""

    class Meta:
        db_table = "case_effect"
        indexes = [models.Index(fields=["effect", "day"], name="case_effect_effect")]


class ReceiverReceipt(models.Model):
    """That a department was told of a record's removal, and when it acknowledged it."""

    id = models.BigIntegerField(primary_key=True)
    department = models.CharField(max_length=64)
    record = models.BigIntegerField()
    """The entry that was removed from view or use."""
    case_id = models.BigIntegerField()
    told = models.DateField()
    due = models.DateField()
    acknowledged = models.DateField(null=True)
    actor = models.CharField(max_length=120, default="")

    class Meta:
        db_table = "receiver_receipt"
        constraints = [
            models.UniqueConstraint(
                fields=["department", "record", "case_id"], name="receiver_receipt_once"
            ),
        ]
        indexes = [
            models.Index(
                fields=["due"], condition=models.Q(acknowledged=None), name="receiver_receipt_open"
            ),
        ]


class CaseStanding(models.Model):
    """Derived: where a case stands after its latest event. Dropped and folded anew by `rebuild`."""

    case_id = models.BigIntegerField(primary_key=True)
    state = models.CharField(max_length=64)
    ended = models.BooleanField()
    events = models.IntegerField()
    mark = models.CharField(max_length=64, default="")
    """What every surface says of the thing the case is about, "" for nothing."""
    disputes = models.BooleanField(default=False)
    """The mark says that somebody disputes it."""
    record = models.BigIntegerField(null=True)
    """The entry that the mark is on, where the case is about a record."""
    subject = models.CharField(max_length=120)
    handler = models.CharField(max_length=120, default="")

    class Meta:
        db_table = "case_standing"
        indexes = [
            models.Index(fields=["subject"], name="case_standing_subject"),
            models.Index(
                fields=["case_id"], condition=models.Q(ended=False), name="case_standing_open"
            ),
        ]
