"""Lists of who signed in to an account, from which device, and how it was used.

Companies hand them out as tables: Google, Apple, Microsoft (work accounts), Netflix, Amazon.

    Gaia ID,Activity Timestamp,IP Address,…,User Agent String,Product Name,…
    1000,2026-03-04 09:30:00 UTC,203.0.113.5,…,App : GMAIL_APP. Os : IOS_OS.,Gmail,…

Columns are known by name and come in any order; one that is not known is kept beside the event.
References: docs/readers/sign-ins.md.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Message
from holdfast.readers.csv_records import DELIMITERS
from holdfast.readers.figured_days import with_days_told
from holdfast.readers.reader import HEAD_BYTES, Confidence
from holdfast.readers.sign_ins_kinds import find_kind_in
from holdfast.readers.sign_ins_pages import is_page, read_page
from holdfast.readers.sign_ins_rows import find_table, read_rows
from holdfast.readers.sign_ins_times import in_utc

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from holdfast.model.message import Found
    from holdfast.readers.reader import Source

NAME = "sign-ins"
VERSION = 1


def recognises(head: bytes, name: str) -> Confidence:
    """Tell whether a file is a list of sign-ins, devices or use of an account.

    Args:
        head: the first bytes of the file.
        name: as received; one table has too common columns to be known without it.
    """
    is_table = any(find_kind_in(head, name, delimiter) for delimiter in DELIMITERS)
    return Confidence.YES if is_table or is_page(head) else Confidence.NO


def read(source: Source, answers: Mapping[str, str]) -> Iterator[Found]:
    """Divide a list into events.

    Args:
        source: a table, or the page about a Google account.
        answers: of a table whose dates are in figures (`04/03/2026 09:30:00`), `date-order`.

    Yields:
        First the questions that are open, then an event for each time that a row states; what
        stands around the rows is left over.

    Raises:
        NotThisFormatError: the columns are of no table that is known.
    """
    table = find_table(source)
    if table is None:
        if not is_page(source.read(0, HEAD_BYTES)):
            raise NotThisFormatError
        yield from read_page(source)
        return
    # In some lists the newest stands first.
    for each in with_days_told(partial(read_rows, table), source, answers, is_in_order=False):
        if table.is_utc and isinstance(each, Message):
            yield each._replace(happened=in_utc(each.happened))
        else:
            yield each
