"""imessage-exporter's web pages: a `div` for each message, answers inside what they answer.

| class                          | holds                                          |
| ------------------------------ | ---------------------------------------------- |
| `message`, `announcement`      | one message, one event                         |
| `sent`, `received`             | which way, and beside it the service           |
| `timestamp`, `sender`          | when and who                                   |
| `subject`, `message_part`      | the words                                      |
| `shared_location`, `shareplay` | words of the app, of a message that has none   |
| `deleted`                      | says that it lay among what was deleted        |
| `edited`                       | a table, one row for each version              |
| `reaction`, `tapback`          | one reaction                                   |
| `reply`                        | an answer                                      |
| `reply_context`                | says of an answer in its own place that it is  |
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from holdfast.model.message import Leftover, Message, MessageKind
from holdfast.model.moment import UNKNOWN_MOMENT
from holdfast.model.span import Span
from holdfast.readers.html_tokens import TokenKind, attributes_of, tokens, unescape
from holdfast.readers.imessage_written import (
    DELETED_NOTE,
    HEARD,
    conversation_of,
    mark_of_notice,
    marks_of_words,
    read_heading,
)
from holdfast.readers.moments import marks_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdfast.model.message import Found
    from holdfast.readers.html_tokens import Token
    from holdfast.readers.reader import Source

CHUNK_BYTES = 1 << 20
LARGEST_BLOCK = 32 << 20
"""A message with all answers that is longer is left over."""

MOST_DEPTH = 200
"""Elements inside each other beyond these many are not told apart."""

_VOID = frozenset({"br", "hr", "img", "link", "meta", "source", "input", "embed", "wbr"})
_BREAKS = frozenset({"div", "p", "tr", "br", "hr", "table", "li"})
_FILES = {"img": "src", "video": "src", "audio": "src", "source": "src", "a": "href"}
_KEPT = ("timestamp", "sender", "subject", "reaction", "tapback", "edited", "message_part",
         "expressive", "deleted", "announcement", "shared_location", "shareplay",
         "transcription", "attachment_error")  # fmt: skip
_SAYING = ("message_part", "announcement", "shared_location", "shareplay")
_OWN_PLACE = b"reply_context"
_SIGNS = (b'class="message"', b'class="announcement"')
_QUOTE = 200


def looks_like_page(head: bytes) -> bool:
    """Tell whether a file is a page of the exporter.

    Args:
        head: its first bytes.
    """
    return (
        any(sign in head for sign in _SIGNS)
        and b'class="timestamp"' in head
        and (b'"sent' in head or b'"received' in head or b'class="announcement"' in head)
    )


def read_page(source: Source) -> Iterator[Found]:
    """Give every message of a page.

    Args:
        source: the page.

    Yields:
        Messages and events, an answer after what it answers; answers that have a place of their
        own are left over here.
    """
    have_own_place = _occurs(source, _OWN_PLACE)
    conversation = conversation_of(source.name)
    base, buffer, at = 0, b"", 0
    while True:
        chunk = source.read(at, CHUNK_BYTES)
        at += len(chunk)
        buffer += chunk
        end = _last_end(buffer) if chunk else len(buffer)
        if end:
            page = _Block(buffer[:end], base, conversation, have_own_place=have_own_place)
            yield from page.read()
            base, buffer = base + end, buffer[end:]
        elif len(buffer) > LARGEST_BLOCK:
            yield Leftover(span=Span(base, source.size - base), why="too-long")
            return
        if not chunk:
            return


def _occurs(source: Source, word: bytes) -> bool:
    """Tell whether a word stands anywhere in a file."""
    overlap = b""
    for at in range(0, source.size, CHUNK_BYTES):
        chunk = source.read(at, CHUNK_BYTES)
        if word in overlap + chunk:
            return True
        overlap = chunk[-len(word) :]
    return False


def _last_end(buffer: bytes) -> int:
    """Give where the last element ends that stands in no other; 0 when there is none."""
    depth = end = 0
    for token in tokens(buffer):
        if token.name != "div":
            continue
        depth += 1 if token.kind is TokenKind.OPEN else -1
        if depth <= 0:
            depth, end = 0, token.end
    return end


@dataclass(slots=True, kw_only=True)
class _Draft:
    """A message that is being put together."""

    start: int
    kind: str
    texts: dict[str, list[str]] = field(default_factory=dict, repr=False)
    files: list[str] = field(default_factory=list, repr=False)
    links: list[str] = field(default_factory=list, repr=False)
    rows: list[str] = field(default_factory=list, repr=False)
    row_times: list[str] = field(default_factory=list, repr=False)
    marks: list[str] = field(default_factory=list)
    service: str = ""

    def text(self, part: str) -> str:
        """Give the words of one part, each line without space around it."""
        lines = "".join(self.texts.get(part, ())).split("\n")
        return "\n".join(filter(None, (line.strip() for line in lines)))


class _Block:
    """Some messages that follow each other."""

    def __init__(
        self, content: bytes, base: int, conversation: str, *, have_own_place: bool
    ) -> None:
        self._content = content
        self._base = base
        self._conversation = conversation
        self._have_own_place = have_own_place
        self._open: list[tuple[str, frozenset[str]]] = []
        self._drafts: list[tuple[int, _Draft]] = []
        self._done: list[Message | Leftover] = []

    def read(self) -> Iterator[Found]:
        """Give them."""
        covered = 0
        for token in tokens(self._content):
            if token.kind is TokenKind.OPEN:
                self._enter(token)
            elif token.kind is TokenKind.CLOSE:
                self._leave(token)
            elif token.kind is TokenKind.TEXT:
                written = self._content[token.start : token.end]
                if self._drafts:
                    self._say(unescape(written.decode("utf-8", errors="replace")))
                elif written.strip():
                    span = Span(self._base + token.start, token.end - token.start)
                    self._done.append(Leftover(span=span, why="about-the-export"))
            covered = token.end
            if not self._drafts and self._done:
                yield from self._in_order()
                self._done.clear()
        while self._drafts:
            self._finish(covered)
        yield from self._in_order()

    def _in_order(self) -> list[Message | Leftover]:
        """Give what is done by where it begins: a message before its answers."""
        return sorted(self._done, key=lambda each: each.span.start)

    def _enter(self, token: Token) -> None:
        """Begin an element."""
        attributes = attributes_of(self._content, token)
        classes = frozenset(attributes.get("class", "").split())
        if "message" in classes or "announcement" in classes:
            kind = MessageKind.MESSAGE if "message" in classes else MessageKind.EVENT
            draft = _Draft(start=token.start, kind=kind.value)
            self._drafts.append((len(self._open), draft))
        if self._drafts:
            self._note(token.name, attributes, classes)
        if token.name not in _VOID and len(self._open) < MOST_DEPTH:
            self._open.append((token.name, classes))

    def _note(self, name: str, attributes: dict[str, str], classes: frozenset[str]) -> None:
        """Keep what an element itself says."""
        draft = self._drafts[-1][1]
        for way in ("sent", "received"):
            if way in classes and not draft.service and way not in draft.marks:
                draft.marks.append(way)
                draft.service = " ".join(classes - {way})
        address = attributes.get(_FILES.get(name, ""), "")
        if (
            address
            and "://" not in address
            and address[0] != "#"
            and not address.startswith("sms:")
        ):
            draft.files.append(address)
        part = self._part()
        if part in {"reaction", "tapback"} or classes & {"reaction", "tapback"}:
            part = "reaction"
        if name in _BREAKS and part:
            draft.texts.setdefault(part, []).append("\n")

    def _part(self) -> str:
        """Give which part of a message the place at hand belongs to."""
        depth = self._drafts[-1][0]
        for _, classes in reversed(self._open[depth:]):
            for name in _KEPT:
                if name in classes:
                    return name
        return ""

    def _say(self, words: str) -> None:
        """Add words to the part they stand in."""
        draft, part = self._drafts[-1][1], self._part()
        if part == "timestamp" and self._is_inside("edited"):
            draft.row_times.append(" ".join(words.split()))
        elif part == "edited":
            draft.rows.append(words.strip())
        elif part:
            name = "reaction" if part == "tapback" else part
            draft.texts.setdefault(name, []).append(words)

    def _is_inside(self, name: str) -> bool:
        """Tell whether an element of a class is open in the message at hand."""
        return any(name in classes for _, classes in self._open[self._drafts[-1][0] :])

    def _leave(self, token: Token) -> None:
        """End an element, and those in it that were left open."""
        for place in range(len(self._open) - 1, max(-1, len(self._open) - 17), -1):
            if self._open[place][0] == token.name:
                del self._open[place:]
                break
        while self._drafts and len(self._open) <= self._drafts[-1][0]:
            self._finish(token.end)

    def _finish(self, end: int) -> None:
        """Make a message of the innermost draft."""
        _, draft = self._drafts.pop()
        span = Span(self._base + draft.start, end - draft.start)
        if self._drafts and self._have_own_place:
            self._done.append(Leftover(span=span, why="shown-twice"))
            return
        message = self._message(draft, span)
        if self._drafts:
            about = self._drafts[-1][1].text("message_part")[:_QUOTE]
            message = message._replace(details=(*message.details, ("reply-to", about)))
        self._done.append(message)

    def _message(self, draft: _Draft, span: Span) -> Message:
        """Give what a draft says."""
        written = " ".join(draft.text("timestamp").split())
        heading = read_heading(written)
        happened = heading.moment if heading else UNKNOWN_MOMENT
        rest = heading.rest.strip("()") if heading else written
        rows = [row for row in draft.rows if row]
        # A video names its file twice, for two kinds of browsers.
        files = tuple(dict.fromkeys(draft.files))
        is_deleted = draft.text("deleted") == DELETED_NOTE
        said = [draft.text(part) for part in _SAYING]
        said += [] if is_deleted else [draft.text("deleted")]
        text = next(filter(None, said), "")
        details = [
            ("subject", draft.text("subject")), ("service", draft.service), ("read-at", rest),
            ("effect", draft.text("expressive")),
            ("spoken-words", draft.text("transcription").removeprefix(HEARD)),
            ("also-stated", draft.text("attachment_error")),
            *(("edited-at", each) for each in draft.row_times),
            *(("earlier-text", row) for row in rows[:-1]),
            *(("reaction", " ".join(each.split())) for each in draft.text("reaction").split("\n")),
            *(("path", each) for each in files),
            *(("link", each) for each in dict.fromkeys(draft.links)),
        ]  # fmt: skip
        marks = [*draft.marks, *marks_of(happened)]
        marks += ["recently-deleted"] if is_deleted else []
        marks += ["media-omitted"] if draft.text("attachment_error") else []
        if rows:
            marks.append("edited")
            text = "\n".join(filter(None, (text, rows[-1])))
        if draft.kind == MessageKind.EVENT.value:
            marks.append(mark_of_notice(text))
        else:
            marks += marks_of_words(text)
        return Message(
            kind=draft.kind,
            conversation=self._conversation,
            sender=draft.text("sender") or None,
            text=text,
            happened=happened,
            span=span,
            attachments=tuple(each.rpartition("/")[2] for each in files),
            marks=tuple(marks),
            details=tuple((code, each) for code, each in details if each),
        )
