"""Makes room for a demonstration, and never touches a database that holds anything else."""

import shutil
from pathlib import Path

from django.conf import settings
from django.db import connection

from goodstanding.core.basis.faults import Refused
from goodstanding.demo.faults_demo import NOT_A_DEMONSTRATION, PRODUCTION_MODE
from goodstanding.store.queries.demonstration import holds_only_demonstration, is_empty

CITY = "city"
REJECTS = "rejects"
MADE_FROM_LEDGER = ("copy", "standings")
"""What an earlier demonstration's ledger was made into: of no use beside another ledger."""


def make_room() -> Path:
    """Remove an earlier demonstration from HOME; return the folder for the city's files.

    On SQLite the file is deleted. A database on a server is never emptied from here.
    """
    if settings.MODE != "demonstration":
        raise Refused(PRODUCTION_MODE.at(settings.MODE))
    home = Path(settings.HOME)
    home.mkdir(parents=True, exist_ok=True)
    own_file = connection.vendor == "sqlite"
    if not (is_empty() or (own_file and holds_only_demonstration())):
        raise Refused(NOT_A_DEMONSTRATION.at(str(connection.settings_dict["NAME"])))
    if own_file:
        connection.close()
        file = Path(str(connection.settings_dict["NAME"]))
        for suffix in ("", "-wal", "-shm"):
            file.with_name(file.name + suffix).unlink(missing_ok=True)
    for name in (CITY, REJECTS, *MADE_FROM_LEDGER):
        shutil.rmtree(home / name, ignore_errors=True)
    (home / CITY).mkdir()
    return home / CITY
