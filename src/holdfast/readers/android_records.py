"""What rows of Android's message and call stores mean, whoever wrote them down.

The app that makes XML, the phone's own databases and its back-ups use the same names of columns
(`address`, `date`, `type`, `msg_box`, …), so the rules stand here once. A row is a mapping of names
to text; what is not set is not in it. References: `android.provider.Telephony` and `CallLog`,
OMA-MMS-ENC 1.3 section 7; docs/readers/sms-xml.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.model.message import Message, MessageKind
from holdfast.model.moment import UNKNOWN_MOMENT
from holdfast.readers.moments import Unit, from_epoch, impossible
from holdfast.readers.reader import OWNER

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from holdfast.model.moment import Moment
    from holdfast.model.span import Span

    Row = Mapping[str, str]
    Details = tuple[tuple[str, str], ...]

RECEIVED = "1"

# android.provider.Telephony.TextBasedSmsColumns and BaseMmsColumns: the folder a message lies in.
_BOXES = {
    "1": ("received",),
    "2": ("sent",),
    "3": ("draft",),
    "4": ("waiting-to-send",),
    "5": ("sending-failed",),
    "6": ("waiting-to-send",),
}
_NO_BOX = ("direction-unknown",)
# android.provider.CallLog.Calls.TYPE
_CALLS = {
    "1": ("received",),
    "2": ("sent",),
    "3": ("received", "missed"),
    "4": ("received", "voicemail"),
    "5": ("received", "rejected"),
    "6": ("received", "blocked"),
    "7": ("received", "answered-elsewhere"),
}
_CALL_SENT = "2"
# CallLog.Calls.NUMBER_PRESENTATION, and what older phones put in the place of a number.
_WITHHELD_PRESENTATIONS = frozenset({"2", "3"})
_NO_NUMBERS = frozenset({"", "-1", "-2", "-3"})
_PAYPHONE_PRESENTATION, _PAYPHONE_NUMBER = "4", "-3"
# OMA-MMS-ENC: the headers an address comes from.
FROM, BCC, CC, TO = "137", "129", "130", "151"
_RECIPIENTS = {TO: "to", CC: "cc", BCC: "bcc"}
_NOTIFICATION = "130"
_SEND_REQUEST = "128"
# X-Mms-Message-Type: what says of another message that it arrived or was opened.
_REPORTS = {
    "134": ("received", "delivery-report"),
    "135": ("sent", "read-report"),
    "136": ("received", "read-report"),
}
# What Google's app writes where a subject would be, of messages that came as RCS.
_NO_SUBJECT = "proto:"
_UTF8 = "106"
_NOT_NAMED = "(Unknown)"
NOBODY = frozenset({"", "insert-address-token", _NOT_NAMED})
"""What stands in the place of an address or a name that is not known."""

# 9 September 2001: a count of milliseconds that is smaller is none (a phone's clock began in 1970,
# or it counts seconds), and nothing here is guessed. The end of 2099.
EARLIEST, LATEST = 1_000_000_000_000, 4_102_444_800_000
_REPLACED = "\N{REPLACEMENT CHARACTER}"
_MESSAGE, _CALL = MessageKind.MESSAGE.value, MessageKind.CALL.value
_EVENT = MessageKind.EVENT.value
_new = tuple.__new__


def read_moment(written: str, unit: Unit = Unit.MILLISECONDS) -> Moment:
    """Give the time that a column states: a count since 1970, in UTC by definition.

    Args:
        written: the column; empty when it is not set.
        unit: what is counted.
    """
    if not written:
        return UNKNOWN_MOMENT
    if not written.isascii() or not written.isdigit() or len(written) > len(str(LATEST)):
        return impossible(written)
    count = int(written)
    if not EARLIEST <= count * (Unit.MILLISECONDS // unit) <= LATEST or written[0] == "0":
        return impossible(written)
    return from_epoch(count, unit)


def text_message(row: Row, span: Span) -> Message:
    """Give a text message (SMS).

    Args:
        row: `address`, `date`, `type`, `body`, and what else there is.
        span: its place.
    """
    address, body, date = row.get("address", ""), row.get("body", ""), row.get("date", "")
    box = row.get("type", "")
    marks: tuple[str, ...] = _BOXES.get(box, _NO_BOX)
    moment = read_moment(date)
    if moment.stated is None:
        marks = (*marks, "clock-impossible") if date else (*marks, "no-time")
    if not body:
        marks = (*marks, "no-words")
    elif _REPLACED in body:
        marks = (*marks, "bytes-replaced")
    outgoing = marks[0] not in {"received", "direction-unknown"}
    if outgoing:
        sender: str | None = row.get("self_phone", OWNER)
    else:
        sender = address if box == RECEIVED and address not in NOBODY else None
    details = _details(row, (("to", address),) if outgoing and address else ())
    if sender is None and address not in NOBODY:
        details = (("address", address), *details)
    conversation = conversation_of(row, address)
    fields = (_MESSAGE, conversation, sender, body, moment, span, (), marks, None, details)
    return _new(Message, fields)


def conversation_of(row: Row, address: str) -> str:
    """Give a conversation's name: the phone's own for it, else the numbers as written.

    In a group, who is not among the contacts is told by the number: groups of strangers are not
    one group.

    Args:
        row: the row; `contact_name`, `thread_id`.
        address: one number, or several with `~` between them.
    """
    name = row.get("contact_name", "")
    if name not in NOBODY:
        return _with_numbers(name, address) if _NOT_NAMED in name and address else name
    if address:
        return address.replace("~", ", ")
    return row.get("thread_id", "")


def _with_numbers(names: str, address: str) -> str:
    """Give names with a number for each that is not known; the numbers alone where they differ."""
    named, numbers = names.split(", "), address.split("~")
    if len(named) != len(numbers):
        return ", ".join(numbers)
    pairs = zip(named, numbers, strict=True)
    return ", ".join(number if name == _NOT_NAMED else name for name, number in pairs)


def _details(
    row: Row, begin: Details, subject: str = "subject", unit: Unit = Unit.MILLISECONDS
) -> Details:
    """Give what else a row states, in a fixed order."""
    found = list(begin)
    get = row.get
    if (name := get("contact_name", "")) not in NOBODY:
        found.append(("contact-name", name))
    if words := get(subject):
        found.append(_subject(words, get("sub_cs", "")))
    sent = get("date_sent", "0")
    if sent != "0" and sent != get("date"):
        found.append(("sent-at", _time_in_words(sent, unit)))
    if centre := get("service_center"):
        found.append(("service-centre", centre))
    if local := get("readable_date"):
        found.append(("local-time", local))
    return tuple(found)


def _subject(written: str, charset: str) -> tuple[str, str]:
    """Give a subject as it was meant: phones keep its bytes as if each were a character."""
    if written.startswith(_NO_SUBJECT):
        return ("other-field", written)
    if charset == _UTF8 and not written.isascii():
        try:
            return ("subject", written.encode("latin-1").decode())
        except UnicodeError:
            pass
    return ("subject", written)


def _time_in_words(written: str, unit: Unit) -> str:
    """Give a count of time so that a person can read it, with the count itself.

    Of a multimedia message the XML has seconds here beside milliseconds in `date`; none is both.
    """
    moment = read_moment(written, unit)
    if moment.stated is None:
        moment = read_moment(written, Unit.SECONDS)
    return written if moment.stated is None else f"{moment.stated}Z ({written})"


def multimedia_message(
    row: Row,
    addresses: Sequence[tuple[str, str]],
    content: tuple[str, tuple[str, ...], tuple[str, ...]],
    *,
    span: Span,
    unit: Unit = Unit.MILLISECONDS,
) -> Message:
    """Give a multimedia message (MMS); in a group only its addresses tell who sent it.

    Args:
        row: `date`, `msg_box`, `address`, and what else there is.
        addresses: the header each comes from (137, 151, …) and the number, in the file's order.
        content: the words, the names of attachments, and marks of what they lack.
        span: its place.
        unit: what `date` counts.
    """
    words, attachments, lacks = content
    report = _REPORTS.get(row.get("m_type", ""))
    marks = (*(report or _mms_direction(row)), *lacks)
    moment = read_moment(row.get("date", ""), unit)
    if moment.stated is None:
        marks += ("clock-impossible",) if row.get("date") else ("no-time",)
    if _REPLACED in words:
        marks += ("bytes-replaced",)
    if row.get("m_type") == _NOTIFICATION:
        marks += ("not-downloaded",)
    from_headers = (number for header, number in addresses if header == FROM)
    named = list(dict.fromkeys(number for number in from_headers if number not in NOBODY))
    address = row.get("address", "") or "~".join(
        number
        for header, number in addresses
        if number not in NOBODY and (header == FROM) is (marks[0] == "received")
    )
    sender = _mms_sender(row, marks[0], named, address)
    recipients = _recipients(addresses, address, marks[0])
    if len(named) > 1:
        recipients = (*(("address", number) for number in named), *recipients)
    if report and marks[0] == "received":
        # A network says it; the number is whom the message that arrived was for.
        sender = None
        recipients = recipients or tuple(("address", each) for each in address.split("~") if each)
    return Message(
        kind=_EVENT if report else _MESSAGE,
        conversation=conversation_of(row, address),
        sender=sender,
        text=words,
        happened=moment,
        span=span,
        attachments=attachments,
        marks=marks,
        details=_details(row, recipients, "sub", unit),
    )


def _mms_direction(row: Row) -> tuple[str, ...]:
    """Tell from its folder, else from its type, whether a message came or went."""
    box = row.get("msg_box", "")
    if box in _BOXES:
        return _BOXES[box]
    kind = row.get("m_type", "")
    return {_SEND_REQUEST: ("sent",), "132": ("received",), _NOTIFICATION: ("received",)}.get(
        kind, _NO_BOX
    )


def _mms_sender(row: Row, direction: str, named: list[str], address: str) -> str | None:
    """Give the one address it is from; of a group's numbers, or of two senders, none is picked."""
    if direction not in {"received", "direction-unknown"}:
        return named[0] if len(named) == 1 else row.get("self_phone", OWNER)
    if named:
        return named[0] if len(named) == 1 else None
    alone = "~" not in address and address not in NOBODY
    return address if alone and direction == "received" else None


