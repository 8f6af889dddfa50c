"""What the child says, checked before it is believed: plain values, right types, sane lengths.

A child that has been taken over by a hostile file can say anything. So nothing here trusts it:
whatever is off raises `AnswerNotUnderstoodError`, and the child is treated as dead.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, TypeGuard

import msgpack

from holdfast.actions.reading.frames import COLUMNS
from holdfast.model.message import (
    LONGEST_PART_BYTES,
    Leftover,
    Message,
    MessageKind,
    Part,
    Photo,
    Question,
    Recording,
    StatedHash,
)
from holdfast.model.moment import Moment, Precision, ZoneSource
from holdfast.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Column = list[object]

_SHA256 = re.compile(r"[0-9a-f]{64}")
_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_STATED = re.compile(
    r"(?:\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01])"
    r"(?:T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,6})?)?)?)?)?\n)*",
    re.ASCII,
)
_KINDS = frozenset(kind.value for kind in MessageKind)
_PRECISIONS = frozenset(precision.value for precision in Precision)
_ZONES = frozenset(zone.value for zone in ZoneSource)
PAIR = 2
_LONGEST_CODE = 40
_LONGEST_NAME = 4096
_MOST_CHOICES = 20
_MOST_OFFSET = 26 * 60
_MOST_PIXELS = 1 << 31
_MOST_SECONDS = 1 << 30
_LOOK = re.compile(r"(?:[0-9a-f]{16})?")
_NONE = type(None)


class AnswerNotUnderstoodError(ValueError):
    """The child said something that our readers never say."""


def unpack_answer(frame: bytes) -> list[object]:
    """Take a frame apart.

    Args:
        frame: without its length.

    Returns:
        A list of plain values whose first is the frame's name.

    Raises:
        AnswerNotUnderstoodError: it is none.
    """
    try:
        values = msgpack.unpackb(frame, max_map_len=0, max_ext_len=0)
    except (ValueError, msgpack.UnpackException) as error:
        raise AnswerNotUnderstoodError from error
    if not isinstance(values, list) or not values or not isinstance(values[0], str):
        raise AnswerNotUnderstoodError
    return values


_LISTS = ("attachments", "marks")


def _must(holds: bool) -> None:  # noqa: FBT001  # reads as a sentence where it is used
    """Refuse the answer unless something holds.

    Raises:
        AnswerNotUnderstoodError: it does not.
    """
    if not holds:
        raise AnswerNotUnderstoodError


def _all_are(column: Iterable[object], *types: type) -> bool:
    """Tell whether every value is exactly of one of some types."""
    return set(map(type, column)) <= set(types)


def _is_code(value: object) -> TypeGuard[str]:
    """Tell whether a value is one of the short codes that readers use."""
    return isinstance(value, str) and len(value) <= _LONGEST_CODE and bool(_CODE.fullmatch(value))


def _is_text(value: object, most: int = _LONGEST_NAME) -> TypeGuard[str]:
    """Tell whether a value is a text of sane length."""
    return isinstance(value, str) and len(value) <= most


def _is_text_list(column: Column) -> bool:
    """Tell whether every value is a list of texts."""
    return _all_are(column, list) and all(
        _all_are(value, str) for value in column if isinstance(value, list) and value
    )


def _are_codes(column: Column) -> bool:
    """Tell whether every value is a list of codes."""
    return _is_text_list(column) and all(
        map(_is_code, {code for value in column if isinstance(value, list) for code in value})
    )


def _are_stated(column: Column) -> bool:
    """Tell whether every value is a time as `Moment.stated` writes it, or None."""
    if not _all_are(column, str, _NONE):
        return False
    stated = [value for value in column if isinstance(value, str)]
    lines = "".join(f"{each}\n" for each in stated)
    return lines.count("\n") == len(stated) and _STATED.fullmatch(lines) is not None


def _are_counts(column: Column, most: int) -> bool:
    """Tell whether every value is a whole number from 0 to `most`."""
    numbers = [value for value in column if type(value) is int]
    return len(numbers) == len(column) and (
        not numbers or (min(numbers) >= 0 and max(numbers) <= most)
    )


def _are_of(column: Column, choices: frozenset[str]) -> bool:
    """Tell whether every value is one of some texts."""
    return _all_are(column, str) and set(column) <= choices


def _are_offsets(column: Column) -> bool:
    """Tell whether every value is a zone's offset in minutes, or None."""
    return _all_are(column, int, _NONE) and all(
        abs(value) <= _MOST_OFFSET for value in set(column) if isinstance(value, int)
    )


