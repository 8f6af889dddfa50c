"""Where the entries of a WhatsApp export begin and end: the grammar of its headings.

An entry is a heading and everything up to the next heading. The patterns work on bytes, so that
every entry's place in the file is known exactly and no byte needs to be decoded twice. A made-up
line of the form stands above each pattern. References: docs/readers/whatsapp.md.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from holdfast.readers.whatsapp_clock import CONNECTORS, DAY_PERIODS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdfast.readers.reader import Source

CHUNK_BYTES = 1 << 20
"""How much is read at a time; memory stays a few times this, whatever the file's size."""

LONGEST_ENTRY_BYTES = 1 << 20
"""WhatsApp cuts a message at 65,536 characters; what is longer than this is no message."""

LONGEST_HEADING_BYTES = 1024
"""A heading with its author is far shorter; used when a stretch without headings is let go."""


def _either(words: list[str]) -> bytes:
    """Give a pattern for any of some words, longest first."""
    return b"|".join(re.escape(word.encode()) for word in sorted(words, key=len, reverse=True))


# U+061C, U+200E and U+200F, U+202A to U+202E, U+2066 to U+2069, U+FEFF: seen before the bracket,
# after it, inside right-to-left dates and before bodies. They steer display and mean nothing here.
# Nothing else begins as they do, so what they match is never given back.
MARK = rb"(?:\xe2\x80[\x8e\x8f\xaa-\xae]|\xe2\x81[\xa6-\xa9]|\xef\xbb\xbf|\xd8\x9c)"
# Space, tab, U+00A0, U+2000 to U+200A, and U+202F (before AM and PM since 2023). The underscore
# stands for a space in lines that went through a program: `1/23/23, 3:22_AM - Anna: m`.
GAP = rb"(?:[ \t_]|\xc2\xa0|\xe2\x80[\x80-\x8a\xaf])"

# 04/03/2025   29.01.18   2020-01-01   06/2018/13   13. 6. 2018.   2025. 3. 4.
DATE = rb"\d{1,4}(?:[/.-]|\. )\d{1,4}(?:[/.-]|\. )\d{1,4}\.?"
# 14:05   14.05   2:05:09
TIME = rb"\d{1,2}[:.]\d\d(?:[:.]\d\d)?"
# PM   p.m.   a. m.   p. m.   am
HALF = rb"(?:" + GAP + rb"*[AaPp]\.?" + GAP + rb"?[Mm]\.?)?"
# ", "   " "   (nothing else in the plain forms)
JOIN = rb",?" + GAP + rb"{1,2}"

# Digits of other scripts: Arabic, Persian, Devanagari to Malayalam, Thai, Myanmar, full width.
DIGIT = (
    rb"(?:\d|\xd9[\xa0-\xa9]|\xdb[\xb0-\xb9]"
    rb"|\xe0(?:[\xa5\xa7\xa9\xab\xad\xaf\xb1\xb3\xb5][\xa6-\xaf]|\xb9[\x90-\x99])"
    rb"|\xe1\x81[\x80-\x89]|\xef\xbc[\x90-\x99])"
)
# ٤<RLM>/٣<RLM>/٢٠٢٥   2025年3月4日   2025. 3. 4.
ANY_SEPARATOR = MARK + rb"*+(?:[/.-]|" + _either(["年", "月", "년", "월"]) + rb") ?" + MARK + rb"*+"
# The Bulgarian word for "year", shortened, after any of three spaces.
YEAR_WORDS = (" \u0433.", "\u00a0\u0433.", "\u202f\u0433.")
ANY_DATE = (
    DIGIT + rb"{1,4}" + ANY_SEPARATOR + DIGIT + rb"{1,4}" + ANY_SEPARATOR + DIGIT + rb"{1,4}"
    rb"(?:" + MARK + rb"*+(?:\.|" + _either(["日", "일", *YEAR_WORDS]) + rb"))?"
)  # fmt: skip
# 14:05   14.05.09   14 h 05   14 h 05 min 09 s (French in Canada)
ANY_TIME = (
    DIGIT + rb"{1,2}(?:" + MARK + rb"*+[:.]" + DIGIT + rb"{2}(?:[:.]" + DIGIT + rb"{2})?"
    rb"|" + GAP + rb"h" + GAP + DIGIT + rb"{2}(?:" + GAP + rb"min(?:" + GAP + DIGIT + rb"{2}"
    + GAP + rb"s)?)?)"
)  # fmt: skip
ANY_COMMA = MARK + rb"*+(?:,|\xd8\x8c)?" + MARK + rb"*+"
# " klo "   " 下午"   ", μ.μ. "
KNOWN_WORDS = (
    rb"(?:(?:" + _either([*CONNECTORS, *DAY_PERIODS]) + rb")" + MARK + rb"*+" + GAP + rb"*){0,2}"
)

