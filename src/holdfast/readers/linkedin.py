"""LinkedIn's "Get a copy of your data": a table per kind, as CSV.

References: docs/readers/linkedin.md.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Leftover, Message, MessageKind
from holdfast.model.moment import Moment, Precision
from holdfast.model.span import Span
from holdfast.readers.csv_tables import Layout, find_table_in, read_table
from holdfast.readers.figured_days import with_days_told
from holdfast.readers.html_text import text_of_html
from holdfast.readers.moments import from_iso, impossible
from holdfast.readers.reader import OWNER, Confidence
from holdfast.readers.written_dates import find_written, month_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from holdfast.model.message import Found
    from holdfast.readers.csv_tables import Record
    from holdfast.readers.reader import Source

NAME = "linkedin"
VERSION = 5

LAYOUTS = (
    Layout("messages", ("conversation id", "from", "to", "date", "content")),
    Layout("connections", ("first name", "last name", "connected on")),
    Layout("invitations", ("from", "to", "sent at", "direction")),
    Layout("shares", ("date", "sharelink", "sharecommentary")),
    Layout("comments", ("date", "link", "message"), ("from", "username"), is_escaped=True),
    Layout("log-ins", ("login date", "ip address")),
)
"""The tables that are read, by their columns."""

MOST_REMEMBERED = 200_000
"""How many conversations are remembered by their number."""

_INVITATION_PROFILES = (("inviterprofileurl", "profile"), ("inviteeprofileurl", "profile"))
# Addresses hold commas of their own.
_BETWEEN_FILES = re.compile(r"\s+|[,;]\s*(?=https?://)")
_HTML = re.compile(r"\s*<(?:p|div|span|br|a|ul|ol|html|body|strong|em)\b[^>]*>", re.IGNORECASE)
# Tue Mar 02 12:11:10 UTC 2021
_LOG_IN_DATE = re.compile(r"\w{3} (\w{3}) (\d{1,2}) (\d\d:\d\d:\d\d) (\S{1,6}) (\d{4})")
# 03 Nov 2022    3-Nov-22 is not written
_DAY = re.compile(r"(\d{1,2})[ -](\w{3,9})[ -](\d{4})")


def recognises(head: bytes, name: str) -> Confidence:
    """Tell whether a file is a table of LinkedIn's.

    Args:
        head: the first bytes of the file.
        name: as received; `Comments.csv` has too common columns to be known without it.
    """
    found = find_table_in(head, LAYOUTS)
    if found is None:
        return Confidence.NO
    layout = found[0]
    if layout.name == "comments":
        return Confidence.YES if name.startswith("Comments") else Confidence.NO
    return Confidence.YES


def read(source: Source, answers: Mapping[str, str]) -> Iterator[Found]:
    """Divide a table into messages, posts or events.

    Args:
        source: the table.
        answers: of a table whose dates are in figures (`3/4/26, 5:30 PM`), `date-order`.

    Yields:
        First the questions that are open, then messages in file order; the names of the columns,
        what stands before them and what is cut are left over.

    Raises:
        NotThisFormatError: the columns are of no table that is known.
    """
    if read_table(source, LAYOUTS) is None:
        raise NotThisFormatError
    # In some tables the newest stands first.
    yield from with_days_told(_read, source, answers, is_in_order=False)


def _read(source: Source) -> Iterator[Found]:
    """Divide a table, each row by itself."""
    for layout, every in filter(None, [read_table(source, LAYOUTS)]):
        if layout.name in {"connections", "shares", "comments"}:
            yield Leftover(Span(0, 0, ""), "one-sided")
        yield from _rows(layout, every)


def _rows(layout: Layout, every: Iterator[Record | Leftover]) -> Iterator[Found]:
    """Give the rows of a table as what they are."""
    reads: Mapping[str, Callable[[Record], Message]] = {
        "messages": _Messages().read, "connections": _connection, "invitations": _invitation,
        "log-ins": _log_in,
    }  # fmt: skip
    for each in every:
        yield each if isinstance(each, Leftover) else reads.get(layout.name, _post)(each)


class _Messages:
    """Gives a conversation one name: its title, else who takes part in its first message."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}

    def read(self, record: Record) -> Message:
        """Give one message."""
        sender, to = record.first("from"), record.first("to")
        number = record.first("conversation id")
        title = record.first("conversation title") or self._names.get(number, "")
        if not title:
            title = ", ".join(filter(None, (sender, to))) or number
            if len(self._names) < MOST_REMEMBERED:
                self._names[number] = title
        moment, marks = _moment(record.first("date"))
        content = record.first("content")
        files = tuple(filter(None, _BETWEEN_FILES.split(record.first("attachments"))))
        drafts = record.first("is message draft", "is conversation draft").casefold()
        draft = ("draft",) if drafts in {"yes", "true"} else ()
        return Message(
            MessageKind.MESSAGE.value, title, sender or None,
            text_of_html(content) if _HTML.match(content) else content, moment, record.row.span,
            files, (*draft, *record.row.marks, *marks), None,
            _details(
                record, ("to", "to"), ("subject", "subject"), ("folder", "folder"),
                ("sender profile url", "profile"), ("recipient profile urls", "profile"),
            ),
        )  # fmt: skip


