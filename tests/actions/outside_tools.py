"""Outside programs in tests: where one is not installed, the test says that it was not run."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image, ImageDraw, ImageFont

from holdfast.actions.outside.installed import Tool, find_tool

FONT = 28


def need(*tools: Tool) -> None:
    """Skip the test, and say why, unless programs are installed."""
    for tool in tools:
        if find_tool(tool) is None:
            pytest.skip(f"not run: {tool} is not installed")


def screenshot(*lines: str, size: tuple[int, int] = (540, 700)) -> bytes:
    """Give a PNG that shows some lines as a phone would."""
    made = Image.new("RGB", size, "white")
    drawn = ImageDraw.Draw(made)
    drawn.rectangle((0, 0, size[0], 50), fill="#dddddd")
    for number, line in enumerate(lines):
        at = (30, 80 + 2 * FONT * number)
        drawn.text(at, line, fill="black", font=ImageFont.load_default(FONT))
    out = BytesIO()
    made.save(out, "PNG")
    return out.getvalue()


def voicemail(frames: int = 100) -> bytes:
    """Give an AMR file of silence."""
    return b"#!AMR\n" + (b"\x3c" + bytes(31)) * frames
