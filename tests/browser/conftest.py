"""A real Chromium before the real site: `goodstanding serve` in a process of its own."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, sync_playwright
from tests.doors.worlds import Built, built

__all__ = ["built"]

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
SERVE = "from goodstanding.cli.main import main; main()"


@contextmanager
def served(environment: Mapping[str, str]) -> Iterator[str]:
    """Serve the site in a process of its own; give its address, and end it afterwards."""
    server = subprocess.Popen(
        [sys.executable, "-c", SERVE, "serve", "--port", "0"],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert server.stdout is not None
    address = re.search(r"http://[\d.]+:\d+", server.stdout.readline())
    assert address is not None
    yield address[0]
    server.terminate()
    server.wait(timeout=60)
    server.stdout.close()


@pytest.fixture(scope="session")
def site(built: Built) -> Iterator[str]:
    """The address of the running site, over the world's database."""
    with served(built.environment) as address:
        yield address


@pytest.fixture(scope="module")
def browser(site: str) -> Iterator[Browser]:
    """The Chromium of the machine, or the one that playwright installed.

    Closed after the module: while it runs, Django thinks that this thread is asynchronous.
    """
    del site
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield chromium
        chromium.close()
