"""Promises of serving: an address that is taken is refused with what to do next."""

import socket

import pytest

from goodstanding.cli.main import main


def test_a_port_that_is_taken_is_refused_with_the_next_step(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A code and the next step, no trace of the program."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        monkeypatch.setattr("sys.argv", ["goodstanding", "serve", "--port", port])
        with pytest.raises(SystemExit) as left:
            main()
    said = capsys.readouterr()
    assert left.value.code == 1
    assert "SERVE-E001" in said.err + said.out
    assert "--port" in said.err + said.out
