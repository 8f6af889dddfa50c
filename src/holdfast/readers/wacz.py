"""The files that a WACZ (a zip around a web archive) adds: its list of files, and of pages.

The zip itself is opened like any other; the archive in it is read by `warc`. What remains is
`datapackage.json`, which states a hash of every file, `datapackage-digest.json`, which states one
of that, and `pages/*.jsonl`, one page per line.
References: docs/readers/wacz.md; WACZ 1.1.1 (Webrecorder).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Leftover, StatedHash
from holdfast.readers import captures
from holdfast.readers.captured_times import read_time
from holdfast.readers.json_fields import dict_of, text_of
from holdfast.readers.json_records import BROKEN, lines, records
from holdfast.readers.moments import Unit, from_epoch
from holdfast.readers.reader import Confidence
from holdfast.readers.web_secrets import without_secrets

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from holdfast.model.message import Found
    from holdfast.model.moment import Moment
    from holdfast.readers.json_records import Node, Path
    from holdfast.readers.reader import Source

NAME = "wacz"
VERSION = 2

_PACKAGE = re.compile(
    rb"\"wacz_version\"\s*:|\"profile\"\s*:\s*\"(?:wacz|data-package|multi-wacz-package)\""
)
_PAGES = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{[^\n]{0,2000}\"format\"\s*:\s*\"json-pages-")
_SHA256 = re.compile(r"(?:sha256:)?([0-9a-fA-F]{64})")
_HEAD = 65_536
_SECONDS, _COUNTS = 10, (10, 13)
"""Digits of a count of seconds, and of seconds or milliseconds, since 1970."""

_DIGEST = re.compile(
    rb"\s*\{\s*\"path\"\s*:\s*\"datapackage\.json\"\s*,\s*\"hash\"\s*:\s*\"sha256:[0-9a-fA-F]{64}\""
)


def recognises(head: bytes, name: str) -> Confidence:  # noqa: ARG001  # content alone decides
    """Tell whether a file is one of them.

    Args:
        head: the first bytes of the file.
        name: not looked at.
    """
    is_ours = _is_package(head) or _PAGES.match(head) or _DIGEST.match(head)
    return Confidence.YES if is_ours else Confidence.NO


def _is_package(head: bytes) -> bool:
    """Tell whether it is `datapackage.json`; its keys come in any order."""
    begins = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{"
    return begins and b'"resources"' in head and bool(_PACKAGE.search(head))


def read(source: Source, answers: Mapping[str, str]) -> Iterator[Found]:  # noqa: ARG001  # no questions
    """Give the stated hashes, or the pages.

    Args:
        source: the file.
        answers: none are asked for.

    Yields:
        A hash for every file that is listed, or a message for every page.

    Raises:
        NotThisFormatError: it is none of them.
    """
    head = source.read(0, _HEAD)
    if _PAGES.match(head):
        yield from map(_page, lines(source))
    elif _DIGEST.match(head):
        yield from (_resource(node) for node in records(source, lambda path: not path))
    elif _is_package(head):
        yield from map(_resource, records(source, _is_resource))
    else:
        raise NotThisFormatError


def _is_resource(path: Path) -> bool:
    return len(path) == 2 and path[0] == "resources"  # noqa: PLR2004  # ("resources", 0)


def _resource(node: Node) -> Found:
    """Give what is stated of one file."""
    if node.value is BROKEN:
        return Leftover(node.span, "not-understood")
    stated = dict_of(node.value)
    # Until 1.0 the hash stood among `stats`.
    written = text_of(stated, "hash") or text_of(dict_of(stated.get("stats")), "hash")
    found = _SHA256.fullmatch(written)
    is_file = not node.path or _is_resource(node.path)
    if is_file and found and text_of(stated, "path"):
        return StatedHash(node.span, text_of(stated, "path")[:4_000], found[1].lower())
    return Leftover(node.span, "about-the-export")


def _time(written: str) -> Moment:
    """Give when a page was seen; some programs write 14 digits, or a count since 1970."""
    if written.isdecimal() and len(written) in _COUNTS:
        return from_epoch(written, Unit.MILLISECONDS if len(written) > _SECONDS else Unit.SECONDS)
    return read_time(written)


def _page(node: Node) -> Found:
    """Give one line of the list of pages."""
    page = dict_of(node.value)
    if not text_of(page, "url"):
        known = "format" in page
        return Leftover(node.span, "about-the-export" if known else "not-understood")
    address, text = text_of(page, "url"), text_of(page, "text")
    shown = without_secrets(address)
    hidden = ("secrets-hidden",) if shown != address else ()
    cut = ("text-cut",) if len(text) > captures.LONGEST_TEXT else ()
    found = captures.capture(
        shown,
        captures.Words(text_of(page, "title"), text[: captures.LONGEST_TEXT], cut),
        span=node.span,
        happened=_time(text_of(page, "ts", "timestamp", "date")),
        details={"software": "WACZ"},
    )
    return found._replace(marks=found.marks + hidden)
