"""Facebook and Messenger: conversations of every vintage, posts, comments, friends, log-ins.

Each file of the export is read by itself. References: docs/readers/facebook.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.model.errors import NotThisFormatError
from holdfast.readers.figured_days import with_days_told
from holdfast.readers.meta_activity import read_activity
from holdfast.readers.meta_marks import Kind, Shape, find_kind
from holdfast.readers.meta_old import read_conversations
from holdfast.readers.meta_pages import read_page
from holdfast.readers.meta_threads import read_thread
from holdfast.readers.reader import HEAD_BYTES, Confidence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from holdfast.model.message import Found
    from holdfast.readers.reader import Source

NAME = "facebook"
VERSION = 4

_READ_BY = {
    Shape.THREAD: read_thread,
    Shape.ACTIVITY: read_activity,
    Shape.OLD: read_conversations,
}


def recognises(head: bytes, name: str) -> Confidence:
    """Tell whether a file is from such an export.

    Args:
        head: the first bytes of the file.
        name: file name as received.
    """
    kind, _ = find_kind(head, name)
    return Confidence.YES if kind is Kind.FACEBOOK else Confidence.NO


def read(source: Source, answers: Mapping[str, str]) -> Iterator[Found]:
    """Divide one file of the export into messages, posts, events and leftovers.

    Args:
        source: the file.
        answers: of a page whose dates are in figures, `date-order`.

    Yields:
        First the questions that are open, then what is found, in file order.

    Raises:
        NotThisFormatError: the file is not of Meta.
    """
    kind, shape = find_kind(source.read(0, HEAD_BYTES), source.name)
    if kind is Kind.NEITHER:
        raise NotThisFormatError
    if shape is Shape.PAGE:
        yield from with_days_told(read_page, source, answers, is_in_order=False)
    else:
        yield from _READ_BY[shape](source)
