"""A whole mailbox in one file: mails one after the other, each behind a line that begins “From ”.

References: RFC 4155, mbox(5) of qmail and mutt; docs/readers/mbox.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Leftover, Message
from holdfast.model.span import Span
from holdfast.readers.mail_message import Memory, Place, Window, read_mail
from holdfast.readers.mbox_lines import find_mails, find_separator
from holdfast.readers.reader import Confidence
from holdfast.readers.wide_text import NarrowSource, narrow_head, read_wide

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from holdfast.model.message import Found
    from holdfast.readers.mail_headers import Bytes
    from holdfast.readers.mbox_lines import Stretch
    from holdfast.readers.reader import Source

NAME = "mbox"
VERSION = 1


def recognises(head: bytes, name: str) -> Confidence:  # noqa: ARG001  # content alone decides
    """Tell whether a file is a mailbox.

    Args:
        head: the first bytes of the file.
        name: not looked at.
    """
    return Confidence.NO if find_separator(narrow_head(head)) is None else Confidence.YES


def read(source: Source, answers: Mapping[str, str]) -> Iterator[Found]:  # noqa: ARG001  # no questions
    """Give every mail of a mailbox, and the files in them.

    Args:
        source: the mailbox.
        answers: none are asked for.

    Yields:
        Each mail with the line before it and the empty line after it, then the files in it. What
        stands before the first mail is left over.
    """
    yield from read_wide(source, _read)


def _read(source: Source) -> Iterator[Found]:
    """Give every mail of a mailbox, and the files in them.

    Raises:
        NotThisFormatError: it does not begin with a mail.
    """
    begin = find_separator(source.read(0, 1 << 16))
    if begin is None:
        raise NotThisFormatError
    if begin:
        yield Leftover(Span(0, begin), "before-first-entry")
    number = 0
    for stretch in find_mails(source, begin):
        for found in _mail(source, stretch, number):
            yield found
            number += isinstance(found, Message)


def _mail(source: Source, stretch: Stretch, number: int) -> Iterator[Found]:
    """Give one mail, in memory or in stretches."""
    span = Span(stretch.start, stretch.end - stretch.start)
    at = stretch.headers_at
    mail: Bytes
    if stretch.content is None:
        mail = Window(source, at, stretch.end - at)
    else:
        mail = Memory(stretch.content[at - stretch.start :])
    is_wide = isinstance(source, NarrowSource)
    return read_mail(mail, Place(span, at, number, is_from_mailbox=True, is_wide=is_wide))
