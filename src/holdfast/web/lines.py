"""What the keeper and its server processes say to each other: one JSON object per line.

The keeper writes to a server's standard input and reads its standard output; when either end is
gone, the pipe says so. No key and nothing she wrote ever goes through here.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import IO

    from holdfast.model.entry import JsonValue

Line = dict[str, "JsonValue"]


def write_line(pipe: IO[bytes], line: Line) -> None:
    """Send one line.

    Args:
        pipe: the writing end.
        line: what to say. BrokenPipeError when nobody reads it any more.
    """
    pipe.write(json.dumps(line).encode() + b"\n")
    pipe.flush()


def read_line(pipe: IO[bytes]) -> Line | None:
    """Wait for one line.

    Args:
        pipe: the reading end.

    Returns:
        What was said; None when the other end is gone.
    """
    said = pipe.readline()
    if not said.endswith(b"\n"):
        return None
    line = json.loads(said)
    return line if isinstance(line, dict) else {}


def late_of(line: Line) -> list[str]:
    """Give the ids of late forms that a server sealed before it ended.

    Args:
        line: of that server, or what the keeper hands on to the next.
    """
    late = line.get("late")
    return [str(each) for each in late] if isinstance(late, list) else []
