"""Pages saved as one HTML file: by SingleFile and its like, by a browser, or by no known program.

Pictures inside are not taken out: the file is kept whole. What the saving program wrote into the
page says where it is from and when; where it wrote nothing, only the words are known.
References: docs/readers/web-page.md; SingleFile `single-file-core`, comment at the page's head.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from holdfast.model.errors import NotThisFormatError
from holdfast.model.moment import UNKNOWN_MOMENT
from holdfast.model.span import Span
from holdfast.readers import captures
from holdfast.readers.captured_times import read_time
from holdfast.readers.html_tokens import TokenKind, attributes_of, tokens
from holdfast.readers.reader import HEAD_BYTES, Confidence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from holdfast.model.message import Found
    from holdfast.readers.reader import Source

NAME = "web-page"
VERSION = 3

MOST_MARKUP = 24 << 20
"""Of a page without the pictures in it; what follows is not read, and marked `text-cut`."""

_PIECE_BYTES = 1 << 20
_ENCODED = re.compile(rb"[A-Za-z0-9+/=%]{2000,}")
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|title|div|table)\b", re.IGNORECASE)
_HTML_WITHIN = 4_096
_SINGLE_FILE = re.compile(
    r"<!--\s*(?:Page saved with|Archive processed by) (SingleFile[^\r\n]{0,100}?)\s*[\r\n]"
    r"(.{0,6000}?)-->",
    re.DOTALL,
)
_URL = re.compile(r"^\s*url:\s*(\S{1,5000})", re.MULTILINE)
_DATE = re.compile(r"^\s*saved date:\s*([^\r\n]{1,100}?)\s*$", re.MULTILINE)
_MONOLITH = re.compile(
    r"<!-- Saved from (?P<address>\S{1,5000}) at (?P<time>\S{1,40}) "
    r"using (?P<program>monolith \S{1,40}) -->"
)
_HTTRACK = re.compile(
    r"<!-- Mirrored from (?P<address>\S{1,5000}) by (?P<program>HTTrack[^,\r\n]{0,100}), "
    r"(?P<time>[^\r\n]{1,60}?) -->"
)
# __wm.wombat("http://example.org/","20240302091112","https://web.archive.org/", …
_WAYBACK = re.compile(
    r"(?:__wm\.wombat|WB_wombat_Init)\(\s*[\"']([^\"'\s]{1,5000})[\"'],\s*[\"'](\d{14})[\"']"
)
_BROWSER = re.compile(r"<!--\s*saved from url=\(\d{1,9}\)(\S{1,5000})\s*-->")


class _Origin(NamedTuple):
    """What a saving program wrote about the page."""

    address: str = ""
    saved: str = ""
    software: str = ""


def recognises(head: bytes, name: str) -> Confidence:
    """Tell whether a file is a page, and whether a program says that it saved it.

    Args:
        head: the first bytes of the file.
        name: `.html` or `.htm` helps where the page is only a fragment.
    """
    if b"\0" in head.removeprefix(b"\xff\xfe")[:200:2]:
        return Confidence.NO
    if not _HTML.search(head[:_HTML_WITHIN].replace(b"\0", b"")):
        return Confidence.NO
    if _origin(head.decode("utf-8", "replace"), head).software:
        return Confidence.YES
    is_page = captures.is_html(captures.content_of("", head))
    return (
        Confidence.PERHAPS
        if is_page or name.lower().endswith((".html", ".htm", ".xhtml"))
        else Confidence.NO
    )


def read(source: Source, answers: Mapping[str, str]) -> Iterator[Found]:  # noqa: ARG001  # no questions
    """Give the page.

    Args:
        source: the file.
        answers: none are asked for.

    Yields:
        One message, which stands for the whole file.

    Raises:
        NotThisFormatError: it is no page.
    """
    head = source.read(0, HEAD_BYTES)
    if recognises(head, source.name) is Confidence.NO:
        raise NotThisFormatError
    origin = _origin(head.decode("utf-8", "replace"), head)
    markup, is_whole = _markup(source)
    words = captures.words_of(captures.content_of("text/html", markup))
    message = captures.capture(
        origin.address,
        words,
        span=Span(0, source.size),
        happened=read_time(origin.saved) if origin.saved else UNKNOWN_MOMENT,
        details={"software": origin.software},
    )
    cut = () if is_whole or "text-cut" in message.marks else ("text-cut",)
    packed = ("page-packed",) if _is_packed(source, origin) else ()
    yield message._replace(marks=message.marks + cut + packed)


def _is_packed(source: Source, origin: _Origin) -> bool:
    """Tell whether SingleFile put the page into a zip inside the file, which opens by a script."""
    if not origin.software.startswith("SingleFile"):
        return False
    start = max(0, source.size - HEAD_BYTES)
    return b"PK\x05\x06" in source.read(start, HEAD_BYTES)


def _markup(source: Source) -> tuple[bytes, bool]:
    """Give a page without the pictures in it, and whether that is all of it."""
    kept: list[bytes] = []
    size = 0
    for start in range(0, source.size, _PIECE_BYTES):
        piece = _ENCODED.sub(b"", source.read(start, _PIECE_BYTES))
        kept.append(piece)
        size += len(piece)
        if size > MOST_MARKUP:
            return b"".join(kept), False
    return b"".join(kept), True


def _origin(head: str, content: bytes) -> _Origin:
    """Give what a saving program wrote; of a page of no such program, the address it gives."""
    return _by_comment(head) or _by_attributes(content)


def _by_comment(head: str) -> _Origin | None:
    """Give what a program wrote into a comment or a script, None when none did."""
    if (found := _SINGLE_FILE.search(head)) is not None:
        url, date = _URL.search(found[2]), _DATE.search(found[2])
        return _Origin(url[1] if url else "", date[1] if date else "", found[1].strip())
    for wording in (_MONOLITH, _HTTRACK):
        if (found := wording.search(head)) is not None:
            return _Origin(found["address"], found["time"], found["program"])
    # The archive's own time says when the page was so; when it was saved from there is not told.
    if (found := _WAYBACK.search(head)) is not None:
        return _Origin(found[1].replace("\\/", "/"), found[2], "Internet Archive")
    return None


def _by_attributes(content: bytes) -> _Origin:
    """Give what stands in tags, and the comment that browsers write, which others leave in."""
    said = _attributes(content)
    if "savepage-url" in said:
        return _Origin(said["savepage-url"], said.get("savepage-date", ""), "Save Page WE")
    if "data-scrapbook-source" in said:
        created = said.get("data-scrapbook-create", "")
        return _Origin(said["data-scrapbook-source"], created, "WebScrapBook")
    browser = _BROWSER.search(content.decode("utf-8", "replace"))
    if browser is not None:
        return _Origin(browser[1], "", "saved from url")
    return _Origin(said.get("canonical", "") or said.get("og:url", ""))


def _attributes(content: bytes) -> dict[str, str]:
    """Give what stands in the tags of a page's head, by name."""
    said: dict[str, str] = {}
    for token in tokens(content):
        if token.kind is not TokenKind.OPEN:
            continue
        if token.name == "body":
            break
        if token.name in {"html", "meta", "link"}:
            there = attributes_of(content, token)
            for name, value in (
                (there.get("name", "") or there.get("property", ""), there.get("content", "")),
                (there.get("rel", ""), there.get("href", "")),
                *((key, value) for key, value in there.items() if key.startswith("data-")),
            ):
                if name and value:
                    said.setdefault(name.lower(), value)
    return said
