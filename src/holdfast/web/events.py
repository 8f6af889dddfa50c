"""Server-sent events: a page is told how far something has come.

A route that gives a stream must be a `background` one: listening is no sign of her.
"""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Protocol

from starlette.responses import StreamingResponse

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping

    from holdfast.model.entry import JsonValue

LOOK_EVERY_SECONDS = 0.3


class Job(Protocol):
    """What takes a while and can say how far it is."""

    def progress(self) -> dict[str, JsonValue]:
        """Give how far it is; `finished` among it."""


def stream(happenings: AsyncIterator[tuple[str, Mapping[str, JsonValue]]]) -> StreamingResponse:
    """Answer with a stream of events.

    Args:
        happenings: the name of each event and what it says; the stream ends with them.
    """

    async def lines() -> AsyncIterator[bytes]:
        async for name, said in happenings:
            yield f"event: {name}\ndata: {json.dumps(said)}\n\n".encode()

    return StreamingResponse(lines(), media_type="text/event-stream")


def stream_progress(find: Callable[[], Job | None]) -> StreamingResponse:
    """Tell how far a job is, until it has ended or there is none to be told of.

    Args:
        find: gives the job; asked each time, so that what another window began is told of too.
    """

    async def happenings() -> AsyncIterator[tuple[str, Mapping[str, JsonValue]]]:
        while (job := find()) is not None:
            said = job.progress()
            yield "progress", said
            if said["finished"]:
                return
            await asyncio.sleep(LOOK_EVERY_SECONDS)

    return stream(happenings())
