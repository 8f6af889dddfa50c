"""What stands in a Skype message beside its words: quotes, files, calls, places, groups.

A body is HTML with elements of Skype's own:

| element      | holds                                                                |
| ------------ | -------------------------------------------------------------------- |
| `quote`      | what is answered: `authorname`, `timestamp` in seconds               |
| `blockquote` | the same in Teams, of the kind `Reply`, and what is passed on        |
| `img`        | in Teams a picture, of the kind `AMSImage`                           |
| `URIObject`  | a file: `OriginalName`, or `originalName` of `meta`; `uri`           |
| `files`      | files sent from one program to the other: `file`                     |
| `partlist`   | a call: `type`, and of each `part` `name` and `duration`; in Teams   |
|              | `callEventType` behind it or `<ended/>` before it, and `displayName` |
| `location`   | a place: `latitude` and `longitude` in millionths of a degree        |
| `contacts`   | people: `f` name, `s` Skype name                                     |
| `sms`        | a text message: `chunk`                                              |
| `addmember`… | a group: `initiator`, `target`, `value`                              |

References: docs/readers/skype.md.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from typing import NamedTuple

from holdfast.readers.html_text import text_of_html

MOST_QUOTES = 20
"""So many answers in one message are told apart."""

MOST_NAMED = 500
"""So many people or files of one message are named."""

# No pattern has two repetitions that can share characters: time is linear.
_DURATION = re.compile(r"<duration>\s*(\d{1,9})(?:\.\d{1,9})?\s*</duration>")
# <callEventType>callMissed</callEventType>     <ended/><partlist …
_CALL_EVENT = re.compile(r"<callEventType>call(Ended|Missed|Started)</callEventType>")
_CALL_SIGN = re.compile(r"\s*<(ended|missed|started)\s*/?>")
_FILE = re.compile(r"<file\b[^>]*>([^<]*)</file>")
_CHUNK = re.compile(r"<chunk\b[^>]*>([^<]*)</chunk>")
_CONTACT = re.compile(r"<c\b([^>]*)>")
_MILLIONTHS = 1_000_000
_QUOTE_END = "</quote>"
_TEAMS = "schema.skype.com/"
_BLOCK = re.compile(r"<blockquote\b[^<>]{0,300}schema\.skype\.com/(Reply|Forward)\b[^<>]{0,300}>")
_EDGE = re.compile(r"<blockquote\b|</blockquote\s*>")
_AUTHOR = re.compile(r"<strong\b[^<>]{0,300}>([^<]*)</strong>")
_PICTURE = re.compile(r"<(?:img|video|audio)\b([^<>]{0,2000}schema\.skype\.com/AMS[^<>]{0,2000})>")
_LEGACY = re.compile(r"<legacyquote>[^<]*</legacyquote>")
_GROUP = {
    "addmember": "group-added",
    "deletemember": "group-removed",
    "topicupdate": "group-renamed",
    "pictureupdate": "group-picture",
}
_SAYS = {"group-added": "target", "group-removed": "target"}


class Body(NamedTuple):
    """What a body says."""

    text: str = ""
    """The words."""

    files: tuple[str, ...] = ()
    """Names of files."""

    details: tuple[tuple[str, str], ...] = ()
    """Quotes, places, people."""

    marks: tuple[str, ...] = ()
    """`location`, `contact`, `media-omitted`."""

    seconds: int | None = None
    """Of a call."""


def _body(
    text: str,
    files: tuple[str, ...] = (),
    details: tuple[tuple[str, str], ...] = (),
    marks: tuple[str, ...] = (),
    seconds: int | None = None,
) -> Body:
    """Give a body; made for every message, so without the checks of a named tuple's own."""
    return tuple.__new__(Body, (text, files, details, marks, seconds))


@lru_cache(maxsize=64)
def _pattern_of(name: str) -> re.Pattern[str]:
    """Give the pattern of an attribute of a name."""
    return re.compile(rf"\b{name}=(?:\"([^\"]*)\"|'([^']*)')")


def attribute(content: str, name: str) -> str:
    """Give the first attribute of a name, empty when there is none.

    Args:
        content: a tag, or a body.
        name: of the attribute.
    """
    at = content.find(f"{name}=")
    found = _pattern_of(name).search(content, at) if at >= 0 else None
    return unescape(found[1] or found[2] or "") if found else ""


def values(content: str, element: str) -> list[str]:
    """Give what stands in the elements of a name that hold only text.

    Args:
        content: a body.
        element: its name.
    """
    found = re.findall(rf"<{element}>([^<]*)</{element}>", content)
    return [unescape(each) for each in found[:MOST_NAMED]]


def call_event(content: str) -> str:
    """Give what Teams says became of a call (`ended`, `missed`, `started`), empty for nothing.

    Args:
        content: of a message whose type begins with `Event/Call`.
    """
    found = _CALL_EVENT.search(content) or _CALL_SIGN.match(content)
    return found[1].lower() if found else ""


def read_body(content: str) -> Body:
    """Give what a body says; text without a sign of markup is given back as it is.

    Args:
        content: as stored.
    """
    if "<" not in content:
        return _body(unescape(content) if "&" in content else content)
    for sign, read in _READERS:
        if sign in content:
            return read(content)
    if _TEAMS in content:
        return _read_teams(content)
    content, quotes = _without_quotes(content) if "<quote" in content else (content, ())
    return _body(text_of_html(content).strip(), (), quotes)


