"""Keep what a matter needs of a person sealed, apart from ledger and cases."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("goodstanding", "0014_files_as_evidence")]

    operations = [
        migrations.CreateModel(
            name="Sealed",
            fields=[
                ("id", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=64)),
                ("matter", models.CharField(max_length=64)),
                ("key", models.CharField(max_length=16)),
                ("salt", models.CharField(max_length=64)),
                ("box", models.BinaryField()),
                ("last_day", models.DateField()),
            ],
            options={"db_table": "sealed"},
        ),
    ]
