"""A real Firefox, driven by the protocol it brings itself: Playwright wants one of its own.

Debian's Firefox speaks Marionette on a local socket: `LENGTH:[0,id,command,parameters]`, answered
by `LENGTH:[1,id,error,result]`. Nothing but this machine can be reached from its pages.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from io import BufferedReader
    from pathlib import Path

Wanted = TypeVar("Wanted")

PROGRAM = "HOLDFAST_FIREFOX"
PATIENCE = 120.0
"""Seconds for what takes longest: a machine that runs three suites at once."""

SETTINGS: dict[str, object] = {
    "marionette.port": 0,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "network.proxy.no_proxies_on": "localhost,127.0.0.1",
    "browser.download.folderList": 2,
    "browser.download.useDownloadDir": True,
    "browser.download.alwaysOpenPanel": False,
    "intl.accept_languages": "en-GB",
}
"""The proxy is a port where nobody listens: a page that asks another machine gets no answer."""


class Firefox:
    """One Firefox with one page."""

    def __init__(self, talk: socket.socket, saved: Path) -> None:
        """Begin a session.

        Args:
            talk: a connection to Firefox.
            saved: the folder in which what it downloads comes to lie.
        """
        self.saved = saved
        self._talk, self._heard, self._asked = talk, talk.makefile("rb"), 0
        _answer(self._heard)
        self.ask("WebDriver:NewSession")

    def ask(self, command: str, **parameters: object) -> Any:  # noqa: ANN401  # JSON
        """Give what Firefox answers to a command; an error it tells of fails the test."""
        self._asked += 1
        said = json.dumps([0, self._asked, command, parameters]).encode()
        self._talk.sendall(b"%d:%s" % (len(said), said))
        _, _, error, result = _answer(self._heard)
        assert error is None, f"{command}: {error}"
        return result.get("value") if isinstance(result, dict) else result

    def go(self, address: str) -> None:
        """Open an address."""
        self.ask("WebDriver:Navigate", url=address)

    def run(self, script: str, *given: object) -> Any:  # noqa: ANN401  # whatever the page gives
        """Give what a script in the page returns."""
        return self.ask("WebDriver:ExecuteScript", script=script, args=list(given))

    def find(self, path: str) -> str:
        """Give the first element of an XPath."""
        found: dict[str, str] = self.ask("WebDriver:FindElement", using="xpath", value=path)
        return next(iter(found.values()))

    def click(self, path: str) -> None:
        """Press what an XPath names."""
        self.ask("WebDriver:ElementClick", id=self.find(path))

    def type(self, path: str, text: str) -> None:
        """Type into what an XPath names; into a field for files, the path of one."""
        self.ask("WebDriver:ElementSendKeys", id=self.find(path), text=text)

    def text(self) -> str:
        """Give what can be read on the page."""
        return str(self.run("return document.body.innerText"))

    def size(self, width: int, height: int) -> None:
        """Make the window as large; Firefox makes none under some 450 pixels."""
        self.ask("WebDriver:SetWindowRect", width=width, height=height)


def wait_for(wanted: Callable[[], Wanted]) -> Wanted:
    """Give the first true answer to a question asked again and again."""
    until = time.monotonic() + PATIENCE
    while not (found := wanted()):
        assert time.monotonic() < until, "it did not come"
        time.sleep(0.1)
    return found


@contextmanager
def running_firefox(folder: Path) -> Iterator[Firefox]:
    """Run Firefox with a profile of its own; skips, and says so, where there is none.

    Args:
        folder: for its profile and what it downloads.
    """
    program = os.environ.get(PROGRAM) or shutil.which("firefox-esr")
    if program is None:
        pytest.skip("not run: no Firefox")
    profile = folder / "profile"
    profile.mkdir()
    (folder / "saved").mkdir()
    settings = SETTINGS | {"browser.download.dir": str(folder / "saved")}
    lines = [f"user_pref({json.dumps(key)}, {json.dumps(it)});" for key, it in settings.items()]
    (profile / "user.js").write_text("\n".join(lines))
    said = subprocess.DEVNULL
    process = subprocess.Popen(
        [program, "--headless", "--marionette", "--no-remote", "--profile", str(profile)],
        stdout=said, stderr=said, env=os.environ | {"HOME": str(folder)},
    )  # fmt: skip
    try:
        with _connected(profile / "MarionetteActivePort") as talk:
            yield Firefox(talk, folder / "saved")
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _connected(told: Path) -> socket.socket:
    wait_for(lambda: told.exists() and told.read_text().strip())
    talk = socket.create_connection(("127.0.0.1", int(told.read_text())), PATIENCE)
    talk.settimeout(PATIENCE)
    return talk


def _answer(heard: BufferedReader) -> Any:  # noqa: ANN401  # JSON
    length = b""
    while (letter := heard.read(1)) != b":":
        assert letter, "Firefox went away"
        length += letter
    return json.loads(heard.read(int(length)))
