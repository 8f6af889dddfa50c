"""A page of the notebook as a neutral PDF: its words in order, nothing of what is around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.knowledge.wording import words
from holdfast.packs.papers.blocks import Block, Kind
from holdfast.packs.papers.plain_text import printable
from holdfast.packs.papers.typesetting import make_paper

if TYPE_CHECKING:
    from collections.abc import Sequence

    from holdfast.packs.papers.bookmarks import Paper

MADE_AT = "2025-01-01T00:00:00+00:00"
"""The same for everybody: when somebody looked at a page is nobody's business."""

DEEPEST = 3


def page_copy(blocks: Sequence[Block]) -> Paper:
    """Typeset a page.

    Args:
        blocks: of the page; text from anywhere, never markup.

    Returns:
        A4, PDF/A-3a and PDF/UA-1; the same bytes for the same blocks, whoever makes it and when.
    """
    said = words("web_print").table("paper")
    title = said.text("title")
    data = {
        "w": {"papers": {"foot": "", "page": said.text("page")}},
        "title": title,
        "author": [],
        "description": title,
        "header_left": title,
        "header_right": "",
        "blocks": _laid_out(blocks, title),
    }
    return make_paper("page-copy", data, [], made_at=MADE_AT)


def _laid_out(blocks: Sequence[Block], title: str) -> list[dict[str, object]]:
    depth = _Depth()
    starts_well = bool(blocks) and blocks[0].kind is Kind.HEADING
    first = () if starts_well else (Block(kind=Kind.HEADING, text=title, level=1),)
    return [_to_json(block, depth) for block in (*first, *blocks)]


class _Depth:
    """Keeps the levels of headings in order: the first is 1, none is left out on the way down."""

    def __init__(self) -> None:
        self._last = 0

    def of(self, level: int) -> int:
        wanted = max(2, level) if self._last else 1
        self._last = min(wanted, self._last + 1, DEEPEST)
        return self._last


def _to_json(block: Block, depth: _Depth) -> dict[str, object]:
    is_heading = block.kind is Kind.HEADING
    return {
        "kind": block.kind.value,
        "text": printable(block.text),
        "level": depth.of(block.level) if is_heading else block.level,
        "parts": [_to_json(part, depth) for part in block.parts],
        "rows": [[printable(cell) for cell in row] for row in block.rows],
    }
