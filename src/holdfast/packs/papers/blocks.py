"""What a page is made of once it is on paper: headings, texts, lists, tables, lines to fill in."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Kind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    """`level` says how deep."""

    PARAGRAPH = "paragraph"
    """Text."""

    LABEL = "label"
    """Names what follows it: a form field, a group of choices, a part that opens."""

    FILLED = "filled"
    """What stands in a form field."""

    BLANK = "blank"
    """A form field with nothing in it; `level` says how many lines."""

    CHOICE = "choice"
    """A box to tick; `level` is 1 when it is ticked."""

    ITEMS = "items"
    """A list; `parts` are its items, each a group."""

    NUMBERED = "numbered"
    """A list with numbers."""

    GROUP = "group"
    """Blocks that belong together."""

    BOX = "box"
    """A group that is set off."""

    TABLE = "table"
    """`rows`; the first is the heads. `text` says what the table shows."""

    PAIRS = "pairs"
    """`rows` of a label and what stands beside it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """One piece of a page."""

    kind: Kind
    """What it is."""

    text: str = field(default="", repr=False)
    """Its words, from anywhere."""

    level: int = 0
    """Depth, lines or a tick, as `kind` says."""

    parts: tuple[Block, ...] = field(default=(), repr=False)
    """Blocks inside it."""

    rows: tuple[tuple[str, ...], ...] = field(default=(), repr=False)
    """Of a table or of pairs."""


def lines_of(blocks: Sequence[Block]) -> Iterator[str]:
    """Give every word of a page as lines of plain text, in order.

    Args:
        blocks: of the page.
    """
    for block in blocks:
        if block.kind is Kind.CHOICE:
            yield f"[{'x' if block.level else ' '}] {block.text}"
        elif block.kind is Kind.BLANK:
            yield "_" * 12
        elif block.text:
            yield block.text
        yield from (" | ".join(row) for row in block.rows)
        yield from lines_of(block.parts)
