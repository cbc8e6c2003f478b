"""`goodstanding serve`: the portal by waitress, static files included."""

import click
import waitress
from django.core.wsgi import get_wsgi_application

from goodstanding.cli.show import language, out

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
    server = waitress.create_server(
        get_wsgi_application(),
        host=host,
        port=port,
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
