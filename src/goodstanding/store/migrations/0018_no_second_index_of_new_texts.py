"""Drop the second index of the text columns that came after migration 0013."""

from django.db import migrations

from goodstanding.store.migrations._second_indexes import drop_second


class Migration(migrations.Migration):
    dependencies = [("goodstanding", "0017_names_failures_effects")]

    operations = [migrations.RunPython(drop_second, migrations.RunPython.noop)]
