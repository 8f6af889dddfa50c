"""What a browser's developer tools recorded (HAR): every request of a page and what came back.

Cookies, passwords and keys stand in such files. They are never part of a text or a detail; a mark
says that they are in the file.
References: docs/readers/har.md; HTTP Archive 1.2 (W3C draft).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Leftover, Part
from holdfast.model.moment import UNKNOWN_MOMENT
from holdfast.readers import captures
from holdfast.readers.json_fields import dict_of, list_of, text_of
from holdfast.readers.json_records import BROKEN, records
from holdfast.readers.mhtml_parts import decoded
from holdfast.readers.moments import Unit, from_epoch, from_iso, marks_of
from holdfast.readers.reader import Confidence
from holdfast.readers.web_secrets import has_secrets, without_secrets, words_without_secrets
from holdfast.readers.wide_text import narrow_head, read_wide

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from holdfast.model.message import Found, Message
    from holdfast.readers.json_records import Node, Path
    from holdfast.readers.reader import Source

NAME = "har"
VERSION = 2

_BEGINS = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{\s*\"log\"\s*:\s*\{")
_MUST_HAVE = re.compile(rb"\"(?:creator|entries|browser|pages)\"\s*:")
_DEPTH_OF_ENTRY = 3
_LATER = ("_webSocketMessages", "_eventSourceMessages")
_TEXT_FRAME = 1


class _Log:
    """What is known of the whole file while its entries go by."""

    def __init__(self) -> None:
        self.software = ""
        self.titles: dict[str, str] = {}
        self.addresses: dict[str, str] = {}
        self.count = 0

    def note(self, node: Node) -> None:
        """Take note of what stands around the entries."""
        creator = dict_of(node.value)
        if node.path[:2] == ("log", "creator"):
            if "name" in creator:
                self.software = f"{text_of(creator, 'name')} {text_of(creator, 'version')}".strip()
        elif node.path[:2] == ("log", "pages"):
            for page in [node.value] if isinstance(node.value, dict) else list_of(node.value):
                said = dict_of(page)
                self.titles[text_of(said, "id")] = text_of(said, "title")


class _Body(NamedTuple):
    """What came back, and the file it is when it is not words."""

    content: captures.Content
    words: captures.Words
    file_name: str
    has_secrets: bool = False


def recognises(head: bytes, name: str) -> Confidence:  # noqa: ARG001  # content alone decides
    """Tell whether a file is such a recording.

    Args:
        head: the first bytes of the file.
        name: not looked at.
    """
    head = narrow_head(head)
    if not _BEGINS.match(head):
        return Confidence.NO
    return Confidence.YES if _MUST_HAVE.search(head) else Confidence.PERHAPS


def read(source: Source, answers: Mapping[str, str]) -> Iterator[Found]:  # noqa: ARG001  # no questions
    """Give every request.

    Args:
        source: the file.
        answers: none are asked for.

    Yields:
        A message for every request, and the picture or file that came back where it is held.

    Raises:
        NotThisFormatError: it does not begin as one.
    """
    if not _BEGINS.match(narrow_head(source.read(0, 4_096))):
        raise NotThisFormatError
    yield from read_wide(source, _read)


def _read(source: Source) -> Iterator[Found]:
    """Give every request of a file that is no UTF-16."""
    log = _Log()
    for node in records(source, _is_entry):
        if _is_entry(node.path) and isinstance(node.value, dict) and "request" in node.value:
            yield from _entry(node, dict_of(node.value), log)
            log.count += 1
        else:
            log.note(node)
            is_broken = node.value is BROKEN or _is_entry(node.path)
            yield Leftover(node.span, "not-understood" if is_broken else "about-the-export")


def _is_entry(path: Path) -> bool:
    return len(path) == _DEPTH_OF_ENTRY and path[:2] == ("log", "entries")


def _entry(node: Node, entry: dict[str, object], log: _Log) -> Iterator[Found]:
    """Give one request and what came back."""
    request, response = dict_of(entry.get("request")), dict_of(entry.get("response"))
    address = without_secrets(text_of(request, "url"))
    body = _body(response, address)
    message = _message(node, entry, log, body)
    hidden = has_secrets(request) or has_secrets(response) or address != text_of(request, "url")
    hidden = hidden or body.has_secrets
    marks = message.marks + (("secrets-hidden",) if hidden else ())
    attachments = (body.file_name,) if body.file_name else ()
    yield message._replace(marks=marks, attachments=attachments)
    if body.file_name:
        content = body.content
        yield Part(node.span, body.file_name, content.media_type, content.body, message=log.count)
    for sent in _sent_later(node, entry, message):
        log.count += 1
        yield sent


def _sent_later(node: Node, entry: dict[str, object], opened: Message) -> Iterator[Message]:
    """Give what went over a connection that stayed open, as Chrome writes it: chats often do."""
    for name in _LATER:
        for number, each in enumerate(map(dict_of, list_of(entry.get(name)))):
            words = text_of(each, "data")
            if not words or each.get("opcode", _TEXT_FRAME) != _TEXT_FRAME:
                continue
            seconds = each.get("time")
            happened = (
                from_epoch(seconds, Unit.SECONDS)
                if isinstance(seconds, int | float)
                else UNKNOWN_MOMENT
            )
            shown = words_without_secrets(words)
            direction = {"send": ("sent",), "receive": ("received",)}
            yield opened._replace(
                text=shown[: captures.LONGEST_TEXT],
                happened=happened,
                span=node.span._replace(path=f"{name} {number}"),
                marks=(
                    captures.WEB_REQUEST,
                    *direction.get(text_of(each, "type"), ()),
                    *marks_of(happened),
                    *(("secrets-hidden",) if shown != words else ()),
                ),
                attachments=(),
                details=opened.details[:1],
            )


def _message(node: Node, entry: dict[str, object], log: _Log, body: _Body) -> Message:
    """Give a request as a message."""
    request, response = dict_of(entry.get("request")), dict_of(entry.get("response"))
    address, page = without_secrets(text_of(request, "url")), text_of(entry, "pageref")
    is_page = captures.is_html(body.content)
    title = body.words.title or (log.titles.get(page, "") if is_page else "")
    status = f"{text_of(response, 'status')} {text_of(response, 'statusText')}".strip()
    message = captures.capture(
        address,
        body.words._replace(title=without_secrets(title)),
        span=node.span,
        happened=from_iso(text_of(entry, "startedDateTime")),
        details={
            "method": text_of(request, "method"),
            "status": "" if status == "0" else status,
            "media-type": body.content.media_type,
            "server": text_of(entry, "serverIPAddress"),
            "software": log.software,
        },
    )
    if is_page:
        log.addresses.setdefault(page, message.conversation)
        return message
    marks = (captures.WEB_REQUEST, *message.marks[1:])
    return message._replace(conversation=log.addresses.get(page, message.conversation), marks=marks)


def _body(response: dict[str, object], address: str) -> _Body:
    """Give what came back: words, a file, or nothing that is for people."""
    held = dict_of(response.get("content"))
    body = text_of(held, "text").encode("utf-8", "replace")
    if text_of(held, "encoding") == "base64":
        body = decoded(body, "base64")
        content = captures.content_of(text_of(held, "mimeType"), body)
    else:
        content = captures.content_of(text_of(held, "mimeType"), body)._replace(charset="utf-8")
    if captures.is_document(content):
        words = captures.words_of(content)
        shown = words_without_secrets(words.text)
        return _Body(content, words._replace(text=shown), "", has_secrets=shown != words.text)
    if not body or captures.is_for_browsers(content):
        return _Body(content, captures.Words("", ""), "")
    return _Body(content, captures.Words("", ""), captures.name_of(address, content.media_type))
