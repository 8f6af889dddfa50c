"""Answers in imessage-exporter's text, which stand below what they answer.

    Mar 01, 2024  9:05:00 PM
    Sam
    Hello
        Mar 01, 2024  9:06:00 PM
        Me
        First line,
    second line of the answer: the exporter indents the first line of a part only.

    words of Sam again, when there were several parts

Each answer ends with an empty line, and stands again in its own place, from where it is known how
many lines it has. References: docs/readers/imessage.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from holdfast.readers.imessage_written import read_heading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

REPLY_NOTE = "This message responded to an earlier message."
"""Stands at the end of an answer in its own place."""

INDENT = "    "
MOST_REMEMBERED = 500_000
"""Answers of which the number of lines is remembered."""

UNSURE = -1
"""Two answers of one second by one person have different numbers of lines."""

Lengths = dict[tuple[str, str], int]


class Line(NamedTuple):
    """A line with its place."""

    start: int
    """Offset of its first byte."""

    end: int
    """Offset past its line break."""

    text: str
    """Without line break."""

    def __repr__(self) -> str:
        """Tell the place only."""
        return f"Line({self.start}-{self.end})"


def lengths_of_answers(lines: Iterable[Line]) -> Lengths:
    """Give how many lines below its sender each answer has in its own place, by time and sender.

    Args:
        lines: of the whole file. Without any answer in its own place nothing is found: then those
            below what they answer stand nowhere else.
    """
    lengths: Lengths = {}
    heading, sender, count, is_after_empty = "", "", 0, True
    for line in lines:
        text = line.text.strip("\ufeff ")
        if is_after_empty and read_heading(line.text.removeprefix("\ufeff")):
            heading, sender, count = text, "", -1
        elif heading and count < 0:
            sender, count = text, 0
        elif line.text == REPLY_NOTE and heading:
            key = heading, sender
            known = lengths.get(key, count)
            if key in lengths or len(lengths) < MOST_REMEMBERED:
                lengths[key] = count if known == count else UNSURE
            heading = ""
        else:
            count += 1
        is_after_empty = not line.text.strip()
    return lengths


def without_answers(
    block: list[Line], lengths: Mapping[tuple[str, str], int]
) -> tuple[list[Line], list[list[Line]]]:
    """Tell the answers below a message from the rest of its block.

    Args:
        block: the message with all below it.
        lengths: as `lengths_of_answers` gives them.
    """
    own: list[Line] = []
    answers: list[list[Line]] = []
    taken_up_to = 0
    for at, line in enumerate(block):
        if at < taken_up_to:
            continue
        if line.text.startswith(INDENT) and read_heading(line.text.strip()):
            answer = list(_answer_at(block, at, lengths))
            answers.append(answer)
            taken_up_to = at + len(answer)
        else:
            own.append(line)
    return own, answers


def _answer_at(
    block: list[Line], begin: int, lengths: Mapping[tuple[str, str], int]
) -> Iterator[Line]:
    """Give the lines of the answer that begins at a line, with the empty one behind it."""
    sender = block[begin + 1].text.strip() if begin + 1 < len(block) else ""
    length = lengths.get((block[begin].text.strip(), sender), UNSURE)
    surely = begin + 2 + max(0, length)
    ended = False
    for at in range(begin, len(block)):
        line = block[at]
        if at > begin and line.text.startswith(INDENT) and read_heading(line.text.strip()):
            return
        is_outside = not line.text.startswith(INDENT) and line.text.strip()
        if at >= surely and is_outside and (ended or length != UNSURE):
            return
        ended = ended or (at >= surely and not line.text.strip())
        yield line
