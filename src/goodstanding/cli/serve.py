"""`goodstanding serve`: the portal by waitress, static files included."""

import os
import socket

import click
import waitress
from django.core.wsgi import get_wsgi_application

from goodstanding.cli.faults_serve import NOT_FREE
from goodstanding.cli.show import language, out
from goodstanding.core.basis.faults import Refused

THREADS = 8
"""Requests at once. Checks that wait for the disk share a commit, so more of them cost little."""
MOST_BYTES = 4 * 1024 * 1024
"""A larger body is refused before anything is kept of it."""


@click.command(
    "serve",
    epilog="Examples:\n\n  goodstanding serve\n\n  goodstanding serve --port 8080",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
def command(host: str, port: int) -> None:
    """Serve the portal until Ctrl-C.

    Other host names must be named in GOODSTANDING_HOSTS.
    """
    try:
        listening = socket.create_server((host, port), family=_family(host))
    except OSError as unbound:
        raise Refused(
            NOT_FREE.at("serve", host=host, port=port, why=os.strerror(unbound.errno or 0))
        ) from unbound
    server = waitress.create_server(
        get_wsgi_application(),
        sockets=[listening],
        threads=THREADS,
        max_request_body_size=MOST_BYTES,
    )
    bound = getattr(server, "effective_port", port)
    words = (
        "打开 http://{}:{}/ ，按 Ctrl-C 结束"
        if language() == "zh"
        else "Open http://{}:{}/ (Ctrl-C ends it)"
    )
    out.print(words.format(host, bound), highlight=False)
    server.run()


def _family(host: str) -> socket.AddressFamily:
    """Return of which family an address is: those of IPv6 have colons, names have none."""
    return socket.AF_INET6 if ":" in host else socket.AF_INET