def _recipients(addresses: Sequence[tuple[str, str]], address: str, direction: str) -> Details:
    """Give whom it went to, as its own headers state, else the conversation's numbers."""
    stated = tuple(
        (_RECIPIENTS[header], number)
        for header, number in addresses
        if header in _RECIPIENTS and number not in NOBODY
    )
    if stated or direction == "received" or not address:
        return stated
    code = "address" if direction == "direction-unknown" else "to"
    return tuple((code, number) for number in address.split("~"))


def call(row: Row, span: Span) -> Message:
    """Give a phone call.

    Args:
        row: `number`, `date`, `duration` in seconds, `type`, `presentation`, `contact_name`.
        span: its place.
    """
    kind, number = row.get("type", ""), row.get("number", "")
    marks: tuple[str, ...] = _CALLS.get(kind, _NO_BOX)
    presentation = row.get("presentation", "")
    is_withheld = presentation in _WITHHELD_PRESENTATIONS
    # Some phones write a word where the number would be: “Private”, “Unknown”.
    unnamed = number in _NO_NUMBERS or (is_withheld and not any(map(str.isdigit, number)))
    if presentation == _PAYPHONE_PRESENTATION or number == _PAYPHONE_NUMBER:
        marks += ("payphone",)
    elif unnamed or is_withheld:
        marks += ("withheld",)
    date, duration = row.get("date", ""), row.get("duration", "")
    moment = read_moment(date)
    if moment.stated is None:
        marks += ("clock-impossible",) if date else ("no-time",)
    known = not unnamed
    sender: str | None = number if known and kind in _CALLS else None
    details: Details = (("address", number),) if known and sender is None else ()
    if kind == _CALL_SENT:
        sender, details = OWNER, (("to", number),) if known else ()
    return Message(
        kind=_CALL,
        conversation=conversation_of(row, number if known else ""),
        sender=sender,
        text=row.get("transcription", ""),
        happened=moment,
        span=span,
        marks=marks,
        duration_seconds=read_duration(duration),
        details=_details(row, details),
    )


def read_duration(written: str) -> int | None:
    """Give seconds, None when they are not stated or no sane number.

    Args:
        written: the column.
    """
    sane = written.isascii() and written.isdigit() and len(written) <= len("100000000")
    return int(written) if sane else None
