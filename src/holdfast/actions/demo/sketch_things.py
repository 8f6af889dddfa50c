"""Photos of things, drawn: notes, a doorstep, a tyre, a tag. Plain shapes, nothing shocking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFilter

from holdfast.actions.demo.dice import Dice
from holdfast.actions.demo.sketch_screens import font

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

SIZE = (1280, 960)
Pen = ImageDraw.ImageDraw


def draw_paper(lines: Sequence[str], seed: str) -> Image.Image:
    """Draw a note by hand, lying on a table.

    Args:
        lines: as they stand on it.
        seed: decides how the letters wobble.
    """
    dice = Dice(seed)
    table, pen = _ground("#8a6a4c")
    for top in range(0, SIZE[1], 160):
        pen.line((0, top, SIZE[0], top + 12), fill="#7a5c40", width=5)
    paper = Image.new("RGBA", (820, 640), "#f6f1e4")
    paper_pen = ImageDraw.Draw(paper)
    for row, line in enumerate(lines):
        across = 60.0
        for letter in line:
            place = (across, 56 + row * 76 + dice.between(-4, 4))
            paper_pen.text(place, letter, font=font(46 + round(dice.between(0, 4))), fill="#23314f")
            across += paper_pen.textlength(letter, font=font(48)) + dice.between(-1, 2)
    turned = paper.rotate(dice.between(-6, 6), expand=True, resample=Image.Resampling.BICUBIC)
    table.paste(turned, ((SIZE[0] - turned.width) // 2, (SIZE[1] - turned.height) // 2), turned)
    return table


def draw_step(thing: str) -> Image.Image:
    """Draw a doorstep with something on it.

    Args:
        thing: `parcel`, `roses`, `envelope` or `sweets`.
    """
    picture, pen = _ground("#9a4f3c")
    for row, top in enumerate(range(0, 620, 62)):
        for left in range(-80 * (row % 2), SIZE[0], 160):
            pen.rectangle((left, top, left + 152, top + 54), fill="#8f4635")
    pen.rectangle((420, 0, 860, 620), fill="#27473f")
    pen.rectangle((470, 60, 810, 300), fill="#1f3a34")
    pen.rectangle((560, 420, 720, 450), fill="#c9b26a")
    pen.polygon([(300, 620), (980, 620), (1180, 960), (100, 960)], fill="#b9b5ac")
    THINGS[thing](pen)
    return picture


def _parcel(pen: Pen) -> None:
    pen.rectangle((500, 600, 780, 800), fill="#c33f52")
    pen.rectangle((625, 600, 655, 800), fill="#f0d774")
    pen.rectangle((500, 685, 780, 715), fill="#f0d774")
    pen.ellipse((580, 560, 640, 612), outline="#f0d774", width=12)
    pen.ellipse((640, 560, 700, 612), outline="#f0d774", width=12)


def _roses(pen: Pen) -> None:
    pen.polygon([(560, 860), (720, 860), (800, 640), (480, 640)], fill="#e9e2d2")
    dice = Dice("roses")
    for _ in range(12):
        x, y = dice.between(490, 770), dice.between(560, 660)
        pen.ellipse((x - 34, y - 34, x + 34, y + 34), fill="#a4161a")
        pen.arc((x - 18, y - 18, x + 18, y + 18), 20, 280, fill="#660708", width=5)


def _envelope(pen: Pen) -> None:
    pen.polygon([(470, 700), (790, 680), (810, 850), (480, 870)], fill="#efe9dc")
    pen.line([(470, 700), (640, 790), (790, 680)], fill="#c9c1ae", width=5)
    pen.arc((560, 820, 700, 900), 0, 360, fill="#3a6ea5", width=12)
    pen.ellipse((622, 886, 642, 912), fill="#d8b84c")


def _sweets(pen: Pen) -> None:
    pen.polygon([(540, 620), (740, 620), (770, 850), (510, 850)], fill="#f3e6f0")
    dice = Dice("sweets")
    for colour in ("#e4572e", "#17bebb", "#ffc914", "#76b041", "#b56576") * 5:
        x, y = dice.between(545, 735), dice.between(690, 830)
        pen.ellipse((x - 18, y - 18, x + 18, y + 18), fill=colour)


def draw_close_up(thing: str) -> Image.Image:
    """Draw one thing from near.

    Args:
        thing: a key of `CLOSE_UPS`.
    """
    colour, draw = CLOSE_UPS[thing]
    picture, pen = _ground(colour)
    draw(pen)
    return picture.filter(ImageFilter.GaussianBlur(0.8))


def _tyre(pen: Pen) -> None:
    pen.ellipse((190, 30, 1090, 930), fill="#1b1c1e")
    pen.ellipse((390, 230, 890, 730), fill="#a9afb5")
    for place in range(0, 360, 60):
        pen.pieslice((420, 260, 860, 700), place, place + 26, fill="#5b6167")
    pen.ellipse((590, 430, 690, 530), fill="#d5d9dd")
    pen.line([(330, 700), (372, 742), (400, 752)], fill="#e8e4da", width=7)


def _tag(pen: Pen) -> None:
    pen.rectangle((0, 0, 1280, 320), fill="#2b2d31")
    pen.rectangle((100, 300, 1180, 360), fill="#85898f")
    pen.polygon([(470, 430), (850, 410), (880, 800), (450, 820)], fill="#b9c3c9")
    pen.ellipse((540, 490, 780, 730), fill="#f4f5f6", outline="#cfd4d8", width=8)
    pen.ellipse((620, 570, 700, 650), fill="#dfe3e6")


def _door(pen: Pen) -> None:
    pen.rectangle((330, 0, 950, 860), fill="#27473f")
    pen.rectangle((400, 500, 880, 780), fill="#1f3a34")
    pen.rectangle((330, 860, 950, 960), fill="#b9b5ac")
    dice = Dice("door")
    for _ in range(9):
        x, y = dice.between(480, 780), dice.between(620, 820)
        pen.arc((x, y, x + 90, y + 40), 190, 340, fill="#d8cdb4", width=6)
    pen.line([(560, 640), (600, 720), (585, 790)], fill="#0f1d1a", width=6)


def _wall(pen: Pen) -> None:
    for row, top in enumerate(range(0, 960, 70)):
        for left in range(-90 * (row % 2), SIZE[0], 180):
            pen.rectangle((left, top, left + 170, top + 62), fill="#a3705a")
    red = "#b01e28"
    pen.line([(240, 620), (240, 300), (380, 620), (380, 300)], fill=red, width=34, joint="curve")
    points = [(460, 300), (510, 620), (560, 400), (610, 620), (660, 300)]
    pen.line(points, fill=red, width=34, joint="curve")
    pen.rectangle((740, 420, 1120, 560), fill="#7d7a77")
    for drip in (250, 372, 520, 612):
        pen.line((drip, 610, drip, 700 + drip % 60), fill=red, width=9)


def _box(pen: Pen) -> None:
    pen.rectangle((0, 0, 1280, 520), fill="#dcd3c3")
    pen.polygon([(330, 420), (900, 420), (960, 560), (280, 560)], fill="#6f5436")
    pen.rectangle((280, 560, 960, 880), fill="#b98d5a")
    pen.rectangle((380, 300, 500, 520), fill="#5a5f66")
    pen.rectangle((500, 340, 640, 400), fill="#d98f2b")
    pen.ellipse((700, 330, 860, 500), fill="#f3efe4", outline="#51432f", width=10)
    pen.line([(780, 415), (780, 360)], fill="#51432f", width=6)
    pen.line([(780, 415), (820, 430)], fill="#51432f", width=6)


def _coat(pen: Pen) -> None:
    pen.rectangle((120, 60, 1160, 900), fill="#e9edf0")
    pen.line((200, 170, 1080, 170), fill="#7b848c", width=14)
    for left, colour in ((260, "#8d9399"), (560, "#2f5d9b"), (860, "#4b4f54")):
        body = [(left, 250), (left + 180, 250), (left + 215, 760), (left - 35, 760)]
        pen.polygon(body, fill=colour)
        pen.line((left + 90, 250, left + 90, 760), fill="#22262a", width=4)
        pen.arc((left + 60, 150, left + 120, 260), 180, 360, fill="#7b848c", width=8)


def _seat(pen: Pen) -> None:
    pen.rounded_rectangle((180, 40, 1100, 620), 90, fill="#3d4147")
    pen.rounded_rectangle((140, 560, 1140, 930), 90, fill="#484d54")
    pen.line((640, 70, 640, 600), fill="#33373c", width=8)
    _roses(pen)


THINGS: Mapping[str, Callable[[Pen], None]] = {
    "parcel": _parcel,
    "roses": _roses,
    "envelope": _envelope,
    "sweets": _sweets,
}

CLOSE_UPS: Mapping[str, tuple[str, Callable[[Pen], None]]] = {
    "tyre": ("#74777a", _tyre),
    "tag": ("#3a3d42", _tag),
    "door": ("#9a4f3c", _door),
    "wall": ("#8a5f4d", _wall),
    "box": ("#a98b63", _box),
    "coat": ("#5d6a73", _coat),
    "seat": ("#1f2226", _seat),
}
"""Colour behind it, and what is drawn, by name."""


def _ground(colour: str) -> tuple[Image.Image, Pen]:
    picture = Image.new("RGB", SIZE, colour)
    return picture, ImageDraw.Draw(picture)
