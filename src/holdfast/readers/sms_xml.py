"""SMS Backup & Restore: one XML file of text and multimedia messages, another one of calls.

Read as a stream of tags (`sms_xml_tags`), so that every record has its exact place, a file of any
size fits, and what stands before and after damage is read. What rows mean is shared with other
Android sources (`android_records`). References: docs/readers/sms-xml.md.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Leftover, Message, Part
from holdfast.model.span import Span
from holdfast.readers.android_records import call, text_message
from holdfast.readers.reader import Confidence
from holdfast.readers.sms_xml_mms import Multimedia
from holdfast.readers.sms_xml_tags import Tags, fields_of
from holdfast.readers.wide_text import NarrowSource, narrow_head, wide_encoding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from holdfast.model.message import Found
    from holdfast.readers.reader import Source
    from holdfast.readers.sms_xml_tags import Tag

NAME = "sms-xml"
VERSION = 1

ROOTS = frozenset({"smses", "calls", "allsms", "alllogs"})
_INSIDE = frozenset({"sms", "call", "log"})
# <log number="…" time="3 Sep 2013 10:03:26" date="1378199006383" type="1" name="Ann" dur="30" />
_USUAL_NAMES = {"name": "contact_name", "time": "readable_date", "dur": "duration"}
# What may stand before the root: a mark, instructions, comments, a document type.
_ROOT = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*+(?:(?:<\?[^>]*+>|<!--(?:[^-]|-(?!->))*+-->"
    rb"|<!DOCTYPE[^\[>]*+(?:\[[^\]]*+\]\s*+)?>)\s*+)*+"
    rb"<(smses|allsms|alllogs|calls)[\s/>]"
)
_CALL = re.compile(rb"<call\s[^<>]{0,4096}\bdate\s*=")
# A file whose beginning is lost still has its records.
_RECORD = re.compile(rb"<(?:sms|mms|call|log)\s[^<>]{0,4096}\bdate\s*=\s*[\"']\d")
_NULL = "null"
_MOST_BEFORE_ROOT = 1_000


def recognises(head: bytes, name: str) -> Confidence:  # noqa: ARG001  # content alone decides
    """Tell whether a file is such a back-up.

    Args:
        head: the first bytes of the file.
        name: not looked at.
    """
    head = narrow_head(head)
    root = _ROOT.match(head)
    if root is not None:
        sure = root[1] != b"calls" or b"count=" in head or _CALL.search(head) is not None
        return Confidence.YES if sure else Confidence.PERHAPS
    return Confidence.PERHAPS if _RECORD.search(head) else Confidence.NO


def read(source: Source, answers: Mapping[str, str]) -> Iterator[Found]:  # noqa: ARG001  # no questions
    """Give every message and call, with the files inside, in the order of the file.

    Args:
        source: the back-up; UTF-8 or UTF-16, with a mark or without.
        answers: none are asked for.

    Yields:
        Messages, calls, the files that came with them, and what is left over. Between their spans
        is nothing but markup and white space.

    Raises:
        NotThisFormatError: there is neither the export's root nor a record of it.
    """
    encoding = wide_encoding(source.read(0, 2))
    text = NarrowSource(source, encoding) if encoding else None
    walk = _Walk(text or source)
    if text is None:
        yield from _found_by(walk, source)
    else:
        for found in _found_by(walk, text):
            if isinstance(found, Message | Leftover | Part):
                yield found._replace(span=text.span(found.span))
    if not walk.has_anything:
        raise NotThisFormatError


def _found_by(walk: _Walk, source: Source) -> Iterator[Found]:
    """Give what a walk finds; it ends early in a file of another format."""
    for tag in Tags(source).walk():
        yield from walk.take(tag)
        if walk.is_another_format:
            return
    yield from walk.finish()


class _Walk:
    """Makes records of tags; remembers the message that is open and what the root declared."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._open: Multimedia | None = None
        self._until = ""
        self._declared: int | None = None
        self._records = 0
        self._yielded = 0
        self._waiting: list[Leftover] = []
        self._root_is_open = False
        self.has_anything = False
        self.is_another_format = False

    def take(self, tag: Tag) -> Iterator[Found]:
        """Give what a tag completes.

        Args:
            tag: the next one.
        """
        name = tag.name
        if self._open is not None:
            yield from self._inside(tag, self._open)
        elif name in _INSIDE and not tag.closes:
            fields = _with_usual_names(present(fields_of(tag.attributes)))
            span = Span(tag.start, tag.end - tag.start)
            yield from self._record(
                text_message(fields, span) if name == "sms" else call(fields, span)
            )
        elif name == "mms" and not tag.closes:
            self._open = Multimedia(tag)
            if tag.is_whole:
                yield from self._close(self._open, tag.end)
        else:
            yield from self._beside(tag)

    def _inside(self, tag: Tag, message: Multimedia) -> Iterator[Found]:
        """Take a tag inside a multimedia message."""
        if tag.name == "mms" and tag.closes:
            yield from self._close(message, tag.end)
        elif tag.name in _INSIDE or tag.name == "mms" or tag.name in ROOTS or tag.why == "cut":
            # The message never ends: what of it there is, is left over as a whole.
            self._open = None
            ends_early = tag.why == "cut"
            self._root_is_open &= not ends_early
            end = tag.end if ends_early else tag.start
            why = "ends-early" if ends_early else "damaged-record"
            yield from self._leftover(message.start, end, why)
            if not ends_early:
                yield from self.take(tag)
        else:
            message.add(tag)

    def _close(self, message: Multimedia, end: int) -> Iterator[Found]:
        """Give a multimedia message that is complete, and the files it carries."""
        self._open = None
        number = self._yielded
        yield from self._record(message.message(end))
        yield from message.files(self._source, number)

    def _record(self, message: Message) -> Iterator[Found]:
        """Give a message, after what waited to see whether there is any."""
        yield from self._flush()
        self.has_anything = True
        self._records += 1
        self._yielded += 1
        yield message

    def _beside(self, tag: Tag) -> Iterator[Found]:
        """Account for what is no record."""
        if tag.closes and not tag.attributes:
            if tag.name in ROOTS:
                yield from self._end_of_root(tag)
            return
        if tag.name in ROOTS and not tag.closes:
            yield from self._leftover(tag.start, tag.end, "about-the-export")
            self._begin_root(tag)
            return
        if tag.name and not self.has_anything:
            self.is_another_format = True
            return
        whys = {"aside": "about-the-export", "cut": "ends-early", "damaged": "damaged-record"}
        self._root_is_open &= tag.why != "cut"
        yield from self._leftover(tag.start, tag.end, whys.get(tag.why, "not-understood"))

    def _leftover(self, start: int, end: int, why: str) -> Iterator[Found]:
        """Give a leftover, or keep it until it is sure that the file is of this format."""
        leftover = Leftover(Span(start, end - start), why)
        if self.has_anything:
            yield from self._flush()
            yield leftover
        elif self._waiting and self._waiting[-1].why == why:
            begin = self._waiting[-1].span.start
            self._waiting[-1] = Leftover(Span(begin, end - begin), why)
        else:
            self._waiting.append(leftover)
            self.is_another_format = len(self._waiting) > _MOST_BEFORE_ROOT

    def _flush(self) -> Iterator[Leftover]:
        """Give what waited until it was sure that the file is of this format."""
        if self._waiting:
            yield from self._waiting
            self._waiting.clear()

    def _begin_root(self, tag: Tag) -> None:
        """Note how many records the root says there are."""
        self.has_anything = True
        self._root_is_open = not tag.is_whole
        count = fields_of(tag.attributes).get("count", "")
        sane = count.isascii() and count.isdigit() and len(count) <= len("100000000")
        self._declared, self._records = (int(count) if sane else None), 0

    def _end_of_root(self, tag: Tag) -> Iterator[Found]:
        """Say when there are more or fewer records than the root said. It often lies."""
        self._root_is_open = False
        yield from self._flush()
        if self._declared is not None and self._declared != self._records:
            yield Leftover(Span(tag.start, tag.end - tag.start), "count-differs")
        self._declared = None

    def finish(self) -> Iterator[Found]:
        """Give what is open at the end of the file."""
        if not self.has_anything:
            return
        yield from self._flush()
        size = self._source.size
        if self._open is not None:
            yield Leftover(Span(self._open.start, size - self._open.start), "ends-early")
        elif self._root_is_open:
            yield Leftover(Span(size, 0), "ends-early")


def present(fields: dict[str, str]) -> dict[str, str]:
    """Give what is set: the app writes the word `null` for what is not.

    Args:
        fields: a record's attributes.
    """
    return {name: value for name, value in fields.items() if value != _NULL}


def _with_usual_names(fields: dict[str, str]) -> dict[str, str]:
    """Give fields under their usual names; *Super Backup* has some of its own."""
    if "name" not in fields or "contact_name" in fields:
        return fields
    return {_USUAL_NAMES.get(name, name): value for name, value in fields.items()}
