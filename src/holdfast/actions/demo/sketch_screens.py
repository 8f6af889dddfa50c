"""Screenshots, drawn: a list of calls, a page with words. No real app is imitated."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFont

if TYPE_CHECKING:
    from collections.abc import Sequence

SIZE = (720, 1280)
MARGIN = 48
INK, PALE, LINE, MISSED = "#1d2733", "#6b7785", "#dfe4ea", "#b3261e"
PAPER, BAR = "#ffffff", "#eef2f6"
LETTERS_A_LINE = 34


def font(size: int) -> ImageFont.FreeTypeFont:
    """Give the letters that come with Pillow.

    Args:
        size: in pixels.

    Raises:
        TypeError: Pillow was built without FreeType.
    """
    letters = ImageFont.load_default(size)
    if not isinstance(letters, ImageFont.FreeTypeFont):
        raise TypeError(size)
    return letters


def draw_calls(title: str, lines: Sequence[str]) -> Image.Image:
    """Draw a list of calls.

    Args:
        title: above it.
        lines: who and when, with a bar between; how many times in round brackets means missed.
    """
    picture, pen = _screen(title)
    top = 260
    for line in lines:
        who, _, when = line.partition("|")
        missed = "(" in who
        pen.ellipse((MARGIN, top, MARGIN + 72, top + 72), fill=BAR)
        pen.text((MARGIN + 36, top + 36), who[0], font=font(34), fill=PALE, anchor="mm")
        pen.text((MARGIN + 100, top), who, font=font(34), fill=MISSED if missed else INK)
        told = f"Missed, {when}" if missed else when
        pen.text((MARGIN + 100, top + 44), told, font=font(26), fill=PALE)
        pen.line((MARGIN + 100, top + 100, SIZE[0], top + 100), fill=LINE, width=2)
        top += 128
    return picture


def draw_page(title: str, lines: Sequence[str]) -> Image.Image:
    """Draw a page with words.

    Args:
        title: above it.
        lines: paragraphs; an empty one is a gap.
    """
    picture, pen = _screen(title)
    top = 260
    for line in lines:
        for row in textwrap.wrap(line, LETTERS_A_LINE) or [""]:
            pen.text((MARGIN, top), row, font=font(36), fill=INK)
            top += 54
        top += 8
    return picture


def _screen(title: str) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    picture = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, SIZE[0], 60), fill=BAR)
    pen.rectangle((SIZE[0] - 90, 20, SIZE[0] - 50, 40), outline=PALE, width=3)
    pen.rectangle((SIZE[0] - 86, 24, SIZE[0] - 66, 36), fill=PALE)
    pen.text((MARGIN, 130), title, font=font(52), fill=INK)
    pen.line((0, 220, SIZE[0], 220), fill=LINE, width=3)
    return picture, pen
