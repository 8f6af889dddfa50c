"""A real server in a thread, whose clock goes on only when told to; no process ends at its lock."""

from __future__ import annotations

import contextlib
import socket
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import uvicorn

from holdfast.web.app import App, make_app
from holdfast.web.folder_door import FolderDoor
from holdfast.web.gate import hosts_for
from holdfast.web.screens import Screens
from holdfast.web.shell import Shell
from tests.web.browser_less import CHEAP, KEY
from tests.web.fixed_clock import FixedClock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from starlette.types import Receive, Scope, Send

    from holdfast.web.shell import Ending


@dataclass(kw_only=True)
class Clocked:
    """The server."""

    home: Path
    """The casebook's folder."""

    port: int
    """Where it listens."""

    clock: FixedClock = field(default_factory=FixedClock)
    """What time it is there."""

    shell: Shell = field(init=False)
    """What its requests share now."""

    app: App = field(init=False)
    """What answers now; another one after each lock, as another process would."""

    def __post_init__(self) -> None:
        """Begin locked."""
        self._begin("", [])

    @property
    def address(self) -> str:
        """Without the last slash."""
        return f"http://localhost:{self.port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer."""
        await self.app(scope, receive, send)

    def _begin(self, previous: str, late: list[str]) -> None:
        self.shell = Shell(
            door=FolderDoor(home=self.home, derivation=CHEAP),
            clock=self.clock,
            screens=Screens(token_key=KEY),
            hosts=hosts_for(self.port),
            previous=previous,
            late=late,
        )
        self.app = App(self.shell, self._end)

    def _end(self, ending: Ending) -> None:
        if ending.book is not None:
            ending.book.close()
        self._begin(ending.previous, self.shell.late)


@contextlib.contextmanager
def clocked(home: Path) -> Iterator[Clocked]:
    """Run the web app with a clock of its own.

    Args:
        home: the casebook's folder.
    """
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        served = Clocked(home=home, port=listening.getsockname()[1])
        config = uvicorn.Config(
            make_app(served),  # type: ignore[arg-type]
            log_config=None,
            lifespan="off",
            ws="none",
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([listening],))
        thread.start()
        try:
            yield served
        finally:
            server.should_exit = True
            thread.join()
