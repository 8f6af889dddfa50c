"""The story's pictures as files: drawn, and with what a phone writes into them."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from PIL import ExifTags, Image

from holdfast.actions.demo import sketch_screens, sketch_streets, sketch_things
from holdfast.actions.demo.story import read_story

if TYPE_CHECKING:
    from collections.abc import Callable

    from holdfast.knowledge.table import Table

QUALITY = 78
MINUTES, SECOND_PARTS = 60, 100


@dataclass(frozen=True, kw_only=True, slots=True)
class PictureFile:
    """A picture as it lies on the phone."""

    name: str
    """File name."""

    content: bytes = field(repr=False)
    """JPEG or PNG, by the name's ending."""


def draw_pictures() -> dict[str, PictureFile]:
    """Draw every picture of the story, by its name in the story."""
    story = read_story("pictures")
    maker, model = story.texts("device")
    return {
        one.text("id"): PictureFile(name=one.text("file"), content=_encode(one, maker, model))
        for one in story.tables("picture")
    }


def _encode(told: Table, maker: str, model: str) -> bytes:
    picture, written = _draw(told), io.BytesIO()
    if told.text("file").endswith(".png"):
        picture.save(written, "PNG", optimize=True)
    else:
        exif = _exif(told, maker, model) if "taken" in told.keys() else Image.Exif()  # noqa: SIM118 - a Table is no dict
        picture.save(written, "JPEG", quality=QUALITY, exif=exif)
    return written.getvalue()


def _draw(told: Table) -> Image.Image:
    drawing, lines = told.text("drawing"), told.texts("lines")
    if drawing in sketch_things.CLOSE_UPS:
        return sketch_things.draw_close_up(drawing)
    drawings: dict[str, Callable[[], Image.Image]] = {
        "paper": lambda: sketch_things.draw_paper(lines, told.text("id")),
        "step": lambda: sketch_things.draw_step(told.text("thing")),
        "street": lambda: sketch_streets.draw_street(told.text("thing")),
        "doorbell": lambda: sketch_streets.draw_doorbell(lines),
        "platform": sketch_streets.draw_platform,
        "calls": lambda: sketch_screens.draw_calls(told.text("title"), lines),
        "screen": lambda: sketch_screens.draw_page(told.text("title"), lines),
    }
    return drawings[drawing]()


def _exif(told: Table, maker: str, model: str) -> Image.Exif:
    taken = told.values["taken"]
    if not isinstance(taken, datetime):
        raise TypeError(told.place("taken"))
    offset = f"{taken:%z}"
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = maker
    exif[ExifTags.Base.Model] = model
    exif[ExifTags.Base.DateTime] = f"{taken:%Y:%m:%d %H:%M:%S}"
    inner = exif.get_ifd(ExifTags.IFD.Exif)
    inner[ExifTags.Base.DateTimeOriginal] = f"{taken:%Y:%m:%d %H:%M:%S}"
    inner[ExifTags.Base.OffsetTimeOriginal] = f"{offset[:3]}:{offset[3:]}"
    if place := told.values.get("place"):
        north, east = place
        gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
        gps[ExifTags.GPS.GPSLatitudeRef] = "N" if north >= 0 else "S"
        gps[ExifTags.GPS.GPSLatitude] = _degrees(north)
        gps[ExifTags.GPS.GPSLongitudeRef] = "E" if east >= 0 else "W"
        gps[ExifTags.GPS.GPSLongitude] = _degrees(east)
    return exif


def _degrees(value: float) -> tuple[float, float, float]:
    minutes, part = divmod(abs(value) * MINUTES, 1)
    degrees, minutes = divmod(minutes, MINUTES)
    return degrees, minutes, round(part * MINUTES, 2)
