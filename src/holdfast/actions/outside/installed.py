"""Which outside programs there may be, and where they lie."""

from __future__ import annotations

import os
import shutil
from enum import StrEnum

from holdfast.knowledge.wording import words

SEARCHED = "/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin"
"""Where systems put programs, beside the person's own list."""


class Tool(StrEnum):
    """A program, by its name."""

    FFPROBE = "ffprobe"
    FFMPEG = "ffmpeg"
    TESSERACT = "tesseract"


def find_tool(tool: Tool) -> str | None:
    """Give where a program lies, None when it is not installed.

    Args:
        tool: which.
    """
    path = os.pathsep.join(filter(None, (os.environ.get("PATH", ""), SEARCHED)))
    return shutil.which(tool, path=path)


def not_installed(tool: Tool) -> str:
    """Say that a program is not installed, what is missing for it, and how to get it.

    Args:
        tool: which.
    """
    return words("outside").table("not_installed").text(tool)
