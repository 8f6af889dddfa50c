"""The two files that a WACZ (a zip around a web archive) adds: its list of files, and of pages.

The zip itself is opened like any other; the archive in it is read by `warc`. What remains is
`datapackage.json`, which states a hash of every file, and `pages/*.jsonl`, one page per line.
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
from holdfast.readers.reader import Confidence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from holdfast.model.message import Found
    from holdfast.readers.json_records import Node, Path
    from holdfast.readers.reader import Source

NAME = "wacz"
VERSION = 1

_PACKAGE = re.compile(
    rb"\"wacz_version\"\s*:|\"profile\"\s*:\s*\"(?:wacz|data-package|multi-wacz-package)\""
)
_PAGES = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{[^\n]{0,2000}\"format\"\s*:\s*\"json-pages-")
_SHA256 = re.compile(r"(?:sha256:)?([0-9a-fA-F]{64})")
_HEAD = 65_536


def recognises(head: bytes, name: str) -> Confidence:  # noqa: ARG001  # content alone decides
    """Tell whether a file is one of the two.

    Args:
        head: the first bytes of the file.
        name: not looked at.
    """
    is_ours = _is_package(head) or _PAGES.match(head)
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
        NotThisFormatError: it is neither.
    """
    head = source.read(0, _HEAD)
    if _PAGES.match(head):
        yield from map(_page, lines(source))
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
    found = _SHA256.fullmatch(text_of(stated, "hash"))
    if _is_resource(node.path) and found and text_of(stated, "path"):
        return StatedHash(node.span, text_of(stated, "path")[:4_000], found[1].lower())
    return Leftover(node.span, "about-the-export")


def _page(node: Node) -> Found:
    """Give one line of the list of pages."""
    page = dict_of(node.value)
    if not text_of(page, "url"):
        known = "format" in page
        return Leftover(node.span, "about-the-export" if known else "not-understood")
    text = text_of(page, "text")
    cut = ("text-cut",) if len(text) > captures.LONGEST_TEXT else ()
    return captures.capture(
        text_of(page, "url"),
        captures.Words(text_of(page, "title"), text[: captures.LONGEST_TEXT], cut),
        span=node.span,
        happened=read_time(text_of(page, "ts")),
        details={"software": "WACZ"},
    )
