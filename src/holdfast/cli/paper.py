"""`--paper FILE`: what a command says, as a neutral PDF too."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from holdfast.cli.words import of_options
from holdfast.model.errors import CannotWriteError, UsageError
from holdfast.packs.papers.blocks import Block, Kind

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

PAPER = "--paper"
ON_PAPER = frozenset({"orders", "steps", "help-near", "show", "pattern"})
"""Commands whose answer somebody may want to hand over."""

INSIDE = "  "


def add_paper(parser: argparse.ArgumentParser) -> None:
    """Add `--paper`.

    Args:
        parser: of a command in `ON_PAPER`.
    """
    said = of_options().text("paper")
    parser.add_argument(PAPER, metavar="FILE", type=Path, help=said)


def write_paper(file: Path, lines: Sequence[str]) -> None:
    """Write what a command said as a PDF.

    Args:
        file: where to; nothing may be there.
        lines: as a person reads them.

    Raises:
        UsageError: there is a file of this name.
        CannotWriteError: it cannot be written there.
    """
    from holdfast.packs.papers.page_copy import page_copy  # noqa: PLC0415  # only when asked

    if file.exists():
        raise UsageError(PAPER)
    made = page_copy(tuple(blocks_of_lines(lines))).pdf
    try:
        with file.open("xb") as stream:
            stream.write(made)
    except OSError:
        raise CannotWriteError(PAPER) from None


def blocks_of_lines(lines: Sequence[str]) -> Iterator[Block]:
    """Give lines as blocks: one that others stand below, further in, names them.

    Args:
        lines: of an answer; an empty one is a gap.
    """
    for line, after in pairwise((*lines, "")):
        names = after.startswith(INSIDE) and not line.startswith(INSIDE)
        if line.strip():
            yield Block(kind=Kind.LABEL if names else Kind.PARAGRAPH, text=line.strip())
