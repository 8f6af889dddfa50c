"""Server-sent events: a page is told how far something has come.

A route that gives a stream must be a `background` one: listening is no sign of her.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from starlette.responses import StreamingResponse

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from holdfast.model.entry import JsonValue


def stream(happenings: AsyncIterator[tuple[str, Mapping[str, JsonValue]]]) -> StreamingResponse:
    """Answer with a stream of events.

    Args:
        happenings: the name of each event and what it says; the stream ends with them.
    """

    async def lines() -> AsyncIterator[bytes]:
        async for name, said in happenings:
            yield f"event: {name}\ndata: {json.dumps(said)}\n\n".encode()

    return StreamingResponse(lines(), media_type="text/event-stream")