def _details(record: Record, *columns: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """Give what some columns hold, each under its code."""
    told = [(code, record.values.get(column, "")) for column, code in columns]
    return (*(each for each in told if each[1]), *(("other", rest) for rest in record.rest if rest))


def _moment(written: str) -> tuple[Moment, tuple[str, ...]]:
    """Give the moment of a date in any of the ways LinkedIn writes it, and marks for doubts."""
    if not written:
        return Moment("", None), ()
    found = _LOG_IN_DATE.fullmatch(written)
    if found is not None:
        month = month_of(found[1])
        plain = f"{found[5]}-{month or 0:02}-{found[2]:0>2}T{found[3]} {found[4]}"
        return _marked(from_iso(plain)._replace(as_written=written), "date-impossible")
    day = _DAY.fullmatch(written)
    if day is not None:
        return _day(written, (int(day[3]), month_of(day[2]) or 0, int(day[1])))
    moment = from_iso(written)
    if moment.stated is not None:
        return moment, ()
    in_words = find_written(written)
    if in_words is None:
        return impossible(written), ("date-impossible",)
    return _marked(in_words, "date-open")


def _marked(moment: Moment, mark: str) -> tuple[Moment, tuple[str, ...]]:
    """Add a mark to a moment that states nothing."""
    return moment, (mark,) if moment.stated is None else ()


def _day(written: str, numbers: tuple[int, int, int]) -> tuple[Moment, tuple[str, ...]]:
    """Give a day."""
    try:
        stated = date(*numbers).isoformat()
    except ValueError:
        return impossible(written), ("date-impossible",)
    return Moment(written, stated, Precision.DAY.value), ()


def _connection(record: Record) -> Message:
    """Give somebody the owner is connected with, and since which day."""
    moment, marks = _moment(record.first("connected on"))
    name = " ".join(filter(None, map(record.values.get, ("first name", "last name"))))
    told = (name, *map(record.first, ("company", "position", "email address", "url")))
    return Message(
        MessageKind.EVENT.value, "", name or None, ", ".join(filter(None, told)), moment,
        record.row.span, (), ("contact", *record.row.marks, *marks), None, _details(record),
    )  # fmt: skip


def _invitation(record: Record) -> Message:
    """Give an invitation to connect, with its words."""
    moment, marks = _moment(record.first("sent at"))
    direction = {"OUTGOING": ("sent",), "INCOMING": ("received",)}.get(
        record.first("direction").upper(), ()
    )
    names = ", ".join(filter(None, (record.first("from"), record.first("to"))))
    return Message(
        MessageKind.EVENT.value, names, record.first("from") or None, record.first("message"),
        moment, record.row.span, (), (*direction, "invitation", *record.row.marks, *marks), None,
        _details(record, ("to", "to"), *_INVITATION_PROFILES),
    )  # fmt: skip


def _post(record: Record) -> Message:
    """Give a post or comment of the owner, whom the table does not name."""
    moment, marks = _moment(record.first("date"))
    text = record.first("sharecommentary", "message")
    return Message(
        MessageKind.POST.value, "", OWNER, text, moment, record.row.span, (),
        (*record.row.marks, *marks), None,
        _details(record, ("sharelink", "link"), ("link", "link"), ("sharedurl", "link")),
    )  # fmt: skip


def _log_in(record: Record) -> Message:
    """Give a log-in."""
    moment, marks = _moment(record.first("login date"))
    told = map(record.first, ("ip address", "login type", "user agent"))
    return Message(
        MessageKind.EVENT.value, "", None, ", ".join(filter(None, told)), moment, record.row.span,
        (), ("log-in", *marks),
    )  # fmt: skip
