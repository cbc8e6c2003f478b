"""Bears the children of the kill tests: a process that has imported all of it once, and forks.

A child is a real process with its own id, and `kill -9` ends it like any other; only its imports
(a second of processor time) were done before. No thread runs and no file or database is open here
when a child is born, so that it begins as one that was started anew; it reads its own environment.
"""

import importlib
import json
import os
import socket
import sys
import traceback
from types import ModuleType

import django
from django.conf import Settings, settings
from django.db import connections

MOST = 1 << 17
"""Bytes of a request: an environment and some words."""
CHILDREN = ("appraise_child", "case_child", "child", "copy_child", "screen_child")
SETTINGS = "goodstanding.site.settings"


def adopt(environment: dict[str, str]) -> None:
    """Begin with another environment: Django's settings, and the place of the database, are its."""
    os.environ.clear()
    os.environ.update(environment, DJANGO_SETTINGS_MODULE=SETTINGS)
    importlib.reload(sys.modules[SETTINGS])
    settings._wrapped = Settings(SETTINGS)
    connections._settings = None
    vars(connections).pop("settings", None)
    if hasattr(connections._connections, "default"):
        del connections["default"]


def live(module: ModuleType, arguments: list[str]) -> None:
    """Be the child, and end the process: nothing of the nursery is run at its end."""
    code = 1
    try:
        module.main(*arguments)
        code = 0
    except BaseException:  # noqa: BLE001 (as the interpreter does at the end of a process)
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def main(line: socket.socket) -> None:
    """Bear a child for each request, say its id, and how it ended, until nobody asks any more."""
    modules = {name: importlib.import_module(f"tests.kill.{name}") for name in CHILDREN}
    while True:
        request, given, _, _ = socket.recv_fds(line, MOST, 2)
        if not request:
            return
        name, arguments, environment = json.loads(request)
        child = os.fork()
        if child == 0:
            line.close()
            os.dup2(given[0], 1)
            os.dup2(given[1], 2)
            adopt(environment)
            live(modules[name], arguments)
        for handle in given:
            os.close(handle)
        line.send(str(child).encode())
        _, status = os.waitpid(child, 0)
        line.send(str(os.waitstatus_to_exitcode(status)).encode())


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    django.setup()
    main(socket.socket(fileno=int(sys.argv[1])))