def _read_teams(content: str) -> Body:
    """Give a message of Teams: what it answers stands inside, as if the writer had said it."""
    details: list[tuple[str, str]] = []
    at = 0
    while (found := _BLOCK.search(content, at)) and len(details) < MOST_QUOTES:
        end = _end_of_block(content, found.end())
        if end is None:
            break
        inside = content[found.end() : end]
        author = _AUTHOR.search(inside)
        name = text_of_html(author[1]).strip() if author else ""
        if found[1] == "Forward":
            details.append(("forwarded-from", name or "null"))
            at = found.end()
            continue
        words = text_of_html(_AUTHOR.sub("", inside)).strip()
        details.append(("reply-to", f"{name}: {words}" if name else words))
        content, at = f"{content[: found.start()]}{content[end:]}", found.start()
    pictures = [attribute(tag, "src") for tag in _PICTURE.findall(content)[:MOST_NAMED]]
    details += [("link", address) for address in pictures if address]
    marks = ("media-omitted",) if pictures else ()
    return Body(text_of_html(content).strip(), (), tuple(details), marks)


def _end_of_block(content: str, at: int) -> int | None:
    """Give where a block is closed that begins before an offset; one may stand in another."""
    depth = 1
    for found in _EDGE.finditer(content, at):
        depth += -1 if found[0].startswith("</") else 1
        if not depth:
            return found.end()
    return None


def _without_quotes(content: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Take out what is answered."""
    quotes: list[tuple[str, str]] = []
    while (begin := content.find("<quote")) >= 0 and len(quotes) < MOST_QUOTES:
        end = content.find(_QUOTE_END, begin)
        if end < 0:
            break
        inside = content[begin:end]
        words = text_of_html(_LEGACY.sub("", inside)).strip()
        author = attribute(inside.partition(">")[0], "authorname")
        quotes.append(("reply-to", f"{author}: {words}" if author else words))
        content = content[:begin] + content[end + len(_QUOTE_END) :]
    return content, tuple(quotes)


def _read_file(content: str) -> Body:
    """Give the file of a message."""
    name = attribute(content.partition("<OriginalName")[2].partition(">")[0], "v")
    name = name or attribute(content, "originalName")
    details = (("link", attribute(content, "uri")), ("title", attribute(content, "title")))
    return _body(
        text_of_html(content).strip(), (name,) if name else (),
        tuple([each for each in details if each[1]]), () if name else ("media-omitted",),
    )  # fmt: skip


def _read_files(content: str) -> Body:
    """Give files that were sent from one program to the other."""
    names = [unescape(name) for name in _FILE.findall(content)[:MOST_NAMED]]
    return Body(text=attribute(content.partition(">")[0], "alt"), files=tuple(names))


def _read_call(content: str) -> Body:
    """Give who was in a call, and for how long at most."""
    people = values(content, "displayName") or values(content, "name")
    seconds = _DURATION.findall(content) if "<duration" in content else []
    return _body(
        attribute(content.partition(">")[0], "alt"), (),
        tuple([("with", name) for name in dict.fromkeys(people) if name]), (),
        max(map(int, seconds)) if seconds else None,
    )  # fmt: skip


def _read_place(content: str) -> Body:
    """Give a place that was shared."""
    where = [attribute(content, name) for name in ("latitude", "longitude")]
    try:
        position = ", ".join(f"{int(each) / _MILLIONTHS:.6f}" for each in where)
    except ValueError:
        position = ", ".join(filter(None, where))
    address = attribute(content, "address")
    details = (("position", position), ("address", address))
    return _body(
        text_of_html(content).strip() or address, (),
        tuple([each for each in details if each[1]]), ("location",),
    )  # fmt: skip


def _read_people(content: str) -> Body:
    """Give people who were sent as contacts."""
    tags = _CONTACT.findall(content)[:MOST_NAMED]
    people = [(attribute(tag, "f"), attribute(tag, "s") or attribute(tag, "p")) for tag in tags]
    return Body(
        text=", ".join(filter(None, (name or handle for name, handle in people))),
        details=tuple(("contact-name", f"{name} {handle}".strip()) for name, handle in people),
        marks=("contact",),
    )


def _read_sms(content: str) -> Body:
    """Give a text message."""
    chunks = "".join(unescape(chunk) for chunk in _CHUNK.findall(content))
    return Body(
        text=chunks or attribute(content, "alt"),
        details=tuple(("to", unescape(each)) for each in _TARGET.findall(content)[:MOST_NAMED]),
        marks=("sms",),
    )


_TARGET = re.compile(r"<target\b[^>]*>([^<]*)</target>")
_READERS = (
    ("<URIObject", _read_file),
    ("<partlist", _read_call),
    ("<location", _read_place),
    ("<contacts", _read_people),
    ("<sms", _read_sms),
    ("<files", _read_files),
)


def read_change(content: str) -> Body:
    """Give what befell a group.

    Args:
        content: of a message whose type begins with `ThreadActivity`.
    """
    details: list[tuple[str, str]] = []
    for element, code in _GROUP.items():
        if f"<{element}" in content:
            said = values(content, _SAYS.get(code, "value")) or values(content, "name")
            details += [(code, each) for each in said]
    text = "" if details else text_of_html(content).strip()
    details += [("done-by", each) for each in values(content, "initiator")]
    return Body(text=text, details=tuple(details), marks=("group-changed",))
