"""Finishes a typeset PDF as electronic bundles want it: bookmarks that name their page, view 100%.

General guidance on electronic court bundles, 29 November 2021: "each section … bookmarked …
page numbers in the bookmark", "default view 100%". PDF/A-3a and PDF/UA-1 still hold afterwards.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Name, OutlineItem, Pdf

if TYPE_CHECKING:
    from collections.abc import Iterator

WHOLE_SIZE = 1
PAGE_IN_TITLE = "{title}, page {page}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Paper:
    """A finished paper."""

    pdf: bytes = field(repr=False)
    """The file."""

    pages: int
    """How many."""

    places: tuple[int, ...]
    """Page of each second-level heading, in order."""


def finish_pdf(pdf: bytes) -> Paper:
    """Put page numbers into bookmarks and open the paper at its first page, whole size.

    Args:
        pdf: as the typesetter gave it.
    """
    with Pdf.open(io.BytesIO(pdf)) as paper:
        numbers = {page.obj.objgen: place for place, page in enumerate(paper.pages, start=1)}
        places = []
        with paper.open_outline(max_depth=8) as outline:
            for depth, item in _walk(outline.root, 0):
                page = numbers.get(_target(item), 1)
                item.title = PAGE_IN_TITLE.format(title=item.title, page=page)
                if depth == 1:
                    places.append(page)
        first = paper.pages[0].obj
        paper.Root.OpenAction = Array([first, Name.XYZ, None, None, WHOLE_SIZE])
        paper.Root.PageMode = Name.UseOutlines
        out = io.BytesIO()
        paper.save(
            out,
            deterministic_id=True,
            fix_metadata_version=False,
            compress_streams=True,
            object_stream_mode=pikepdf.ObjectStreamMode.preserve,
        )
        return Paper(pdf=out.getvalue(), pages=len(paper.pages), places=tuple(places))


def _walk(items: list[OutlineItem], depth: int) -> Iterator[tuple[int, OutlineItem]]:
    for item in items:
        yield depth, item
        yield from _walk(item.children, depth + 1)


def _target(item: OutlineItem) -> tuple[int, int]:
    # The typesetter writes where a bookmark leads as a list that begins with the page.
    place = item.destination
    if item.action is not None:
        place = Array(item.action.D.as_list())
    return place[0].objgen if isinstance(place, Array) else (0, 0)
