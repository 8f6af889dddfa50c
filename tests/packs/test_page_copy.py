"""A page on paper: tagged, with headings in order, and in the direction it is read."""

from __future__ import annotations

import io

from pypdf import PdfReader

from holdfast.packs.papers.blocks import Block, Kind
from holdfast.packs.papers.page_copy import page_copy

EVERY_KIND = (
    Block(kind=Kind.HEADING, text="Where", level=1),
    Block(kind=Kind.HEADING, text="Deep", level=4),
    Block(kind=Kind.PARAGRAPH, text="انتظر خارج المنزل"),
    Block(kind=Kind.LABEL, text="Name"),
    Block(kind=Kind.FILLED, text="Sam"),
    Block(kind=Kind.BLANK, level=4),
    Block(kind=Kind.CHOICE, text="Yes", level=1),
    Block(kind=Kind.ITEMS, parts=(Block(kind=Kind.GROUP, parts=()),)),
    Block(kind=Kind.NUMBERED, parts=(Block(kind=Kind.PARAGRAPH, text="One"),)),
    Block(kind=Kind.TABLE, text="Days", rows=(("Mon", "Tue"), ("1", "2"))),
    Block(kind=Kind.PAIRS, rows=(("When", "May"), ("What", "x" * 500))),
    Block(kind=Kind.BOX, parts=(Block(kind=Kind.HEADING, text="In a box", level=2),)),
)


def headings_of(pdf: bytes) -> list[str]:
    """Give the bookmarks of a PDF, flat, each level with a dash more."""

    def flat(items: list[object], depth: int) -> list[str]:
        found = []
        for each in items:
            found += flat(each, depth + 1) if isinstance(each, list) else [_named(each, depth)]
        return found

    return flat(list(PdfReader(io.BytesIO(pdf)).outline), 0)


def _named(item: object, depth: int) -> str:
    return "-" * depth + str(getattr(item, "title", "")).rpartition(", page")[0]


def test_headings_go_down_one_level_at_a_time() -> None:
    assert headings_of(page_copy(EVERY_KIND).pdf) == ["Where", "-Deep", "-In a box"]


def test_a_page_that_begins_without_a_heading_gets_a_neutral_one() -> None:
    blocks = [Block(kind=Kind.PARAGRAPH, text="a"), Block(kind=Kind.HEADING, text="b", level=3)]

    assert headings_of(page_copy(blocks).pdf) == ["Notes", "-b"]


def test_the_file_is_tagged_and_the_same_every_time() -> None:
    paper = page_copy(EVERY_KIND)
    root = PdfReader(io.BytesIO(paper.pdf)).root_object

    assert "/StructTreeRoot" in root
    assert str(root["/Lang"]) == "en-GB"
    assert page_copy(EVERY_KIND).pdf == paper.pdf