# [04/03/25, 14:05:09] Anna: m        [13-06-18 21:25:15] Anna: m
BRACKET = rb"\[" + MARK + rb"*+(" + DATE + rb")(" + JOIN + TIME + HALF + rb")\][ \t]?"
# 04/03/2025, 14:05 - Anna: m         25/06/16 10:10:10: Anna: m
DASH_CLOSES = rb"(?:-|\xe2\x80[\x93\x94])(?:" + GAP + rb"|(?=\r?\n|\r?\Z))"
DASH = rb"(" + DATE + rb")(" + JOIN + TIME + HALF + rb")(?:" + GAP + DASH_CLOSES + rb"|: )"
# [२/३/२०२५, २:३६:२९ अपराह्न] Anna: m   [2025/3/4 下午2:05:09] Anna: m
# Inside brackets any word may stand around the time, known or not.
ANY_BRACKET = (
    rb"\[" + MARK + rb"*+(" + ANY_DATE + rb")([^\d\n\r\[\]:/]{1,40}?" + ANY_TIME
    + rb"[^\d\n\r\[\]]{0,40}?)\]" + MARK + rb"*+[ \t]?"
)  # fmt: skip
# 4.3.2025 klo 14.05 - Anna: m        2025/3/4 下午2:05 - Anna: m        4/3/25 2:05 μ.μ. - Anna: m
ANY_DASH = (
    rb"(" + ANY_DATE + rb")(" + ANY_COMMA + GAP + rb"{1,2}" + MARK + rb"*+" + KNOWN_WORDS + ANY_TIME
    + MARK + rb"*+" + GAP + rb"*" + KNOWN_WORDS + rb")(?<=[\t_ \xa0\xaf])" + MARK + rb"*+"
    + DASH_CLOSES
)  # fmt: skip
# 13. 6. 2018. 21:25:15 Anna: m       (Croatian and Serbian; only with seconds and an author)
BARE = (
    rb"(\d{1,2}\. ?\d{1,2}\. ?\d{4}\.)( \d{1,2}:\d\d:\d\d) (?=[^:\n]{1,100}: )"
)  # fmt: skip

# [14:05, 04/03/2025] Anna: m         [10:30 AM, 3/24/2025] Anna: m   (copied out of WhatsApp Web)
# The date is looked at first, so that its group comes before that of the time.
TIME_FIRST_BRACKET = (
    rb"\[(?=" + TIME + HALF + rb", (" + DATE + rb")\])(" + TIME + HALF + rb", )" + DATE
    + rb"\][ \t]?"
)  # fmt: skip
# 14:05, 04/03/2025 - Anna: m         (Vietnamese)
TIME_FIRST_DASH = (
    rb"(?=" + TIME + rb",? (" + DATE + rb") )(" + TIME + rb",? )" + DATE + GAP + DASH_CLOSES
)

