"""The shelf of packs: finds them, reads them, and keeps the copies that were judged by.

A pack's text is kept in the database when something is judged under it, so that a past appraisal
can be computed again after the files have changed.
"""

import json
import os
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import cast

from django.conf import settings
from django.db import connection

from goodstanding.core.basis.canon import canonical
from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.join import Mode, join_drafts
from goodstanding.core.policy.read import read_draft
from goodstanding.core.policy.shape import Policy
from goodstanding.store.faults_shelf import NO_COPY, NO_PACKS
from goodstanding.store.models.ledger import PackCopy

PackFiles = dict[str, dict[str, bytes]]
"""Pack id (its folder's name) to the files in the folder, by path."""

_Stamp = tuple[str, tuple[int, int, int, int]]
_Frozen = tuple[tuple[str, tuple[tuple[str, bytes], ...]], ...]

PACKAGE = Path(__file__).resolve().parents[1]
SUFFIXES = (".yaml", ".yml")


def packs_folder() -> Path:
    """Return the folder of packs: the setting, what came with the package, or the repository's.

    A wheel carries the packs inside the package; an editable install does not, and finds them at
    the root of the repository.
    """
    chosen = [Path(settings.PACKS)] if settings.PACKS else []
    for folder in chosen or (PACKAGE / "_packs", PACKAGE.parents[1] / "packs"):
        if folder.is_dir():
            return folder.resolve()
    raise Refused(NO_PACKS.at(str(settings.PACKS or PACKAGE)))


def pack_files(folder: Path) -> PackFiles:
    """Return the YAML files of every pack in `folder` (or of the one pack that it is).

    Links are not followed.
    """
    return {pack: dict(files) for pack, files in _frozen_files(folder)}


def _frozen_files(folder: Path) -> _Frozen:
    """Return the same as a value that can be a key, from memory while no file has changed.

    Every page and every answer asks for the policy in force, so a look at the folder has to do.
    """
    folder = folder.resolve()
    is_pack = (folder / "pack.yaml").is_file()
    stamps = []
    for pack in [folder] if is_pack else sorted(folder.iterdir()):
        if not pack.is_dir() or pack.is_symlink() or pack.name.startswith((".", "_")):
            continue
        if files := tuple(sorted(_stamps(str(pack), ""))):
            stamps.append((str(pack), files))
    if not stamps:
        raise Refused(NO_PACKS.at(str(folder)))
    return _read(tuple(stamps))


def _stamps(folder: str, under: str) -> Iterator[_Stamp]:
    """Yield the path of each YAML file, and what changes whenever the file does."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _stamps(entry.path, f"{under}{entry.name}/")
            elif entry.name.endswith(SUFFIXES) and entry.is_file(follow_symlinks=False):
                found = entry.stat(follow_symlinks=False)
                yield (
                    under + entry.name,
                    (found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns),
                )


@lru_cache(maxsize=8)
def _read(stamps: tuple[tuple[str, tuple[_Stamp, ...]], ...]) -> _Frozen:
    """Return the contents of the files of packs, each pack by the name of its folder."""
    return tuple(
        (Path(pack).name, tuple((path, Path(pack, path).read_bytes()) for path, _ in files))
        for pack, files in stamps
    )


def load_policy(folder: Path | None = None, *, mode: str | None = None) -> Policy:
    """Return the policy of the packs in `folder` (None: the deployment's), or refuse with faults.

    Read once for the same bytes and mode.
    """
    files = _frozen_files(folder or packs_folder())
    return _policy(files, cast("Mode", mode or settings.MODE))


def copy_of(folder: Path | None = None) -> PackFiles:
    """Return the files that `keep` stores for the deployment's packs."""
    return pack_files(folder or packs_folder())


def is_kept(digest: str) -> bool:
    """Return whether the packs of a policy are stored already: no file need be read then.

    Asked for every batch; the database answers in a tenth of the time that a query takes to build.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM ledger_packs WHERE digest = %s", [digest])
        return cursor.fetchone() is not None


def keep(files: PackFiles) -> str:
    """Store a copy of packs by the policy's digest, once; return the digest.

    Called inside the transaction of the action that judged under them.
    """
    digest = _policy(_frozen(files), "demonstration").digest
    texts = {
        pack: {path: data.decode("utf-8") for path, data in entries.items()}
        for pack, entries in files.items()
    }
    if not is_kept(digest):
        PackCopy.objects.create(digest=digest, body=canonical(texts).decode("utf-8"))
    return digest


def policy_by_digest(digest: str) -> Policy:
    """Return the policy of packs that were kept earlier."""
    copy = PackCopy.objects.filter(digest=digest).first()
    if copy is None:
        raise Refused(NO_COPY.at(digest))
    texts = cast("dict[str, dict[str, str]]", json.loads(copy.body))
    files = {
        pack: {path: text.encode("utf-8") for path, text in entries.items()}
        for pack, entries in texts.items()
    }
    return _policy(_frozen(files), "demonstration")


def _frozen(files: Mapping[str, Mapping[str, bytes]]) -> _Frozen:
    """Return pack files as a value that can be a key."""
    return tuple((pack, tuple(sorted(entries.items()))) for pack, entries in sorted(files.items()))


@lru_cache(maxsize=32)
def _policy(files: _Frozen, mode: Mode) -> Policy:
    """Return the policy of pack files; raises Refused with every fault."""
    drafts = [read_draft(dict(entries), folder=pack) for pack, entries in files]
    policy, faults = join_drafts(drafts, mode=mode)
    if policy is None:
        raise Refused(*faults)
    return policy
