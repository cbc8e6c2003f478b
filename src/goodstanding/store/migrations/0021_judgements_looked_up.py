"""Find judgements by the waiting record that they give away, and by what they undo."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("goodstanding", "0018_no_second_index_of_new_texts")]

    operations = [
        migrations.AddIndex(
            model_name="keyjudgement",
            index=models.Index(
                condition=models.Q(("record_seq__isnull", False)),
                fields=["record_seq"],
                name="key_judgement_record",
            ),
        ),
        migrations.AddIndex(
            model_name="keyjudgement",
            index=models.Index(
                condition=models.Q(("undoes__isnull", False)),
                fields=["undoes"],
                name="key_judgement_undoes",
            ),
        ),
    ]