# "Anna: "   "Carol:" (empty)   "John Doe:." (expired)   "Anna:" and U+200E (Chinese). A name ends
# at the first colon that is followed by one of these; more than 400 bytes are no name.
AUTHOR = (
    rb"(?:" + MARK + rb"*([^\n]{1,400}?):"
    rb"(?: |\xc2\xa0|(?=\xe2\x80[\x8e\x8f]|\r?\n|\r?\Z|\.\r?(?:\n|\Z))))?"
)  # fmt: skip

WAYS = (BRACKET, DASH, ANY_BRACKET, ANY_DASH, BARE, TIME_FIRST_BRACKET, TIME_FIRST_DASH)
HEADING = re.compile(
    rb"\n" + MARK + rb"*+(?:"
    + rb"|".join(way + AUTHOR for way in WAYS) + rb")"
)  # fmt: skip
"""A line feed and the heading after it. Groups: for each of the ways date, time, author."""

DATED = re.compile(rb"\n" + MARK + rb"*+(?:" + rb"|".join(WAYS) + rb")")
"""The same headings without their author, found faster. Groups: for each of the ways date, time."""

LEVELS = frozenset({b"DEBUG", b"INFO", b"WARN", b"WARNING", b"ERROR", b"TRACE", b"FATAL"})
"""What stands where a name would in programs' diaries; nobody is called so."""

GROUPS_PER_WAY = 3
BRACKET_GROUPS = frozenset({1, 7, 16})
"""The groups that hold the date of a heading in brackets."""

DATED_PER_WAY = 2
BRACKET_DATED = frozenset({1, 5, 11})
"""The same of a match of `DATED`."""


def date_group(heading: re.Match[bytes]) -> int:
    """Give the group that holds a heading's date; the next two hold time and author.

    Args:
        heading: a match of `HEADING`.
    """
    return ((heading.lastindex or 1) - 1) // GROUPS_PER_WAY * GROUPS_PER_WAY + 1


class Window(NamedTuple):
    """A stretch of the file whose headings are all found."""

    base: int
    """Offset in the file of the first byte of `view`; -1 at the very start."""

    view: bytes
    """The bytes; a line feed is set before the file's first."""

    headings: list[re.Match[bytes]]
    """Headings in order; an entry begins one byte after its heading's start."""

    end: int
    """Where in `view` the last entry ends."""

    def __repr__(self) -> str:
        """Tell the place only."""
        return f"Window({self.base}+{len(self.view)})"


def find_headings(source: Source, pattern: re.Pattern[bytes] = HEADING) -> Iterator[Window]:
    """Walk through a file and find every heading, holding little of it at a time.

    Args:
        source: the export.
        pattern: `HEADING`, or `DATED`.

    Yields:
        Windows in file order, each with at least one heading. No entry is in two windows. What
        lies between windows has no heading, or belongs to an entry that is too long.
    """
    view, base, position = b"\n", -1, 0
    while position < source.size:
        chunk = source.read(position, CHUNK_BYTES)
        position = position + len(chunk) if chunk else source.size
        view += chunk
        is_last = position >= source.size
        complete = len(view) if is_last else _decided(view)
        headings = list(pattern.finditer(view, 0, complete))
        if is_last:
            keep_from = len(view)
        elif headings and len(view) - headings[-1].start() <= LONGEST_ENTRY_BYTES:
            keep_from = headings.pop().start()
        else:
            keep_from = _let_go(view)
        if headings:
            yield Window(base, view, headings, min(keep_from + 1, len(view)))
        base += keep_from
        view = view[keep_from:]


def _decided(view: bytes) -> int:
    """Find how far headings can be told already: a line that is just begun may turn out as one."""
    line = view.rfind(b"\n") + 1
    return len(view) if len(view) - line > LONGEST_HEADING_BYTES else line


def _let_go(view: bytes) -> int:
    """Find from where a stretch without headings must be kept: its last line, if short."""
    last_line = view.rfind(b"\n")
    short = len(view) - last_line <= LONGEST_HEADING_BYTES
    return last_line if last_line >= 0 and short else len(view) - 1
