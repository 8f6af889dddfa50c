"""`chat.md`, the text that signal-export makes of a chat, in the phone's or computer's local time.

[2019-12-24, 12:23] Jane Doe: text                version 1
[2019-12-24 12:23:45] Jane Doe: text              version 2 and later
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from holdfast.model.message import Leftover, Message, MessageKind
from holdfast.model.span import Span
from holdfast.readers.moments import from_iso, marks_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdfast.readers.reader import Source

WINDOW_BYTES = 1 << 20
LONGEST_ENTRY_BYTES = 4 << 20
"""A longer entry is cut."""

MOST_NAMED = 8
"""So many participants name a conversation that has no title."""

OWN = "Me"
"""What signal-export calls the owner."""

HEADING = re.compile(
    rb"^\[(\d{4}-\d\d-\d\d,? \d\d:\d\d(?::\d\d)?)\] ([^\r\n\[\]:][^\r\n:]{0,119}): ?",
    re.MULTILINE,
)
# ![a (1).jpg](./media/a%20(1).jpg)     [x](../exported_stickers/ab/1.webp)
_FILE = re.compile(
    r"!?\[([^\[\]\n]{0,255})\]\((?:\./|\.\./(?=exported_stickers/))"
    r"((?:[^()\n]|\([^()\n]{0,100}\)){1,255})\)"
)
_STICKERS = "exported_stickers/"
_REACTIONS = re.compile(r"\n\(- ([^\n]*) -\)")
_QUOTE = re.compile(r"\A\n*((?:> [^\n]*\n)+)\n?")
_STICKER = re.compile(r"\(\( ([^\n]{1,40}) \)\)\s*\Z")
_CALL = re.compile(
    r"(Incoming|Outgoing|Missed) (?:voice |video |group )?call(?: \(([^)\n]*)\))?\s*\Z"
)
_LENGTH = re.compile(r"(?:(\d+)m )?(\d+)s\Z")
# (image not exported)  (attachment not exported)
_NOT_THERE = re.compile(r"(?:\((?:image|audio|video|media|attachment) not exported\)\s*)+\Z")
_DELETED = "(This message was deleted)"
_SECONDS = 60


def entries(source: Source, heading: re.Pattern[bytes]) -> Iterator[tuple[int, bytes]]:
    """Give every stretch from one heading to the next, and what stands before the first.

    Args:
        source: the file.
        heading: begins an entry.

    Yields:
        Offsets and bytes; together they are the file.
    """
    at = base = 0
    rest = b""
    while piece := source.read(at, WINDOW_BYTES):
        at += len(piece)
        view = rest + piece
        # A heading may be cut by the window's edge: the last entry waits for the next window.
        starts = [found.start() for found in heading.finditer(view)]
        cut = [start for start in starts if start > 0]
        begin = 0
        for start in cut:
            yield base + begin, view[begin:start]
            begin = start
        rest, base = view[begin:], base + begin
        if len(rest) > LONGEST_ENTRY_BYTES:
            yield base, rest
            base, rest = base + len(rest), b""
    yield base, rest


def _title(source: Source) -> str:
    """Name the conversation by its file, else by those in it who are not the owner."""
    stem = source.name.rpartition(".")[0]
    if source.name.endswith(".md") and stem not in {"chat", "index"}:
        return stem
    people: dict[str, None] = {}
    for _, entry in entries(source, HEADING):
        found = HEADING.match(entry)
        name = found[2].decode(errors="replace") if found else OWN
        if name != OWN:
            people[name] = None
            if len(people) >= MOST_NAMED:
                break
    return ", ".join(people)


def read_text(source: Source) -> Iterator[Message | Leftover]:
    """Divide a chat into entries; their spans cover the file.

    Args:
        source: the file.
    """
    title = _title(source)
    for at, entry in entries(source, HEADING):
        heading = HEADING.match(entry)
        span = Span(at, len(entry))
        if not entry:
            # The last stretch is empty when what was before it was too long.
            continue
        if heading is None:
            yield Leftover(span, "before-first-entry" if at == 0 else "too-long")
        else:
            yield _entry(entry, heading, span, title)


def _entry(entry: bytes, heading: re.Match[bytes], span: Span, title: str) -> Message:
    """Give one entry."""
    written = heading[1].decode()
    happened = from_iso(written.replace(",", ""))._replace(as_written=written)
    name = heading[2].decode(errors="replace")
    text = entry[heading.end() :].decode(errors="replace").replace("\r\n", "\n")
    details: list[tuple[str, str]] = []
    quote = _QUOTE.match(text)
    if quote:
        details.append(("reply-to", quote[1].replace("> ", "").strip()))
        text = text[quote.end() :]
    reactions = _REACTIONS.search(text)
    if reactions:
        details += [("reaction", each) for each in reactions[1].split(", ")]
        text = text[: reactions.start()] + text[reactions.end() :]
    files = tuple(name_on_disk(found[2]) for found in _FILE.finditer(text))
    text = _FILE.sub("", text).strip() if files else text.strip()
    kind, marks, seconds = kind_of_words(text)
    if any(each.startswith(_STICKERS) for each in files):
        marks = (*marks, "sticker")
    if text == _DELETED:
        text = ""
    if missing := _NOT_THERE.search(text):
        details.append(("also-stated", missing[0]))
        text, marks = text[: missing.start()].rstrip(), (*marks, "media-omitted")
    direction = ("sent",) if name == OWN else ()
    damaged = ("bytes-replaced",) if "\ufffd" in text else ()
    return Message(
        kind, title, name, text, happened, span, files,
        (*direction, *marks, *damaged, *marks_of(happened)), seconds, tuple(details),
    )  # fmt: skip


def name_on_disk(written: str) -> str:
    """Give the name that a file has beside the export, which writes spaces otherwise.

    Args:
        written: as in the text.
    """
    return written.replace("%20", " ")


def kind_of_words(text: str) -> tuple[str, tuple[str, ...], int | None]:
    """Tell a call, a deleted message and a sticker from words.

    Args:
        text: of the message.

    Returns:
        A `MessageKind`, marks, and the seconds of a call.
    """
    if text == _DELETED:
        return MessageKind.MESSAGE.value, ("deleted",), None
    call = _CALL.match(text) if len(text) < len(_DELETED) * 3 else None
    if call is not None:
        state = call[2] or ""
        length = _LENGTH.search(state)
        seconds = int(length[1] or 0) * _SECONDS + int(length[2]) if length else None
        is_missed = call[1] == "Missed" or "unanswered" in state
        mark = ("missed",) if is_missed else ("rejected",) if "declined" in state else ()
        return MessageKind.CALL.value, mark, seconds
    return MessageKind.MESSAGE.value, ("sticker",) if _STICKER.search(text) else (), None
