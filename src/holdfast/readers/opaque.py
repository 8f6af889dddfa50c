"""Anything else: kept, hashed and listed, never interpreted and never shown as if it were."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.model.message import Leftover
from holdfast.model.span import Span
from holdfast.readers.reader import Confidence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from holdfast.model.message import Found
    from holdfast.readers.reader import Source

NAME = "opaque"
VERSION = 1


def recognises(head: bytes, name: str) -> Confidence:  # noqa: ARG001  # it looks at nothing
    """Take any file, but never against a reader that knows it.

    Args:
        head: not looked at.
        name: not looked at.
    """
    return Confidence.NO


def read(source: Source, answers: Mapping[str, str]) -> Iterator[Found]:  # noqa: ARG001  # no questions
    """Leave the whole file over.

    Args:
        source: the original.
        answers: none are asked for.

    Yields:
        One leftover that covers every byte; nothing for an empty file.
    """
    if source.size:
        yield Leftover(span=Span(0, source.size), why="format-unknown")
