"""Make a sealed back-up and hand it over."""

from __future__ import annotations

import tempfile
from typing import IO, TYPE_CHECKING

from starlette.background import BackgroundTask
from starlette.responses import Response, StreamingResponse

from holdfast.actions.back_up import hand_over_back_up
from holdfast.actions.clock import now
from holdfast.vault.disk import disk_errors
from holdfast.web.headers import headers_for_file
from holdfast.web.routes import Route

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdfast.web.session import Session
    from holdfast.web.visit import Visit

NAME = "back-up"
PIECE_BYTES = 1 << 20


def show(visit: Visit) -> Response:
    """Say what a back-up is and where it will lie, before it is made.

    Args:
        visit: hers.
    """
    return visit.show("back-up.html", file=_name())


async def make(visit: Visit) -> Response:
    """Make it, and hand it over as a download.

    Args:
        visit: hers.
    """
    file, size = await visit.shell.run_long(lambda: _made(visit))
    return StreamingResponse(
        _pieces(file, visit.session),
        headers=headers_for_file(_name()) | {"content-length": str(size)},
        background=BackgroundTask(file.close),
    )


def _name() -> str:
    return f"notes-{now():%Y-%m-%d}.dat"


def _made(visit: Visit) -> tuple[IO[bytes], int]:
    """Give the back-up in a file that has no name, so that nothing is left when this breaks off."""
    with disk_errors():
        file = tempfile.TemporaryFile(dir=visit.book.home)  # noqa: SIM115 - closed when handed over
    try:
        hand_over_back_up(visit.book, _Careful(file))
    except BaseException:
        file.close()
        raise
    visit.session.seen()
    size = file.tell()
    file.seek(0)
    return file, size


def _pieces(file: IO[bytes], session: Session) -> Iterator[bytes]:
    try:
        while piece := file.read(PIECE_BYTES):
            # She waits for it: it must not lock halfway.
            session.seen()
            yield piece
    finally:
        file.close()


class _Careful:
    """A file whose disk may be full."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def write(self, piece: bytes | memoryview, /) -> None:
        """Add bytes."""
        with disk_errors():
            self._file.write(piece)


ROUTES = (Route(name=NAME, show=show, act=make),)
