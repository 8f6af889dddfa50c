"""Saved pages: what all their formats share, from the bytes of a document to one message.

A page that was captured is one event: its address is the conversation, its words are the text, and
what the file states about it (address, title, when, with what) stands in the details as written.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from holdfast.model.message import Message, MessageKind
from holdfast.readers.captured_bytes import decode
from holdfast.readers.html_text import text_of_html, title_of_html

if TYPE_CHECKING:
    from collections.abc import Mapping

    from holdfast.model.moment import Moment
    from holdfast.model.span import Span

PAGE_CAPTURE = "page-capture"
"""Mark of every saved page."""

WEB_REQUEST = "web-request"
"""Mark of what a page fetched beside itself."""

LONGEST_TEXT = 1_000_000
"""Characters of one page; more are cut off, marked `text-cut`, and still in the file."""

_LONGEST_NAME = 150
_LONGEST_DETAIL = 4_000
_HTML_BEGINS = re.compile(
    rb"(?:\xef\xbb\xbf)?[\s\0]*(?:<!doctype\s+html|<html|<head|<body)", re.IGNORECASE
)
_FOR_BROWSERS = re.compile(
    r"text/css|.*(?:java|ecma|type)script.*|font/.*|application/(?:x-)?(?:font|wasm).*"
    r"|application/vnd\.ms-fontobject|.*/speculationrules.*",
)
_WORDS = re.compile(r"text/.*|(?:application/)?(?:.*[+-])?(?:json|ndjson|xml)")
_ENDINGS = {
    "image/jpeg": ".jpg", "image/png": ".png", "image/gif": ".gif", "image/webp": ".webp",
    "image/svg+xml": ".svg", "image/avif": ".avif", "image/x-icon": ".ico", "video/mp4": ".mp4",
    "audio/mpeg": ".mp3", "application/pdf": ".pdf", "application/zip": ".zip",
}  # fmt: skip


class Content(NamedTuple):
    """The bytes of something that a page or its server sent."""

    media_type: str
    """As declared, in lower case, without parameters; empty when not declared."""

    charset: str
    """As declared; empty when not."""

    body: bytes
    """The bytes, as a browser has them."""


class Words(NamedTuple):
    """What a document says."""

    title: str
    """On one line; empty when it has none."""

    text: str
    """At most `LONGEST_TEXT` characters."""

    marks: tuple[str, ...] = ()
    """`text-cut`, or none."""


def content_of(content_type: str, body: bytes) -> Content:
    """Put a body together with what its header says of it.

    Args:
        content_type: `Text/HTML; charset=utf-8`, or nothing.
        body: the bytes.
    """
    media_type, _, parameters = content_type.partition(";")
    found = re.search(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", parameters, re.IGNORECASE)
    return Content(media_type.strip().lower()[:100], found[1] if found else "", body)


def is_html(content: Content) -> bool:
    """Tell whether it is a page.

    Args:
        content: what was sent.
    """
    if content.media_type in {"text/html", "application/xhtml+xml"}:
        return True
    return not content.media_type and bool(_HTML_BEGINS.match(content.body[:1_024]))


def is_document(content: Content) -> bool:
    """Tell whether it is for people to read: a page, plain text, or data in words.

    Args:
        content: what was sent.
    """
    words = bool(_WORDS.fullmatch(content.media_type)) and content.media_type != "image/svg+xml"
    return is_html(content) or (words and not is_for_browsers(content))


def is_for_browsers(content: Content) -> bool:
    """Tell whether it is a style, script or font, which nobody reads.

    Args:
        content: what was sent.
    """
    return bool(_FOR_BROWSERS.fullmatch(content.media_type))


def words_of(content: Content) -> Words:
    """Give the words of a document.

    Args:
        content: a page or text.
    """
    written = decode(content.body, content.charset, in_html=is_html(content))
    if is_html(content):
        page = written.encode("utf-8", "replace")
        title, text = title_of_html(page), text_of_html(page)
    else:
        title, text = "", written.replace("\r\n", "\n")
    if len(text) > LONGEST_TEXT:
        return Words(title, text[:LONGEST_TEXT], ("text-cut",))
    return Words(title, text)


def capture(
    address: str,
    words: Words,
    *,
    span: Span,
    happened: Moment,
    details: Mapping[str, str],
) -> Message:
    """Give a saved page as a message.

    Args:
        address: as written; the conversation.
        words: what it says.
        span: where it stands in the original.
        happened: when it was captured, as far as stated.
        details: more that is stated of it, by code; what is empty is left out.
    """
    impossible = ("clock-impossible",) if happened.as_written and not happened.stated else ()
    stated = {
        "page-address": address, "title": words.title,
        "captured-at": happened.as_written, **details,
    }  # fmt: skip
    return Message(
        kind=MessageKind.EVENT.value,
        conversation=address[:_LONGEST_DETAIL],
        sender=None,
        text=words.text,
        happened=happened,
        span=span,
        marks=(PAGE_CAPTURE, *words.marks, *impossible),
        details=tuple(
            (code, said[:_LONGEST_DETAIL]) for code, said in stated.items() if said.strip()
        ),
    )


def name_of(address: str, media_type: str) -> str:
    """Give a file name for something that a page holds: the last part of its address.

    Args:
        address: as written.
        media_type: as declared; gives the ending, where the address has none.
    """
    path = re.split(r"[?#]", address, maxsplit=1)[0].rstrip("/")
    name = path.rsplit("/", 1)[-1] if "://" in path and path.count("/") > 2 else path  # noqa: PLR2004  # after the host
    if ":" in name or not name:
        name = media_type.partition("/")[0] or "file"
    name = name[-_LONGEST_NAME:]
    return name if "." in name else name + _ENDINGS.get(media_type, "")
