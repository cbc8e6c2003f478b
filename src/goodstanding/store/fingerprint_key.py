"""The deployment's key of fingerprints: a file beside the database, backed up with it.

Without it, equal contents could no longer be told from changed ones.
"""

import os
import secrets
from pathlib import Path

from django.conf import settings

from goodstanding.core.basis.faults import Refused
from goodstanding.core.records.faults_intake import FINGERPRINT_KEY_LOST
from goodstanding.store.models import Batch

KEY_BYTES = 32


def fingerprint_key() -> bytes:
    """Return the key; made once, before the first batch, and refused when it is lost later."""
    path: Path = settings.HOME / "fingerprint.key"
    if not path.exists():
        if Batch.objects.filter(state="sealed").exists():
            raise Refused(FINGERPRINT_KEY_LOST.at("fingerprint.key", path=path))
        path.parent.mkdir(parents=True, exist_ok=True)
        _make(path)
    return bytes.fromhex(path.read_text(encoding="ascii"))


def _make(path: Path) -> None:
    """Write a new key whole or not at all; of two processes that try, one wins."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    file = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(file, "w", encoding="ascii") as out:
        out.write(secrets.token_hex(KEY_BYTES))
        out.flush()
        os.fsync(out.fileno())
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        return
    finally:
        draft.unlink()
