"""Exports of any size that need no disk: a sample's records repeated, each numbered as it is read.

| column   | holds                                                                          |
| -------- | ------------------------------------------------------------------------------ |
| reader   | a key of `READERS`                                                             |
| sample   | folder below tests/readers                                                     |
| first    | what the first record begins with; empty: the longest list of a JSON sample    |
| last     | what follows the last record; empty: nothing                                   |
| numbered | words of a record after which its number stands, so that no two are the same   |
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

SAMPLES = Path(__file__).parents[1] / "tests" / "readers"
BLOCK_BYTES = 128 << 10
NUMBER = b"%09d"


class Shape(NamedTuple):
    """How a sample is made large."""

    reader: str
    sample: str
    first: str = ""
    last: str = ""
    numbered: tuple[str, ...] = ()


SHAPES = (
    Shape("discord", "discord/plain", numbered=("I see you", "Stop", "Pinned a message.")),
    Shape("discord", "discord/csv", '"900000000000000002"', '"9","x"', ("two", "b.png")),
    Shape("discord-package", "discord-package/plain", numbered=("Please stop writing to me",)),
    Shape("facebook", "facebook/plain"),
    Shape("instagram", "instagram/plain"),
    Shape("telegram", "telegram/plain"),
    Shape("skype", "skype/plain", numbered=("Where are you?", "Please stop asking.")),
    Shape("google-chat", "google-chat/plain"),
    Shape("snapchat", "snapchat/plain", numbered=("I am outside",)),
    Shape("tiktok", "tiktok/plain"),
    Shape("location", "location/plain"),
    Shape("twitter", "twitter/plain", numbered=("I know where you live",)),
    Shape("har", "har/plain", numbered=("I know where you live",)),
    Shape("signal", "signal/plain", '{"chatItem"', numbered=("Are you home?", "Look")),
    Shape("reddit", "reddit/plain", "a1,", numbered=("a1", "Stop writing to me.")),
    Shape("linkedin", "linkedin/plain", "2-A,,Sam", numbered=("Please stop", "Agenda")),
    Shape("sign-ins", "sign-ins/plain", "100000000001,", numbered=("203.0.113.",)),
    Shape("line", "line/plain", "2026/03/04", numbered=("Where are you?", "to me")),
    Shape("kakaotalk", "kakaotalk/plain", "---------------", numbered=("plan",)),
    Shape("imazing", "imazing/plain", "Ann Example,2026-03-04 17:30:05", numbered=("outside",)),
    Shape("sms-json", "sms-json/plain", '{"_id": "1"', numbered=("are you home?",)),
    Shape("wacz", "wacz/plain"),
    Shape("viber", "viber/plain", "27/01", numbered=("Are you home?", "to me")),
    Shape("call-records", "call-records/answered", "20/04/2024", numbered=("07700900",)),
    Shape("calendar", "calendar/plain", "BEGIN:VEVENT", "END:VCALENDAR", ("UID:", "Away")),
    Shape("contacts", "contacts/plain", "BEGIN:VCARD", numbered=("FN:", "Ben")),
    Shape("warc", "warc/plain", "WARC/1.0", numbered=()),
    Shape("location", "location/gpx", "<trkpt", "</trkseg>"),
    Shape("location", "location/kml", "<Placemark><name>Gate", "<Placemark><gx:Track>"),
    Shape("mail", "mail/plain", "iVBORw0KGgo", "awAAAABJRU5"),
    Shape("mhtml", "mhtml/plain", "iVBORw0KGgo", "\r\n------MultipartBoundary--abc123------"),
    Shape("web-page", "web-page/plain", "<p>Ravi", "<script>", ("live.",)),
    Shape("facebook", "facebook/html", '<div class="_3-95 _a6-g">', "</div></body>", ("First",)),
    Shape("instagram", "instagram/html", '<div class="pam', "</div></body>"),
    Shape("telegram", "telegram/html", '<div class="message default', "</div></div></div></body>"),
    Shape(
        "google-voice",
        "google-voice/plain",
        '<div class="message">',
        '</div>\n<div class="tags',
        ("you",),
    ),
    Shape("tiktok", "tiktok/text-messages", "2026-01-01", numbered=("nice video",)),
)


class GrownSource:
    """A file that is worked out as it is read."""

    def __init__(self, name: str, before: bytes, block: bytes, after: bytes, size: int) -> None:
        """Repeat a block, in which `NUMBER` stands for numbers, until a size is reached."""
        self.name = name
        self._before, self._block, self._after = before, block, after
        self._numbers = block.count(NUMBER)
        self._length = len(self._of(0))
        self._times = max(1, (size - len(before) - len(after)) // self._length)
        self._body_end = len(before) + self._times * self._length
        self.size = self._body_end + len(after)

    def _of(self, number: int) -> bytes:
        """Give one block."""
        first = number * self._numbers
        return self._block % tuple(range(first, first + self._numbers))

    def read(self, start: int, length: int) -> bytes:
        """Give up to `length` bytes from `start`."""
        end = min(start + length, self.size)
        pieces, at = [], start
        while at < end:
            piece, place = self._piece(at)
            pieces.append(piece[place : place + end - at])
            at += len(pieces[-1])
        return b"".join(pieces)

    def _piece(self, at: int) -> tuple[bytes, int]:
        """Give what stands at an offset, and where in it that is."""
        if at < len(self._before):
            return self._before, at
        if at >= self._body_end:
            return self._after, at - self._body_end
        number, place = divmod(at - len(self._before), self._length)
        return self._of(number), place


def longest_list(value: object) -> list[object]:
    """Give the longest list of records in a sample."""
    waiting: list[object] = [value]
    longest: list[object] = []
    while waiting:
        each = waiting.pop()
        if isinstance(each, list):
            waiting.extend(each)
            if all(isinstance(one, dict) for one in each) and len(each) > len(longest):
                longest = each
        elif isinstance(each, dict):
            waiting.extend(each.values())
    return longest


def sample_of(shape: Shape) -> tuple[str, bytes]:
    """Give the name and the bytes of a sample."""
    (sample,) = (SAMPLES / shape.sample).glob("in.*")
    return sample.name.removeprefix("in."), sample.read_bytes()


def grown(shape: Shape, name: str, content: bytes, size: int) -> GrownSource:
    """Give a sample made so large, its records repeated and numbered."""
    before, records, separator, after = _divided(shape, content)
    records = numbered(records, shape.numbered)
    times = 1 + BLOCK_BYTES // len(records)
    block = (separator + records) * times
    # The first record has no separator before it.
    begin = before + records % tuple(range(records.count(NUMBER)))
    return GrownSource(name, begin, block, after, size)


def numbered(records: bytes, words: tuple[str, ...]) -> bytes:
    """Give records as a template, with a number after some words."""
    records = records.replace(b"%", b"%%")
    for word in words:
        assert word.encode() in records, word
        records = records.replace(word.encode(), word.encode() + NUMBER)
    return records


def _divided(shape: Shape, content: bytes) -> tuple[bytes, bytes, bytes, bytes]:
    """Give what stands before a sample's records, they, what parts them, and what follows."""
    if shape.first:
        begin = content.index(shape.first.encode())
        end = content.rindex(shape.last.encode()) if shape.last else len(content)
        return content[:begin], content[begin:end], b"", content[end:]
    start = content.index(b"= [") + 2 if shape.reader == "twitter" else 0
    whole = json.loads(content[start:])
    place = longest_list(whole)
    records = ",\n".join(json.dumps(each, ensure_ascii=False) for each in place)
    place[:] = ["@records@"]
    before, after = json.dumps(whole, ensure_ascii=False).split('"@records@"')
    return content[:start] + before.encode(), records.encode(), b",\n", after.encode()
