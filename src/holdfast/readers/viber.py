"""Viber's message history as the phone mails it: a table per chat, mostly without a heading.

    17/08/2014,12:52:56,Me,+447700900123,Hi                         commas, nothing quoted
    ="17/08/2014"<tab>12:52:56<tab>="Me"<tab>="+44…"<tab>"Hi"        for spreadsheets
    Message,Sender,Number,Date,Time                                 columns named: viber_table.py

References: docs/readers/viber.md. No export was at hand; both layouts were only read about.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from functools import partial
from typing import TYPE_CHECKING

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Leftover, Message, MessageKind
from holdfast.model.moment import Moment
from holdfast.model.span import Span
from holdfast.readers.call_records_words import Role, plain_words, role_of
from holdfast.readers.csv_records import decode_head, find_delimiter, rows
from holdfast.readers.reader import HEAD_BYTES, Confidence
from holdfast.readers.text_lines import raw_lines
from holdfast.readers.viber_entries import LONGEST_ENTRY_BYTES, Entry, bare_cell
from holdfast.readers.viber_table import find_columns, table_entries
from holdfast.readers.whatsapp_clock import parse_clock
from holdfast.readers.whatsapp_dates import Dates

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from holdfast.model.message import Found
    from holdfast.readers.reader import Source
    from holdfast.readers.viber_table import Columns

NAME = "viber"
VERSION = 2

OWN = "Me"
"""What English phones call the owner; others write their own word."""

_LONGEST_HEADING = 400
_MESSAGE_AT = 4
"""How many cells stand before the words."""

# How the column of the words is headed beside the words of call records.
_WORDS = frozenset({
    "messages", "nachricht", "nachrichten", "texto", "messaggio", "mensaje", "mensagem", "bericht",
    "wiadomosc", "wiadomość", "tresc", "treść", "сообщение", "повідомлення", "съобщение", "порука",
    "poruka", "mesaj", "zprava", "zpráva",
})  # fmt: skip
_EDGE = r"[ \ufeff]*+=?\"?"
_START = re.compile(
    _EDGE + r"(\d{1,4}[./-]\d{1,2}[./-]\d{1,4})\"?[ ]*+([,;\t])"
    + _EDGE + r"(\d{1,2}:\d\d(?::\d\d)?(?:[ \u202f]?[AaPp]\.?[Mm]\.?)?)\"?[ ]*+\2"
    + _EDGE + r"([^,;\t\"\r\n]{0,80}+)\"?[ ]*+\2"
    + _EDGE + r"(\+?[\d()*-][\d ()*-]{3,23}+|)\"?[ ]*+\2[ ]?"
)  # fmt: skip
_UTF16 = (BOM_UTF16_LE, BOM_UTF16_BE)
_MEDIA = {
    "Photo message": "media-omitted", "Video message": "media-omitted",
    "Voice message": "media-omitted", "Message photo": "media-omitted", "Sticker": "sticker",
    "Autocollant": "sticker",
}  # fmt: skip


def recognises(head: bytes, name: str) -> Confidence:
    """Tell whether a file is a history of Viber's.

    Args:
        head: the first bytes of the file.
        name: mostly the chat's; `viber` in it makes a table sure that has other columns too.
    """
    found = _first(head)[0]
    if found is None:
        return Confidence.YES if _named_columns(head, name) else Confidence.NO
    # A table of calls may begin like this; a name beside a number or `Me` makes it Viber's.
    has_name = any(character.isalpha() for character in found[4])
    return Confidence.YES if has_name else Confidence.PERHAPS


def _named_columns(head: bytes, name: str) -> Columns | None:
    """Give the columns of a table that names them, when it is Viber's."""
    columns = find_columns(head)
    if columns is None or columns.are_all or "viber" in name.casefold():
        return columns
    return None


def _first(head: bytes) -> tuple[re.Match[str] | None, bool]:
    """Give the first message of a table, and whether a row of headings stands before it."""
    text = decode_head(head).lstrip("\ufeff\r\n")
    found = _START.match(text)
    top, _, below = text.partition("\n")
    if found is not None or len(top) > _LONGEST_HEADING:
        return found, False
    found = _START.match(below.lstrip("\r\n"))
    return (found, True) if found is not None and _is_heading(top, found[2]) else (None, False)


def _is_heading(line: str, delimiter: str) -> bool:
    """Tell whether a line names the five columns, of which the last holds words."""
    cells = [cell.strip(' ="\r') for cell in line.split(delimiter)]
    is_named = all(cell[:1].isalpha() and not any(map(str.isdigit, cell)) for cell in cells)
    last = "".join(plain_words(cells[-1]))
    return (
        is_named
        and len(cells) == _MESSAGE_AT + 1
        and (role_of(cells[-1]) is Role.WORDS or last in _WORDS)
    )


