"""Derived tables: all of them can be dropped and rebuilt from the ledger, to the same bytes."""

from django.db import models


class Entity(models.Model):
    """One archive per organisation. `number` is given in first-seen order of the ledger."""

    number = models.BigIntegerField(primary_key=True)
    key = models.CharField(max_length=120, unique=True)
    """`scheme:value`: the entity's standing identifier."""
    scheme = models.CharField(max_length=40)
    code = models.CharField(max_length=80)
    name = models.CharField(max_length=300, default="")
    """The present name; empty until a row with a name was received."""
    entity_class = models.CharField(max_length=8, default="")
    """First two characters of a unified code (`91`, `92`, `12`...), or "" in other schemes."""
    status = models.CharField(max_length=40, default="")
    first_day = models.DateField(null=True)
    """The day on which the key first came into the ledger."""
    searchable = models.BooleanField(default=True)
    """False for classes whose name search is off (class 92)."""

    class Meta:
        db_table = "entity"


class KeyOwner(models.Model):
    """Which entity a subject key belongs to today, by the judgements in force."""

    key = models.CharField(max_length=120, primary_key=True)
    entity = models.BigIntegerField(db_index=True)
    since_seq = models.BigIntegerField()
    """The entry that said so: the first entry under the key, or a judgement."""

    class Meta:
        db_table = "key_owner"


class KeyJudgement(models.Model):
    """A judgement about keys, taken out of its ledger entry's content so that it can be looked up.

    All of them are here, undone ones too: what was known on a day is folded from those until then.
    """

    seq = models.BigIntegerField(primary_key=True)
    judgement = models.CharField(max_length=24)
    from_key = models.CharField(max_length=120, default="", db_index=True)
    to_key = models.CharField(max_length=120, default="", db_index=True)
    record_seq = models.BigIntegerField(null=True)
    """The waiting record that the judgement gives to `to_key`, where it is about one."""
    undoes = models.BigIntegerField(null=True)
    reason = models.TextField(default="")
    learnt_day = models.DateField()

    class Meta:
        db_table = "key_judgement"
        indexes = [
            models.Index(
                fields=["record_seq"],
                condition=models.Q(record_seq__isnull=False),
                name="key_judgement_record",
            ),
            models.Index(
                fields=["undoes"],
                condition=models.Q(undoes__isnull=False),
                name="key_judgement_undoes",
            ),
        ]


class EntityName(models.Model):
    """A name that an entity bore, for search and for its history."""

    id = models.BigAutoField(primary_key=True)
    entity = models.BigIntegerField()
    name = models.CharField(max_length=300)
    folded = models.CharField(max_length=300, db_index=True)
    """The name in the form that search compares (`core/entities/names.py`)."""
    first_day = models.DateField()
    current = models.BooleanField(default=True)

    class Meta:
        db_table = "entity_name"
        constraints = [
            models.UniqueConstraint(fields=["entity", "name"], name="entity_name_once"),
        ]


class CurrentRecord(models.Model):
    """The version in force of each natural key; what a withdrawal took out is not here."""

    seq = models.BigIntegerField(primary_key=True)
    department = models.CharField(max_length=64)
    record_type = models.CharField(max_length=64)
    natural_key = models.CharField(max_length=300)
    subject = models.CharField(max_length=120)
    entity = models.BigIntegerField(null=True)
    """Null while the subject waits for a person's judgement."""
    event_day = models.DateField(null=True)
    learnt_day = models.DateField()
    fingerprint = models.CharField(max_length=64)
    name = models.CharField(max_length=300, default="")
    """The organisation's name as this record states it; all else it says is in its content."""

    class Meta:
        db_table = "current_record"
        constraints = [
            models.UniqueConstraint(
                fields=["department", "record_type", "natural_key"], name="current_key_once"
            ),
        ]
        indexes = [
            models.Index(fields=["entity", "record_type"], name="current_entity_type"),
        ]


class StandingGrade(models.Model):
    """The grade of an entity as last computed: derived, never the issued one."""

    entity = models.BigIntegerField(primary_key=True)
    model = models.CharField(max_length=64)
    policy = models.CharField(max_length=64)
    day = models.DateField()
    score = models.BigIntegerField()
    grade = models.CharField(max_length=8)
    next_change = models.DateField(null=True)

    class Meta:
        db_table = "standing_grade"


class StandingRun(models.Model):
    """What the latest appraisal of everybody under a model gave, loaded or not."""

    model = models.CharField(max_length=64, primary_key=True)
    run = models.CharField(max_length=80)
    """Name of the run's folder (`store/population`): a refresh goes on from it."""
    policy = models.CharField(max_length=64)
    day = models.DateField()
    known_seq = models.BigIntegerField()
    """Entries up to this one were counted."""
    grades = models.TextField()
    """JSON: how many entities have each grade, by its id."""
    loaded = models.BooleanField()
    """False where there are too many entities for this database: their grades stay in files."""

    class Meta:
        db_table = "standing_run"


class Waiting(models.Model):
    """A record whose organisation a person must decide: only a name, or a damaged code."""

    seq = models.BigIntegerField(primary_key=True)
    department = models.CharField(max_length=64)
    code = models.CharField(max_length=80)
    name = models.CharField(max_length=300)
    learnt_day = models.DateField()

    class Meta:
        db_table = "waiting"
