"""Leaflets of one page: how to write down what was seen, and what she asks of somebody."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

import typst

from holdfast.packs.papers.plain_text import printable

if TYPE_CHECKING:
    from collections.abc import Mapping

MADE_AT = 1_735_689_600
"""2025-01-01: nothing in a leaflet says when it was printed."""

LONGEST = 2_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Asks:
    """What she asks of somebody, as it is to stand on paper."""

    to: str = field(default="", repr=False)
    """Their name; empty to print none."""

    asks: tuple[str, ...] = field(default=(), repr=False)
    """Whole lines."""

    more: str = field(default="", repr=False)
    """Anything else, in her words."""

    code: str = field(default="", repr=False)
    """A code word; empty to print none."""

    means: str = field(default="", repr=False)
    """What they do when they hear it; printed with the code word only."""


def witness_note(*, to: str = "", ask: str = "") -> bytes:
    """Give the note for a witness as a PDF.

    Args:
        to: for whom, as she types it; empty for nobody.
        ask: what she asks; empty for nothing.

    Returns:
        PDF/A-3a and PDF/UA-1, the same bytes every time; it names nobody unless she typed it.

    References:
        words.toml beside this file; docs/contributions.md says where the advice comes from.
    """
    return _made("witness", {"to": _plain(to), "ask": _plain(ask)})


def asks_leaflet(asks: Asks) -> bytes:
    """Give what she asks of somebody as a PDF.

    Args:
        asks: as it is to stand there.

    Returns:
        As `witness_note`.
    """
    said = {
        "to": _plain(asks.to),
        "asks": [_plain(each) for each in asks.asks],
        "more": _plain(asks.more),
        "code": _plain(asks.code),
        "means": _plain(asks.means) if asks.code else "",
    }
    return _made("asks", said)


def _plain(text: str) -> str:
    return printable(text[:LONGEST].strip())


def _made(which: str, said: Mapping[str, object]) -> bytes:
    here = files("holdfast.packs.leaflets")
    with as_file(files("holdfast.packs").joinpath("fonts")) as fonts:
        made: bytes = typst.compile(
            here.joinpath("leaflet.typ").read_bytes(),
            font_paths=typst.Fonts(
                include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts)]
            ),
            format="pdf",
            pdf_standards=["a-3a", "ua-1"],
            timestamp=MADE_AT,
            sys_inputs={
                "words": here.joinpath("words.toml").read_text(encoding="utf-8"),
                "said": json.dumps(said),
                "which": which,
            },
        )
    return made