def _are_details(column: Column) -> bool:
    """Tell whether every value is a list of pairs: a code and a text."""
    if not _all_are(column, list):
        return False
    pairs = [pair for value in column if isinstance(value, list) for pair in value]
    if not all(isinstance(pair, list) and len(pair) == PAIR for pair in pairs):
        return False
    return all(map(_is_code, {pair[0] for pair in pairs if isinstance(pair[0], str)})) and _all_are(
        (value for pair in pairs for value in pair), str
    )


_CHECKS: dict[str, Callable[[Column], bool]] = {
    "kind": partial(_are_of, choices=_KINDS),
    "conversation": lambda column: _all_are(column, str),
    "sender": lambda column: _all_are(column, str, _NONE),
    "text": lambda column: _all_are(column, str),
    "attachments": _is_text_list,
    "marks": _are_codes,
    "duration_seconds": lambda column: _all_are(column, int, _NONE),
    "details": _are_details,
    "as_written": lambda column: _all_are(column, str),
    "stated": _are_stated,
    "precision": partial(_are_of, choices=_PRECISIONS),
    "zone_source": partial(_are_of, choices=_ZONES),
    "offset_minutes": _are_offsets,
    "until": _are_stated,
    "about": lambda column: _all_are(column, bool),
    "path": lambda column: _all_are(column, str),
}
"""Column -> what must hold for it; `start` and `length` are checked against the original's size."""


def parse_messages(columns: list[object], size: int) -> list[Message]:
    """Give the messages of a frame.

    Args:
        columns: its values without the name.
        size: length of the original; no span may lie outside it.

    Returns:
        The messages; `AnswerNotUnderstoodError` when anything in them is not as it must be.
    """
    _must(len(columns) == len(COLUMNS))
    table = {
        name: column
        for name, column in zip(COLUMNS, columns, strict=True)
        if isinstance(column, list)
    }
    _must(len(table) == len(COLUMNS))
    for name, holds in _CHECKS.items():
        _must(holds(table[name]))
    table = _filled_up(table)
    starts, lengths = table["start"], table["length"]
    _must(_are_counts(starts, size) and _are_counts(lengths, size))
    ends = [
        a + b
        for a, b in zip(starts, lengths, strict=True)
        if isinstance(a, int) and isinstance(b, int)
    ]
    _must(max(ends, default=0) <= size)
    moments = map(partial(tuple.__new__, Moment), zip(*list(table.values())[8:15], strict=True))
    spans = map(partial(tuple.__new__, Span), zip(starts, lengths, table["path"], strict=True))
    rows = zip(
        table["kind"], table["conversation"], table["sender"], table["text"], moments, spans,
        table["attachments"], table["marks"], table["duration_seconds"], table["details"],
        strict=True,
    )  # fmt: skip
    return list(map(partial(tuple.__new__, Message), rows))


def _filled_up(table: dict[str, Column]) -> dict[str, Column]:
    """Give every column in full: one that has a single value has it in every row."""
    number = len(table["start"])
    for name in _LISTS:
        table[name] = [tuple(each) for each in table[name] if isinstance(each, list)]
    table["details"] = [
        tuple(tuple(pair) for pair in each if isinstance(pair, list))
        for each in table["details"]
        if isinstance(each, list)
    ]
    full = {name: column * number if len(column) == 1 else column for name, column in table.items()}
    _must(set(map(len, full.values())) == {number})
    return full


def parse_leftover(values: list[object], size: int) -> Leftover:
    """Give a leftover.

    Args:
        values: start, length, path, why.
        size: length of the original.

    Raises:
        AnswerNotUnderstoodError: something is not as it must be.
    """
    match values:
        case [int(start), int(length), str(path), str(why)]:
            _must(_are_counts([start, length], size) and start + length <= size)
            _must(_is_text(path) and _is_code(why))
            return Leftover(Span(start, length, path), why)
        case _:
            raise AnswerNotUnderstoodError


def parse_part(values: list[object], size: int) -> tuple[Part, int]:
    """Give a file inside an original, still without its bytes, and how many follow.

    Args:
        values: start, length, path, name, media type, number of the message or None, size.
        size: length of the original.

    Raises:
        AnswerNotUnderstoodError: something is not as it must be.
    """
    match values:
        case [
            int(start), int(length), str(path), str(name), str(media_type),
            (int() | None) as message, int(follow),
        ]:  # fmt: skip
            _must(_are_counts([start, length], size) and start + length <= size)
            _must(_is_text(path) and _is_text(name) and _is_text(media_type))
            _must(0 <= follow <= LONGEST_PART_BYTES and (message is None or message >= 0))
            return Part(Span(start, length, path), name, media_type, b"", message), follow
        case _:
            raise AnswerNotUnderstoodError


