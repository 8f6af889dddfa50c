"""The process that may hold an open casebook: serves until the first lock, then ends.

Started by the keeper before it is needed. It imports everything, waits for the word to serve,
takes the inherited socket and serves locked. After an unlock it holds keys; at lock it answers,
says so to the keeper, closes the casebook and is gone, so that no key outlives a lock.
"""

from __future__ import annotations

import asyncio
import os
import socket
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn

from holdfast.vault.hygiene import keep_memory_private
from holdfast.web.app import App, make_app
from holdfast.web.clocks import DeviceClock
from holdfast.web.folder_door import FolderDoor
from holdfast.web.gate import hosts_for
from holdfast.web.hardening import end_with_parent
from holdfast.web.lines import Line, late_of, read_line, write_line
from holdfast.web.locking import Why
from holdfast.web.screens import Screens, environment
from holdfast.web.shell import Ending, Shell
from holdfast.web.tokens import new_cookie

if TYPE_CHECKING:
    from typing import IO

    from holdfast.model.entry import JsonValue

LOOK_EVERY_SECONDS = 1.0
CLOSING_SECONDS = 0.4
LAST_BYTES_SECONDS = 0.05
MOST_AT_ONCE = 64
BACKLOG = 128


class ServerProcess:
    """One serving process from the word to serve until the lock."""

    def __init__(self, shell: Shell, listening: socket.socket, said: IO[bytes]) -> None:
        """Make the server ready.

        Args:
            shell: the process's state.
            listening: the keeper's socket.
            said: where the keeper is told.
        """
        self._shell = shell
        self._listening = listening
        self._said = said
        self._app = App(shell, self.end)
        self._ending: asyncio.Task[None] | None = None
        config = uvicorn.Config(
            make_app(self._app),
            log_config=None,
            access_log=False,
            lifespan="off",
            server_header=False,
            proxy_headers=False,
            http="h11",
            ws="none",
            limit_concurrency=MOST_AT_ONCE,
            backlog=BACKLOG,
            timeout_keep_alive=30,
        )
        self._server = uvicorn.Server(config)

    def serve(self, keeper: IO[bytes]) -> None:
        """Serve until the lock, or until the keeper is gone.

        Args:
            keeper: the pipe from the keeper; its end means: stop.
        """
        asyncio.run(self._serve(keeper))

    async def _serve(self, keeper: IO[bytes]) -> None:
        loop = asyncio.get_running_loop()
        waiter = threading.Thread(
            target=lambda: (keeper.read(), loop.call_soon_threadsafe(self._stop)), daemon=True
        )
        waiter.start()
        looker = asyncio.create_task(self._look_at_clock())
        write_line(self._said, {"serving": True})
        await self._server.serve(sockets=[self._listening])
        looker.cancel()
        self._stop()
        if self._ending is not None:
            await self._ending
        os._exit(0)

    async def _look_at_clock(self) -> None:
        while True:
            await asyncio.sleep(LOOK_EVERY_SECONDS)
            self._shell.look_at_clock()
            self._app.end_if_locked()

    def _stop(self) -> None:
        self._shell.lock(Why.STOPPED)
        self._app.end_if_locked()
        if self._ending is None:
            self.end(Ending(why=Why.STOPPED))

    def end(self, ending: Ending) -> None:
        """Stop taking requests, tell the keeper, close, and be gone.

        Args:
            ending: what made it lock.
        """
        if self._ending is None:
            self._ending = asyncio.get_running_loop().create_task(self._end(ending))

    async def _end(self, ending: Ending) -> None:
        for server in getattr(self._server, "servers", []):
            server.close()
        try:
            late: list[JsonValue] = [*self._shell.late]
            write_line(
                self._said,
                {"ending": ending.why.value, "previous": ending.previous, "late": late},
            )
        except BrokenPipeError:
            ending = Ending(why=Why.STOPPED, book=ending.book)
        until = asyncio.get_running_loop().time() + CLOSING_SECONDS
        book = ending.book
        if book is not None:
            closing = asyncio.get_running_loop().run_in_executor(self._shell.desk, book.close)
            await asyncio.wait({closing}, timeout=CLOSING_SECONDS)
        await self._let_connections_go(until)
        os._exit(0)

    async def _let_connections_go(self, until: float) -> None:
        """Close what is idle; a connection that has not asked yet is still answered."""
        connections = self._server.server_state.connections
        for each in list(connections):
            if getattr(each, "cycle", None) is not None:
                each.shutdown()
        # uvicorn has no event for this.
        while connections and asyncio.get_running_loop().time() < until:  # noqa: ASYNC110
            await asyncio.sleep(LAST_BYTES_SECONDS)
        for each in list(connections):
            each.shutdown()
        await asyncio.sleep(LAST_BYTES_SECONDS)


def take_socket(told: Line) -> socket.socket:
    """Give the listening socket that the keeper lent.

    Args:
        told: the keeper's first line.
    """
    shared = told.get("shared")
    if isinstance(shared, str):  # Windows lends a socket as bytes
        return socket.fromshare(bytes.fromhex(shared))  # type: ignore[attr-defined,no-any-return,unused-ignore]
    return socket.socket(fileno=int(str(told["socket"])))


def warm_up(screens: Screens) -> None:
    """Compile the templates that somebody may be waiting for.

    Args:
        screens: the templates.
    """
    context = {"note": "", "error": "", "in_tray": False}
    screens.render_locked(cookie=new_cookie(), context=context)
    for name in ("home.html", "first-use.html"):
        environment().get_template(name)


def main() -> None:
    """Run one server process; everything it needs comes through standard input."""
    end_with_parent()
    keep_memory_private()
    keeper, said = sys.stdin.buffer, sys.stdout.buffer
    told = read_line(keeper)
    if told is None:
        return
    listening = take_socket(told)
    screens = Screens(token_key=bytes.fromhex(str(told["token_key"])))
    door = FolderDoor(home=Path(str(told["home"])))
    if told.get("warm"):
        warm_up(screens)
    write_line(said, {"ready": True})
    go = read_line(keeper)
    if go is None:
        return
    shell = Shell(
        door=door,
        clock=DeviceClock(),
        screens=screens,
        hosts=hosts_for(int(str(told["port"]))),
        previous=str(go.get("previous", "")),
        late=late_of(go),
        is_demo=bool(told.get("demo")),
    )
    ServerProcess(shell, listening, said).serve(keeper)


if __name__ == "__main__":
    main()
