"""Keep what attached files hold, apart from the events that name them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("goodstanding", "0013_no_second_index_of_texts")]

    operations = [
        migrations.CreateModel(
            name="EvidenceContent",
            fields=[
                ("seq", models.BigIntegerField(primary_key=True, serialize=False)),
                ("content", models.BinaryField()),
            ],
            options={"db_table": "evidence_content"},
        ),
    ]
