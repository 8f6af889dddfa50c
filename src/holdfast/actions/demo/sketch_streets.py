"""Photos of places, drawn: a street at night and by day, a camera's still, a platform from afar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFilter

from holdfast.actions.demo.dice import Dice
from holdfast.actions.demo.sketch_screens import font

if TYPE_CHECKING:
    from collections.abc import Sequence

SIZE = (1280, 960)
ROAD = 700
LIT = 0.3
"""Share of houses with a light on at night."""

NIGHT = ("#10151f", "#1c2330", "#232b38", "#2a2f38", "#dfe3e8")
DAY = ("#b9cfe0", "#9a5b48", "#8f5342", "#6f7378", "#ffffff")
"""Sky, houses, roofs, road, van."""


def draw_street(thing: str) -> Image.Image:
    """Draw a terraced street.

    Args:
        thing: `van`, `van-by-day` or `none` (at night, nothing parked).
    """
    by_day = thing.endswith("by-day")
    sky, wall, roof, road, van = DAY if by_day else NIGHT
    picture = Image.new("RGB", SIZE, sky)
    pen = ImageDraw.Draw(picture)
    dice = Dice(f"street {thing}")
    for left in range(-40, SIZE[0], 220):
        _house(pen, left, (wall, roof), lit=not by_day and dice.unit() < LIT)
    pen.rectangle((0, 640, SIZE[0], ROAD), fill="#777b80" if by_day else "#363b44")
    pen.rectangle((0, ROAD, SIZE[0], SIZE[1]), fill=road)
    if thing != "none":
        _van(pen, van)
    return picture if by_day else _lamp_light(picture)


def _house(pen: ImageDraw.ImageDraw, left: int, colours: tuple[str, str], *, lit: bool) -> None:
    wall, roof = colours
    pen.rectangle((left, 280, left + 214, 660), fill=wall)
    pen.polygon(
        [(left - 6, 280), (left + 220, 280), (left + 190, 190), (left + 24, 190)], fill=roof
    )
    for place in (left + 28, left + 124):
        pen.rectangle((place, 320, place + 60, 410), fill="#f1c75b" if lit else "#39424f")
    pen.rectangle((left + 28, 470, left + 96, 570), fill="#39424f")
    pen.rectangle((left + 130, 480, left + 190, 660), fill="#27473f")


def _van(pen: ImageDraw.ImageDraw, colour: str) -> None:
    pen.rounded_rectangle((470, 520, 900, 740), 26, fill=colour)
    pen.polygon([(890, 560), (960, 580), (1010, 660), (1010, 740), (890, 740)], fill=colour)
    pen.polygon([(905, 580), (950, 592), (985, 652), (905, 652)], fill="#2b3644")
    pen.line((500, 510, 880, 510), fill="#8b9097", width=10)
    pen.arc((500, 640, 560, 700), 200, 330, fill="#9aa0a6", width=6)
    for wheel in (540, 900):
        pen.ellipse((wheel, 690, wheel + 100, 790), fill="#15171a")
        pen.ellipse((wheel + 30, 720, wheel + 70, 760), fill="#7b8187")


def _lamp_light(picture: Image.Image) -> Image.Image:
    pen = ImageDraw.Draw(picture)
    pen.line((220, 240, 220, 720), fill="#4a515c", width=12)
    pen.line((220, 240, 300, 230), fill="#4a515c", width=10)
    glow = Image.new("L", SIZE, 0)
    light = ImageDraw.Draw(glow)
    light.polygon([(300, 236), (60, 800), (620, 800)], fill=70)
    light.ellipse((260, 200, 340, 270), fill=255)
    amber = Image.new("RGB", SIZE, "#f2b64a")
    picture.paste(amber, mask=glow.filter(ImageFilter.GaussianBlur(28)))
    return picture


def draw_doorbell(lines: Sequence[str]) -> Image.Image:
    """Draw a still from a doorbell camera: grey, with a figure that turns its head.

    Args:
        lines: what the camera prints into the picture.
    """
    picture = Image.new("L", (960, 720), 46)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 430, 960, 720), fill=70)
    pen.polygon([(0, 430), (960, 430), (960, 470), (0, 480)], fill=92)
    pen.rounded_rectangle((600, 330, 940, 520), 60, fill=104)
    pen.ellipse((640, 470, 720, 550), fill=20)
    pen.ellipse((830, 470, 910, 550), fill=20)
    pen.ellipse((420, 190, 490, 275), fill=170)
    pen.rounded_rectangle((390, 270, 520, 470), 44, fill=34)
    pen.rectangle((408, 450, 448, 610), fill=28)
    pen.rectangle((462, 450, 502, 610), fill=28)
    picture = picture.filter(ImageFilter.GaussianBlur(3))
    pen = ImageDraw.Draw(picture)
    for row, line in enumerate(lines):
        pen.text((24, 20 + 36 * row), line, font=font(28), fill=235)
    return picture.convert("RGB")


def draw_platform() -> Image.Image:
    """Draw a printed photo on a table: a tram platform from afar, one person on it."""
    table = Image.new("RGB", SIZE, "#54463a")
    photo = Image.new("RGB", (900, 640), "#aebccb")
    pen = ImageDraw.Draw(photo)
    pen.rectangle((0, 420, 900, 640), fill="#8b8f94")
    pen.line((0, 470, 900, 450), fill="#e7c948", width=8)
    pen.rectangle((520, 250, 800, 430), fill="#5d7c8c")
    pen.rectangle((500, 232, 820, 256), fill="#3c4f59")
    pen.ellipse((410, 318, 434, 344), fill="#6b4a3a")
    pen.polygon([(404, 344), (440, 344), (448, 424), (396, 424)], fill="#7a2e3b")
    pen.rectangle((408, 424, 420, 456), fill="#2a2f38")
    pen.rectangle((426, 424, 438, 456), fill="#2a2f38")
    print_ = Image.new("RGBA", (960, 700), "#f5f3ee")
    print_.paste(photo.filter(ImageFilter.GaussianBlur(1.6)), (30, 30))
    turned = print_.rotate(4, expand=True, resample=Image.Resampling.BICUBIC)
    table.paste(turned, ((SIZE[0] - turned.width) // 2, (SIZE[1] - turned.height) // 2), turned)
    return table
