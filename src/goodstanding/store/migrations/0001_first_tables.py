"""Make the first tables."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="Content",
            fields=[
                ("seq", models.BigIntegerField(primary_key=True, serialize=False)),
                ("body", models.TextField()),
                ("salt", models.CharField(max_length=64)),
                ("fingerprint", models.CharField(max_length=64)),
            ],
            options={
                "db_table": "ledger_content",
            },
        ),
        migrations.CreateModel(
            name="Entity",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("key", models.CharField(max_length=120, unique=True)),
                ("scheme", models.CharField(max_length=40)),
                ("code", models.CharField(max_length=80)),
                ("name", models.CharField(default="", max_length=300)),
                ("entity_class", models.CharField(default="", max_length=8)),
                ("status", models.CharField(default="", max_length=40)),
                ("first_day", models.DateField(null=True)),
                ("searchable", models.BooleanField(default=True)),
            ],
            options={
                "db_table": "entity",
            },
        ),
        migrations.CreateModel(
            name="KeyJudgement",
            fields=[
                ("seq", models.BigIntegerField(primary_key=True, serialize=False)),
                ("judgement", models.CharField(max_length=24)),
                ("from_key", models.CharField(db_index=True, default="", max_length=120)),
                ("to_key", models.CharField(db_index=True, default="", max_length=120)),
                ("record_seq", models.BigIntegerField(null=True)),
                ("undoes", models.BigIntegerField(null=True)),
                ("reason", models.TextField(default="")),
                ("learnt_day", models.DateField()),
            ],
            options={
                "db_table": "key_judgement",
            },
        ),
        migrations.CreateModel(
            name="KeyOwner",
            fields=[
                ("key", models.CharField(max_length=120, primary_key=True, serialize=False)),
                ("entity", models.BigIntegerField(db_index=True)),
                ("since_seq", models.BigIntegerField()),
            ],
            options={
                "db_table": "key_owner",
            },
        ),
        migrations.CreateModel(
            name="PackCopy",
            fields=[
                ("digest", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("body", models.TextField()),
            ],
            options={
                "db_table": "ledger_packs",
            },
        ),
        migrations.CreateModel(
            name="StandingGrade",
            fields=[
                ("entity", models.BigIntegerField(primary_key=True, serialize=False)),
                ("model", models.CharField(max_length=64)),
                ("policy", models.CharField(max_length=64)),
                ("day", models.DateField()),
                ("score", models.BigIntegerField()),
                ("grade", models.CharField(max_length=8)),
                ("next_change", models.DateField(null=True)),
            ],
            options={
                "db_table": "standing_grade",
            },
        ),
        migrations.CreateModel(
            name="Waiting",
            fields=[
                ("seq", models.BigIntegerField(primary_key=True, serialize=False)),
                ("department", models.CharField(max_length=64)),
                ("code", models.CharField(max_length=80)),
                ("name", models.CharField(max_length=300)),
                ("learnt_day", models.DateField()),
            ],
            options={
                "db_table": "waiting",
            },
        ),
        migrations.CreateModel(
            name="Account",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                ("login", models.CharField(max_length=120, unique=True)),
                ("display_name", models.CharField(default="", max_length=120)),
                ("department", models.CharField(default="", max_length=64)),
                ("is_active", models.BooleanField(default=True)),
                ("created", models.DateTimeField(auto_now_add=True)),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "db_table": "account",
            },
        ),
        migrations.CreateModel(
            name="Batch",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("department", models.CharField(max_length=64)),
                ("layout", models.CharField(max_length=64)),
                ("name", models.CharField(max_length=200)),
                ("file_digest", models.CharField(max_length=64)),
                ("learnt_day", models.DateField()),
                ("seed", models.CharField(default="", max_length=64)),
                ("state", models.CharField(default="open", max_length=12)),
                ("policy", models.CharField(max_length=64)),
                ("actor", models.CharField(default="", max_length=120)),
                ("receipt", models.TextField(default="")),
            ],
            options={
                "db_table": "batch",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("department", "layout", "name"), name="batch_department_layout_name"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "sealed"), _negated=True),
                            ("seed", ""),
                            _connector="OR",
                        ),
                        name="batch_sealed_has_no_seed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CurrentRecord",
            fields=[
                ("seq", models.BigIntegerField(primary_key=True, serialize=False)),
                ("department", models.CharField(max_length=64)),
                ("record_type", models.CharField(max_length=64)),
                ("natural_key", models.CharField(max_length=300)),
                ("subject", models.CharField(max_length=120)),
                ("entity", models.BigIntegerField(null=True)),
                ("event_day", models.DateField(null=True)),
                ("learnt_day", models.DateField()),
                ("fingerprint", models.CharField(max_length=64)),
                ("name", models.CharField(default="", max_length=300)),
            ],
            options={
                "db_table": "current_record",
                "indexes": [
                    models.Index(fields=["entity", "record_type"], name="current_entity_type"),
                    models.Index(fields=["subject"], name="current_subject"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("department", "record_type", "natural_key"), name="current_key_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EntityName",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("entity", models.BigIntegerField(db_index=True)),
                ("name", models.CharField(max_length=300)),
                ("folded", models.CharField(db_index=True, max_length=300)),
                ("first_day", models.DateField()),
                ("current", models.BooleanField(default=True)),
            ],
            options={
                "db_table": "entity_name",
                "constraints": [
                    models.UniqueConstraint(fields=("entity", "name"), name="entity_name_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("seq", models.BigIntegerField(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=24)),
                ("department", models.CharField(max_length=64)),
                ("record_type", models.CharField(max_length=64)),
                ("natural_key", models.CharField(max_length=300)),
                ("subject", models.CharField(max_length=120)),
                ("event_day", models.DateField(null=True)),
                ("learnt_day", models.DateField()),
                ("batch", models.BigIntegerField(null=True)),
                ("row_no", models.IntegerField(null=True)),
                ("replaces", models.BigIntegerField(null=True)),
                ("actor", models.CharField(default="", max_length=120)),
                ("digest", models.CharField(max_length=64)),
            ],
            options={
                "db_table": "ledger_entry",
                "indexes": [
                    models.Index(fields=["subject", "seq"], name="entry_subject"),
                    models.Index(
                        fields=["department", "record_type", "natural_key", "seq"], name="entry_key"
                    ),
                    models.Index(fields=["learnt_day"], name="entry_learnt"),
                    models.Index(
                        condition=models.Q(("kind", "judgement")),
                        fields=["seq"],
                        name="entry_judgement",
                    ),
                    models.Index(
                        condition=models.Q(("kind", "erasure")),
                        fields=["replaces"],
                        name="entry_erasure",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StageRow",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("batch", models.BigIntegerField()),
                ("row_no", models.IntegerField()),
                ("outcome", models.CharField(max_length=12)),
                ("kind", models.CharField(default="fact", max_length=24)),
                ("record_type", models.CharField(default="", max_length=64)),
                ("natural_key", models.CharField(default="", max_length=300)),
                ("subject", models.CharField(default="", max_length=120)),
                ("event_day", models.DateField(null=True)),
                ("replaces", models.BigIntegerField(null=True)),
                ("body", models.TextField(default="")),
                ("salt", models.CharField(default="", max_length=64)),
                ("fingerprint", models.CharField(default="", max_length=64)),
                ("digest", models.CharField(default="", max_length=64)),
                ("faults", models.TextField(default="")),
                ("source", models.TextField(default="")),
            ],
            options={
                "db_table": "stage_row",
                "indexes": [models.Index(fields=["batch", "row_no"], name="stage_batch_row")],
            },
        ),
    ]
