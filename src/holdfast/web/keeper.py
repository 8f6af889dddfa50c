"""The keeper: owns the port for as long as the app runs, and nothing else.

It parses no HTTP and never sees a key. It lends its listening socket to one server process and
keeps a second one warm. When the first locks, which ends it, or breaks, the second serves at once:
connections made in between wait in the socket's queue, so that none is refused.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import signal
import socket
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from queue import Queue
from typing import TYPE_CHECKING

from holdfast.model.errors import PortNotFreeError
from holdfast.programs import own_program
from holdfast.vault.hygiene import keep_memory_private
from holdfast.web.lines import Line, late_of, read_line, write_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import FrameType

LOOPBACK = "127.0.0.1"
QUEUE_LENGTH = 128
NOT_FREE = frozenset({errno.EADDRINUSE, errno.EACCES})
"""What the system says of a port that somebody else has, or that is kept for the system."""

STOPPING_SECONDS = 3.0
BROKEN_AT_START = 3
"""Servers that never became ready, one after another, before the keeper gives up."""


class CannotServeError(Exception):
    """Server processes end before they are ready; a fault of ours or of the installation."""


@dataclass(kw_only=True, slots=True, eq=False)
class Child:
    """One server process."""

    process: subprocess.Popen[bytes]
    """The process."""

    is_ready: bool = False
    """It has imported everything and waits for the word."""

    is_serving: bool = False
    """It was told to serve."""


Event = tuple[Child | None, Line | None]
"""Who said something and what; None for the line: it is gone; None for who: stop."""


@dataclass(kw_only=True, slots=True)
class Keeper:
    """The listening socket and the processes it is lent to."""

    home: Path
    """The casebook's folder."""

    listening: socket.socket
    """The socket; never closed before the end."""

    token_key: str = field(default_factory=lambda: secrets.token_hex(32), repr=False)
    """Key of the form tokens; lives as long as the port, opens nothing."""

    events: Queue[Event] = field(default_factory=Queue)
    """What the children say, gathered by one thread each."""

    serving: Child | None = None
    """The child that serves."""

    spare: Child | None = None
    """The child that waits."""

    is_demo: bool = False
    """Whether the casebook is the made-up one."""

    previous: str = ""
    """Hash of the cookie whose late form the next server may keep."""

    late: list[str] = field(default_factory=list)
    """Ids of late forms that the last server sealed while it was ending."""

    broken: int = 0
    """Children in a row that ended before they were ready."""

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.listening.getsockname()[1])

    def run(self, on_serving: Callable[[], None]) -> None:
        """Keep one server serving and one waiting until told to stop.

        Args:
            on_serving: called once, when the first server serves.

        Raises:
            CannotServeError: servers end before they are ready.
        """
        self.spare = self._start(is_warm=False)
        announce: Callable[[], None] | None = on_serving
        while True:
            child, line = self.events.get()
            if child is None:
                break
            if line is None:
                if not self._gone(child):
                    self._stop()
                    raise CannotServeError
            elif line.get("ready"):
                child.is_ready = True
                self.broken = 0
            elif "ending" in line:
                self.previous = str(line.get("previous", ""))
                self.late = late_of(line)
                self._is_over(child)
            elif line.get("serving") and announce is not None:
                announce()
                announce = None
            self._have_one_serving()
        self._stop()

    def stop(self) -> None:
        """Have `run` end; may be called from a signal handler or another thread."""
        self.events.put((None, None))

    def _have_one_serving(self) -> None:
        spare = self.spare
        if self.serving is None and spare is not None and spare.is_ready:
            self.spare, self.serving = None, spare
            spare.is_serving = True
            _tell(spare, {"serve": True, "previous": self.previous, "late": [*self.late]})
        if self.spare is None:
            self.spare = self._start(is_warm=True)

    def _is_over(self, child: Child) -> None:
        if self.serving is child:
            self.serving = None

    def _gone(self, child: Child) -> bool:
        child.process.wait()
        self._is_over(child)
        if self.spare is child:
            self.spare = None
            self.broken += 1
        return self.broken < BROKEN_AT_START

    def _start(self, *, is_warm: bool) -> Child:
        told: Line = {
            "home": str(self.home),
            "port": self.port,
            "token_key": self.token_key,
            "warm": is_warm,
            "demo": self.is_demo,
        }
        lent: tuple[int, ...] = ()
        if os.name != "nt":
            lent = (self.listening.fileno(),)
            told["socket"] = self.listening.fileno()
        process = subprocess.Popen(  # noqa: S603  # our own interpreter and module
            [sys.executable, *own_program("holdfast.web.server")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            pass_fds=lent,
            # Ctrl-C is for the keeper; it tells the children.
            start_new_session=True,
            cwd="/" if os.name != "nt" else None,
        )
        if os.name == "nt":
            told["shared"] = self.listening.share(process.pid).hex()  # type: ignore[attr-defined,unused-ignore]
        child = Child(process=process)
        threading.Thread(target=self._listen, args=(child,), daemon=True).start()
        _tell(child, told)
        return child

    def _listen(self, child: Child) -> None:
        pipe = child.process.stdout
        while pipe is not None and (line := read_line(pipe)) is not None:
            self.events.put((child, line))
        self.events.put((child, None))

    def _stop(self) -> None:
        children = [child for child in (self.serving, self.spare) if child is not None]
        for child in children:
            if child.process.stdin is not None:
                with contextlib.suppress(OSError):
                    child.process.stdin.close()
        for child in children:
            try:
                child.process.wait(STOPPING_SECONDS)
            except subprocess.TimeoutExpired:
                child.process.kill()
                child.process.wait()
        self.listening.close()


def _tell(child: Child, line: Line) -> None:
    # When nobody listens any more, the listening thread says so too.
    if child.process.stdin is not None:
        with contextlib.suppress(OSError):
            write_line(child.process.stdin, line)


def listen_on(port: int) -> socket.socket:
    """Give a socket that listens on this machine only.

    Args:
        port: 0 for any free one.

    Raises:
        PortNotFreeError: it is in use, or is no port this account may use.
        OSError: anything else the system says.
    """
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if os.name != "nt":
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((LOOPBACK, port))
        listening.listen(QUEUE_LENGTH)
    except OverflowError:
        listening.close()
        raise PortNotFreeError from None
    except OSError as failure:
        listening.close()
        if failure.errno in NOT_FREE:
            raise PortNotFreeError from None
        raise
    return listening


def open_web(
    home: Path,
    *,
    port: int = 0,
    demo: bool = False,
    announce: Callable[[str], None] = print,
) -> int:
    """Serve the web app on this machine until it is told to stop.

    Args:
        home: the casebook's folder; there need not be a casebook yet.
        port: where to listen; 0 for any free port.
        demo: the casebook is the made-up one.
        announce: told the address once the first page can be asked for.

    Returns:
        The exit status: 0 after a stop by Ctrl-C or SIGTERM.
    """
    keep_memory_private()
    keeper = Keeper(home=home.absolute(), listening=listen_on(port), is_demo=demo)

    def stop(number: int, frame: FrameType | None) -> None:
        del number, frame
        keeper.stop()

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        keeper.run(lambda: announce(f"http://localhost:{keeper.port}/"))
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    return 0