def read(source: Source, answers: Mapping[str, str]) -> Iterator[Found]:
    """Divide a history into messages and leftovers.

    Args:
        source: the table; UTF-8, or UTF-16 with a byte order mark.
        answers: `date-order` (and `date-order-2`, …): which number is the day.

    Yields:
        First the questions that are open, then messages in file order.

    Raises:
        NotThisFormatError: the file does not begin with a message.
    """
    head = source.read(0, HEAD_BYTES)
    found, has_heading = _first(head)
    columns = None if found else _named_columns(head, source.name)
    if columns is not None:
        has_heading, find = True, partial(table_entries, columns=columns)
    elif found is None:
        raise NotThisFormatError
    else:
        is_quoted = head.startswith(_UTF16) or '="' in decode_head(head)[: found.end()]
        find = partial(_quoted_entries if is_quoted else _bare_entries)
    dates = Dates()
    last = ""
    for entry in find(source):
        if entry.cells is not None and entry.cells[0] != last:
            last = entry.cells[0]
            dates.note(last, bracketed=False)
    yield from dates.ask(answers)
    title = find_title(source.name)
    is_first = has_heading
    for entry in find(source):
        if entry.cells is None:
            yield Leftover(entry.span, "about-the-export" if is_first else "not-understood")
            is_first = False
        else:
            yield _message(entry, entry.cells, title, dates)


def find_title(name: str) -> str:
    """Give the chat's name from the file's.

    Args:
        name: file name as received.
    """
    stem, _, ending = name.rpartition(".")
    return stem if ending.casefold() in {"csv", "txt"} else name


def _message(entry: Entry, cells: tuple[str, str, str, str], title: str, dates: Dates) -> Message:
    """Give an entry as a message."""
    date, time, name, number = cells
    clock = parse_clock(f" {time}")
    days = dates.days(date, bracketed=False)
    if len(days) == 1:
        happened = Moment(f"{date} {time}", days.pop().isoformat() + clock.stated, clock.precision)
        doubt: tuple[str, ...] = clock.marks
    else:
        happened = Moment(f"{date} {time}", None)
        doubt = ("date-open" if days else "date-impossible", *clock.marks)
    media = _MEDIA.get(entry.text.strip())
    return Message(
        MessageKind.MESSAGE.value, title, name or number or None, entry.text, happened, entry.span,
        (), (
            *(("sent",) if name == OWN else ()), *((media,) if media else ()), *doubt,
            *(("bytes-replaced",) if "\ufffd" in entry.text else ()),
        ), None, (*((("address", number),) if number else ()), *entry.others),
    )  # fmt: skip


def _bare_entries(source: Source) -> Iterator[Entry]:
    """Give the messages of a table in which nothing is quoted: each begins with a date."""
    waiting: list[bytes] = []
    begin = length = 0
    for at, line in raw_lines(source):
        starts = line[:1].isdigit() or line[:1] in {b'"', b" ", b"\xef"}
        is_new = starts and _START.match(line.decode(errors="replace")) is not None
        if waiting and (is_new or length > LONGEST_ENTRY_BYTES):
            yield _bare(b"\n".join(waiting), begin)
            waiting = []
        if not waiting and not line.strip():
            continue
        begin, length = (begin, length) if waiting else (at, 0)
        waiting.append(line)
        length += len(line) + 1
    yield from [_bare(b"\n".join(waiting), begin)] if waiting else []


def _bare(content: bytes, at: int) -> Entry:
    """Give one message of such a table."""
    kept = content.rstrip(b"\r\n\t ")
    text = kept.decode(errors="replace").replace("\r\n", "\n")
    span = Span(at, len(kept))
    found = _START.match(text)
    if found is None:
        return Entry(span, None, "")
    words = text[found.end() :]
    quoted = len(words) > 1 and words[0] == words[-1] == '"'
    words = words[1:-1].replace('""', '"') if quoted else words
    return Entry(span, (found[1], found[3], found[4].strip(), found[5].strip()), words)


def _quoted_entries(source: Source) -> Iterator[Entry]:
    """Give the messages of a table for spreadsheets."""
    delimiter = find_delimiter(source.read(0, HEAD_BYTES).replace(b'="', b"").replace(b'"', b""))
    for row in rows(source, delimiter):
        cells = [bare_cell(cell) for cell in row.cells]
        found = _START.match(delimiter.join([*cells[:_MESSAGE_AT], ""]))
        if found is None or len(cells) <= _MESSAGE_AT:
            yield Entry(row.span, None, "")
            continue
        date, time, name, number = cells[:_MESSAGE_AT]
        yield Entry(row.span, (date, time, name, number), delimiter.join(cells[_MESSAGE_AT:]))
