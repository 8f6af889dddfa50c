"""imessage-exporter's text: blocks of time, sender and words, with an empty line between them.

An answer is printed below what it answers, indented by four spaces, and again in its own place.
Reactions and answers look like words: what somebody wrote could look the same.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from holdfast.model.message import Leftover, Message, MessageKind
from holdfast.model.span import Span
from holdfast.readers.imessage_answers import (
    INDENT,
    REPLY_NOTE,
    Lengths,
    Line,
    lengths_of_answers,
    without_answers,
)
from holdfast.readers.imessage_written import (
    DATE,
    DELETED_NOTE,
    HEARD,
    ME,
    conversation_of,
    file_in,
    mark_of_notice,
    marks_of_words,
    read_heading,
)
from holdfast.readers.moments import marks_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdfast.model.message import Found
    from holdfast.model.moment import Moment
    from holdfast.readers.reader import Source

CHUNK_BYTES = 1 << 20
LONGEST_LINE = 1 << 20
"""A longer line is taken in pieces."""

MOST_LINES = 20_000
"""What follows in a block beyond these many lines is left over."""

_NO_NOTICE = "Unable to format announcement!"
"""Stands alone, without a time, in the place of a notice that the exporter did not know."""

_HEADING = re.compile(DATE.encode())
_REACTION = re.compile(r"[^\n]{1,60} by [^\n]{1,200}|(?:[^\n]{1,40} )?Sticker from [^\n]{1,400}")
_EFFECT = re.compile(r"Sent with [^\n]{1,40}")
_MISSING = "Attachment missing!"
_EDIT = re.compile(r"Edited [^\n:]{1,80} later: ?")


def looks_written(head: bytes) -> bool:
    """Tell whether a file begins like the exporter's text.

    Args:
        head: its first bytes.
    """
    return _HEADING.match(head.removeprefix(b"\xef\xbb\xbf")) is not None


def read_text(source: Source) -> Iterator[Found]:
    """Give every block.

    Args:
        source: a file that begins with a time.

    Yields:
        Messages and events in file order, and what is left over of each.
    """
    lengths = lengths_of_answers(_lines(source))
    conversation = conversation_of(source.name)
    block: list[Line] = []
    is_after_empty = True
    for line in _lines(source):
        if is_after_empty and read_heading(line.text.removeprefix("\ufeff")):
            yield from _read_block(block, conversation, lengths=lengths)
            block = []
        is_after_empty = not line.text.strip()
        if len(block) >= MOST_LINES:
            yield Leftover(span=Span(line.start, line.end - line.start), why="too-long")
        else:
            block.append(line)
    yield from _read_block(block, conversation, lengths=lengths)


def _lines(source: Source) -> Iterator[Line]:
    """Give a file line by line."""
    at = base = 0
    rest = b""
    while at < source.size or rest:
        chunk = source.read(at, CHUNK_BYTES)
        at += len(chunk)
        pieces = (rest + chunk).split(b"\n")
        rest = pieces.pop() if chunk else b""
        if not chunk and pieces == [b""]:
            return
        if len(rest) > LONGEST_LINE:
            pieces.append(rest)
            rest = b""
        for piece in pieces:
            # The last piece of all, or of a line that is too long, has no line break.
            end = min(base + len(piece) + 1, source.size)
            yield Line(base, end, piece.decode("utf-8", errors="replace").rstrip("\r"))
            base = end


def _read_block(block: list[Line], conversation: str, *, lengths: Lengths) -> Iterator[Found]:
    """Give what stands between two headings."""
    while block and not block[-1].text.strip():
        block.pop()
    if not block:
        return
    last = block[-1]
    if len(block) > 1 and last.text == _NO_NOTICE and not block[-2].text.strip():
        yield from _read_block(block[:-1], conversation, lengths=lengths)
        yield Leftover(span=Span(last.start, last.end - last.start), why="not-understood")
        return
    heading = read_heading(block[0].text.strip("\ufeff "))
    span = Span(block[0].start, block[-1].end - block[0].start)
    if heading is None:
        yield Leftover(span=span, why="before-first-entry")
        return
    if heading.rest and not heading.rest.startswith("("):
        text = "\n".join([heading.rest, *(line.text for line in block[1:])])
        yield Message(
            kind=MessageKind.EVENT.value,
            conversation=conversation,
            sender=None,
            text=text,
            happened=heading.moment,
            span=span,
            marks=(mark_of_notice(text), *marks_of(heading.moment)),
        )
        return
    own, answers = without_answers(block, lengths)
    yield _message(own, conversation, span, heading.moment, heading.rest)
    for answer in answers:
        inner = Span(answer[0].start, answer[-1].end - answer[0].start)
        if lengths:
            yield Leftover(span=inner, why="shown-twice")
            continue
        plain = [line._replace(text=line.text.removeprefix(INDENT)) for line in answer]
        found = read_heading(plain[0].text)
        if found is not None:
            told = _message(plain, conversation, inner, found.moment, found.rest)
            answered = ("reply-to", "\n".join(line.text for line in own[2:])[:200])
            yield told._replace(details=(*told.details, answered))


def _message(
    block: list[Line], conversation: str, span: Span, happened: Moment, rest: str
) -> Message:
    """Give a message: the second line is its sender."""
    sender = block[1].text.strip() if len(block) > 1 else ""
    words = [line.text for line in block[2:]]
    marks = ["sent"] if sender == ME else []
    details = [("read-at", rest.strip("()"))] if rest else []
    marks += marks_of(happened)
    while words and not words[-1].strip():
        words.pop()
    if words and words[-1].strip() == REPLY_NOTE:
        words.pop()
        details.append(("reply-to", REPLY_NOTE))
    if words and words[0] == DELETED_NOTE:
        words = words[1:]
        marks.append("recently-deleted")
    words = _take_reactions(words, marks, details)
    words = _take_edits(words, marks, details)
    words = _take_heard(words, details)
    if _MISSING in words:
        marks.append("media-omitted")
    if words and _EFFECT.fullmatch(words[-1]):
        details.append(("effect", words.pop()))
    text = "\n".join(words).strip()
    marks += marks_of_words(text)
    paths = [path for path in map(file_in, words) if path]
    return Message(
        kind=MessageKind.MESSAGE.value,
        conversation=conversation,
        sender=sender or None,
        text=text,
        happened=happened,
        span=span,
        attachments=tuple(path.replace("\\", "/").rpartition("/")[2] for path in paths),
        marks=tuple(marks),
        details=(*details, *(("path", path) for path in paths)),
    )


def _take_reactions(
    words: list[str], marks: list[str], details: list[tuple[str, str]]
) -> list[str]:
    """Take reactions from the end of a message, if nothing else stands there."""
    for heading in ("Reactions:", "Tapbacks:"):
        if heading not in words:
            continue
        at = len(words) - 1 - words[::-1].index(heading)
        told = [line for line in words[at + 1 :] if line.strip()]
        if told and all(_REACTION.fullmatch(line) for line in told):
            details += [("reaction", line.strip()) for line in told]
            marks.append("app-wording")
            return words[:at]
    return words


def _take_edits(words: list[str], marks: list[str], details: list[tuple[str, str]]) -> list[str]:
    """Give the last version of a message that was changed, the others as details.

    The first version stands behind a time; files and a subject may stand before it.
    """
    starts = [at for at, line in enumerate(words) if _EDIT.match(line)]
    begin = next((at for at, line in enumerate(words) if read_heading(line)), len(words))
    first = read_heading(words[begin]) if starts and begin < starts[0] else None
    if first is None:
        return words
    versions = [[first.rest, *words[begin + 1 : starts[0]]]]
    for at, end in zip(starts, [*starts[1:], len(words)], strict=True):
        said = _EDIT.match(words[at])
        if said is not None:
            details.append(("edited-at", said[0].rstrip(": ")))
            versions.append([words[at][said.end() :], *words[at + 1 : end]])
    marks.append("edited")
    details += [("earlier-text", "\n".join(lines).strip()) for lines in versions[:-1]]
    return [*words[:begin], *versions[-1]]


def _take_heard(words: list[str], details: list[tuple[str, str]]) -> list[str]:
    """Take what the phone heard in a voice message, which stands below its file."""
    kept = []
    for before, line in zip(["", *words], words, strict=False):
        if line.startswith(HEARD) and file_in(before):
            details.append(("spoken-words", line.removeprefix(HEARD)))
        else:
            kept.append(line)
    return kept
