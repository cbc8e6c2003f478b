"""Drop the second index that Django gives each text column of PostgreSQL.

It serves LIKE where a database sorts by a language. Ours sorts by bytes and is refused where it
does not (`guard_faults`), so the first index serves all that the second does, and each row that
comes paid for both.
"""

from django.db import migrations

from goodstanding.store.migrations._second_indexes import drop_second


class Migration(migrations.Migration):
    dependencies = [("goodstanding", "0012_what_officers_note")]

    operations = [migrations.RunPython(drop_second, migrations.RunPython.noop)]
