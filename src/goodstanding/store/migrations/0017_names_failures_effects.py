"""Name accounts in both languages, count wrong passwords, and find effects by their kind."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("goodstanding", "0016_a_sealed_store")]

    operations = [
        migrations.AddField(
            model_name="account",
            name="display_name_en",
            field=models.CharField(default="", max_length=120),
        ),
        migrations.CreateModel(
            name="SignInFailure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(db_index=True, max_length=64)),
                ("at", models.DateTimeField(db_index=True)),
            ],
            options={"db_table": "sign_in_failure"},
        ),
        migrations.AddIndex(
            model_name="caseeffect",
            index=models.Index(fields=["effect", "day"], name="case_effect_effect"),
        ),
    ]