def parse_stated_hash(values: list[object], size: int) -> StatedHash:
    """Give a hash that an export states.

    Args:
        values: start, length, path, name, SHA-256 as hex.
        size: length of the original.

    Raises:
        AnswerNotUnderstoodError: something is not as it must be.
    """
    match values:
        case [int(start), int(length), str(path), str(name), str(sha256)]:
            _must(_are_counts([start, length], size) and start + length <= size)
            _must(_is_text(path) and _is_text(name) and bool(_SHA256.fullmatch(sha256)))
            return StatedHash(Span(start, length, path), name, sha256)
        case _:
            raise AnswerNotUnderstoodError


def parse_question(values: list[object]) -> Question:
    """Give a question.

    Args:
        values: id, text, choices.

    Raises:
        AnswerNotUnderstoodError: something is not as it must be.
    """
    match values:
        case [str(name), str(text), list(choices)]:
            _must(_is_code(name) and _is_text(text) and 0 < len(choices) <= _MOST_CHOICES)
            codes = tuple(choice for choice in choices if _is_code(choice))
            _must(len(codes) == len(choices))
            return Question(name, text, codes)
        case _:
            raise AnswerNotUnderstoodError


def parse_photo(values: list[object]) -> Photo:
    """Give a photo.

    Args:
        values: the photo's own without the moment, then the moment's, in the order of the fields.

    Raises:
        AnswerNotUnderstoodError: something is not as it must be.
    """
    match values:
        case [
            str(format_), int(width), int(height), list(marks),
            (float() | None) as north, (float() | None) as east,
            str(device), bytes(for_screen), bytes(for_print), str(look), int(pages), *moment,
        ] if len(moment) == len(Moment._fields):  # fmt: skip
            _must(_are_counts([width, height, pages], _MOST_PIXELS) and _is_code(format_))
            _must(_are_codes([marks]) and _is_text(device) and bool(_LOOK.fullmatch(look)))
            _must(_is_place(north, east))
            return Photo(
                format=format_, width=width, height=height, taken=_parse_moment(moment),
                marks=tuple(str(mark) for mark in marks), latitude=north, longitude=east,
                device=device, for_screen=for_screen, for_print=for_print, look=look,
                pages=pages,
            )  # fmt: skip
        case _:
            raise AnswerNotUnderstoodError


def parse_recording(values: list[object]) -> Recording:
    """Give a recording; the child makes no pictures of it.

    Args:
        values: its own without the moment and the pictures, then the moment's, in their order.

    Raises:
        AnswerNotUnderstoodError: something is not as it must be.
    """
    match values:
        case [
            str(format_), (float() | None) as seconds, list(codecs), list(marks),
            (float() | None) as north, (float() | None) as east,
            str(device), int(width), int(height), *moment,
        ] if len(moment) == len(Moment._fields):  # fmt: skip
            _must(_are_counts([width, height], _MOST_PIXELS) and _is_code(format_))
            _must(_are_codes([marks]) and _is_text(device) and _is_place(north, east))
            _must(_is_text_list([codecs]) and all(_is_text(name, _LONGEST_CODE) for name in codecs))
            _must(seconds is None or 0 < seconds < _MOST_SECONDS)
            return Recording(
                format=format_, duration_seconds=seconds, codecs=tuple(map(str, codecs)),
                taken=_parse_moment(moment), marks=tuple(map(str, marks)), latitude=north,
                longitude=east, device=device, width=width, height=height,
            )  # fmt: skip
        case _:
            raise AnswerNotUnderstoodError


def _is_place(north: float | None, east: float | None) -> bool:
    """Tell whether two numbers are a place on earth, or none at all."""
    if north is None or east is None:
        return north is None and east is None
    return -90 <= north <= 90 and -180 <= east <= 180  # noqa: PLR2004  # degrees on a globe


def _parse_moment(values: list[object]) -> Moment:
    """Give a moment.

    Raises:
        AnswerNotUnderstoodError: something is not as it must be.
    """
    match values:
        case [
            str(as_written), (str() | None) as stated, str(precision), str(zone_source),
            (int() | None) as offset, (str() | None) as until, bool(about),
        ]:  # fmt: skip
            _must(_is_text(as_written) and _are_stated([stated, until]))
            _must(precision in _PRECISIONS and zone_source in _ZONES and _are_offsets([offset]))
            return Moment(as_written, stated, precision, zone_source, offset, until, about)
        case _:
            raise AnswerNotUnderstoodError
