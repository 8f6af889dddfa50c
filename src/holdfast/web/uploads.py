"""Files that come with a form go straight into sealing, block by block, while they arrive.

Nothing waits in memory or in a temporary file: the browser's bytes pass through a short queue to
the thread that seals them. The form token must come before the first file, so that nothing is
sealed for a page that is not ours.
"""

from __future__ import annotations

import asyncio
import queue
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from holdfast.web.forms import TOKEN, Form, form_of
from holdfast.web.parts import (
    FieldSaid,
    FileBegins,
    FileData,
    FileEnds,
    FormBrokenError,
    read_parts,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Executor

    from starlette.requests import Request

    from holdfast.vault.stores import Kept

WAITING_BLOCKS = 4
LOOK_AGAIN_SECONDS = 0.2

Sealed = TypeVar("Sealed")


class ForgedFormError(Exception):
    """The form carries no token of ours."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Upload:
    """A file while it arrives."""

    field_name: str
    """The field it was chosen in."""

    name: str = field(repr=False)
    """What her browser calls it; from outside, any characters."""

    chunks: Iterator[bytes] = field(repr=False)
    """Its bytes, once, in order; raises `FormBrokenError` when the body breaks off."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Received:
    """A file that came with a form and is sealed; in the record only once an entry names it."""

    field_name: str
    """The field it was chosen in."""

    name: str = field(repr=False)
    """What her browser called it."""

    kept: Kept
    """Where it lies; hand it to `Record.append` or to `Originals.forget`."""


class _Pipe(Generic[Sealed]):
    """A short queue between the network and the thread that seals."""

    def __init__(self) -> None:
        self._queue: queue.Queue[bytes | Exception | None] = queue.Queue(WAITING_BLOCKS)
        self.result: asyncio.Future[Sealed]

    def chunks(self) -> Iterator[bytes]:
        """Give the blocks to the sealing thread."""
        while (block := self._queue.get()) is not None:
            if isinstance(block, Exception):
                raise block
            yield block

    async def put(self, block: bytes | Exception | None) -> None:
        """Hand a block over, waiting while the sealing thread is busy; stop when it gave up."""
        while not self.result.done():
            try:
                self._queue.put_nowait(block)
            except queue.Full:
                await asyncio.wait({self.result}, timeout=LOOK_AGAIN_SECONDS / 100)
            else:
                return


async def receive(
    request: Request,
    seal: Callable[[Upload], Sealed],
    *,
    is_token: Callable[[str], bool],
    bench: Executor,
) -> tuple[Form, tuple[Sealed, ...]]:
    """Read a form with files, sealing each file while it arrives.

    Args:
        request: the POST.
        seal: called once per file on `bench`; consumes the file's chunks and gives what is kept.
        is_token: says whether a form token is ours.
        bench: where sealing runs.

    Returns:
        The text fields, and what `seal` gave for each file, in order. FormBrokenError when the body
        breaks off; the file that was arriving is not kept.

    Raises:
        ForgedFormError: the token is missing, wrong or comes after a file.
    """
    pairs: list[tuple[str, str]] = []
    sealed: list[Sealed] = []
    is_ours = False
    pipe: _Pipe[Sealed] | None = None
    async with aclosing(read_parts(request)) as happenings:
        try:
            async for happening in happenings:
                match happening:
                    case FieldSaid(name=name, text=text):
                        is_ours = is_ours or (name == TOKEN and is_token(text))
                        pairs.append((name, text))
                    case FileBegins() if not is_ours:
                        raise ForgedFormError
                    case FileBegins():
                        pipe = _begin(happening, seal, bench)
                    case FileData(block=block) if pipe:
                        await pipe.put(block)
                    case FileEnds() if pipe:
                        await pipe.put(None)
                        sealed.append(await pipe.result)
                        pipe = None
        finally:
            if pipe is not None:
                await pipe.put(FormBrokenError())
                await asyncio.wait({pipe.result})
                pipe.result.exception()
    if not is_ours:
        raise ForgedFormError
    return form_of(pairs), tuple(sealed)


def _begin(begins: FileBegins, seal: Callable[[Upload], Sealed], bench: Executor) -> _Pipe[Sealed]:
    pipe: _Pipe[Sealed] = _Pipe()
    upload = Upload(field_name=begins.field_name, name=begins.name, chunks=pipe.chunks())
    pipe.result = asyncio.get_running_loop().run_in_executor(bench, seal, upload)
    return pipe
