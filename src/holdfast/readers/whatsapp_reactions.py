"""Reactions, answers and polls in WhatsApp's store on an iPhone: protocol buffers beside each row.

    ZRECEIPTINFO   7 { 1 { 2: account  3: sign  4: milliseconds }   any number; by the owner
                                                                    where no account is named
                       2 { 2: sign  3: milliseconds } }             by the owner
                   8 { 2: question  3 { 1: answer } }               any number of answers
    ZMETADATA      5: id of the message that is answered
                   19 { 1: its words }

Whatever does not look like this is passed over: receipts stand in the same bytes.
References: docs/readers/whatsapp-store.md; protobuf.dev, encoding.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST = 1 << 20
"""More bytes than receipts of any group need."""

LONGEST_SIGN = 16
"""Characters of one sign; a family of four with skin colours has eleven."""

_ID = re.compile(r"[0-9A-Fa-f-]{8,64}")
_ANSWERED, _COPY, _WORDS = 5, 19, 1
_POLL, _QUESTION, _ANSWER = 8, 2, 3
_REACTIONS, _BY_OTHERS, _BY_OWNER = 7, 1, 2
_VARINT, _EIGHT, _BYTES, _FOUR = 0, 1, 2, 5
_MOST_BITS = 64


class Reaction(NamedTuple):
    """One reaction; its `repr` shows nothing."""

    account: str
    """Who, as stored; empty for the owner."""

    sign: str
    """The sign."""

    milliseconds: int
    """When, since 1970 in UTC; 0 when not stated."""

    def __repr__(self) -> str:
        """Tell nothing."""
        return "Reaction()"


def reactions_in(stored: bytes) -> Iterator[Reaction]:
    """Give the reactions to a message.

    Args:
        stored: the cell `ZRECEIPTINFO`.
    """
    for number, part in _fields(stored[:LARGEST]):
        if number != _REACTIONS or not isinstance(part, bytes):
            continue
        for side, inner in _fields(part):
            if isinstance(inner, bytes) and side in {_BY_OTHERS, _BY_OWNER}:
                found = _reaction(inner, is_owners=side == _BY_OWNER)
                if found is not None:
                    yield found


def answered_in(stored: bytes) -> tuple[str, str]:
    """Give the id and the words of the message that a message answers, empty when it names none.

    Args:
        stored: the cell `ZMETADATA`.
    """
    name = words = ""
    for number, part in _fields(stored[:LARGEST]):
        if number == _ANSWERED:
            text = _text(part)
            name = text if _ID.fullmatch(text) else ""
        elif number == _COPY and isinstance(part, bytes):
            words = next((_text(each) for at, each in _fields(part) if at == _WORDS), "")
    return name, words if name else ""


def poll_in(stored: bytes) -> tuple[str, tuple[str, ...]]:
    """Give the question of a poll and the answers it offers, empty when there is none.

    Args:
        stored: the cell `ZRECEIPTINFO` of a poll.
    """
    poll = next((part for number, part in _fields(stored[:LARGEST]) if number == _POLL), b"")
    parts = [*_fields(poll)] if isinstance(poll, bytes) else []
    question = next((_text(part) for number, part in parts if number == _QUESTION), "")
    offered = (part for number, part in parts if number == _ANSWER and isinstance(part, bytes))
    answers = (
        next((_text(it) for at, it in _fields(each) if at == _WORDS), "") for each in offered
    )
    return question, tuple(answers)


def _reaction(stored: bytes, *, is_owners: bool) -> Reaction | None:
    """Give one reaction, None where the sign was taken back or is none."""
    cells = dict(_fields(stored))
    at = 2 if is_owners else 3
    account = "" if is_owners else _text(cells.get(2))
    sign, when = _text(cells.get(at)), cells.get(at + 1)
    is_nobodys = not (is_owners or account or 2 not in cells)  # noqa: PLR2004  # a field's number
    if is_nobodys or not sign or len(sign) > LONGEST_SIGN or sign.isascii():
        return None
    if isinstance(when, bytes):
        when = int(when) if when.isdigit() and len(when) < LONGEST_SIGN else 0
    return Reaction(account, sign, when or 0)


def _text(value: bytes | int | None) -> str:
    """Give bytes as text, empty when they are none."""
    if not isinstance(value, bytes):
        return ""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return ""


def _fields(stored: bytes) -> Iterator[tuple[int, bytes | int]]:
    """Give the fields of a message, as far as they can be told apart."""
    at = 0
    while at < len(stored):
        key, at = _varint(stored, at)
        kind, number = key & 7, key >> 3
        if at < 0 or kind not in {_VARINT, _EIGHT, _BYTES, _FOUR}:
            return
        if kind == _VARINT:
            value, at = _varint(stored, at)
            if at < 0:
                return
            yield number, value
            continue
        length = 8 if kind == _EIGHT else 4
        if kind == _BYTES:
            length, at = _varint(stored, at)
        if at < 0 or at + length > len(stored):
            return
        yield number, stored[at : at + length]
        at += length


def _varint(stored: bytes, at: int) -> tuple[int, int]:
    """Give a number and where it ends; -1 where it does not."""
    value = shift = 0
    while at < len(stored) and shift < _MOST_BITS:
        value |= (stored[at] & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if stored[at - 1] < 0x80:  # noqa: PLR2004  # the last byte has no high bit
            return value, at
    return 0, -1
