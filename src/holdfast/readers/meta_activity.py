"""The other files of Meta's exports: posts, comments, friends, blocked people, log-ins.

There are hundreds of kinds and they change; what they share is a list of objects, each with a time
in it. Every object becomes a post or an event that keeps all its values; the key of the list, or
the file's name, tells what it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from holdfast.model.message import Leftover, Message, MessageKind
from holdfast.model.moment import UNKNOWN_MOMENT
from holdfast.readers.json_records import BROKEN, records
from holdfast.readers.json_values import facts_of, object_of, objects_of, text_of, whole_number
from holdfast.readers.meta_marks import is_one_record
from holdfast.readers.meta_text import meta_moment, repair, repaired
from holdfast.readers.moments import from_iso, marks_of
from holdfast.readers.reader import HEAD_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdfast.model.message import Found
    from holdfast.model.moment import Moment
    from holdfast.model.span import Span
    from holdfast.readers.json_records import Path
    from holdfast.readers.reader import Source

_TIMES = (
    "timestamp", "timestamp_ms", "creation_timestamp", "created_timestamp", "timestamp_value",
    "created_time", "updated_timestamp", "update_timestamp", "time", "added_timestamp",
)  # fmt: skip
_WORDS = ("post", "comment", "Comment", "text", "value")
# Where cells hold other cells.
_INNER = ("dict", "vec")
# What Threads puts before every list: text_post_app_text_post_app_followers
_THREADS = re.compile(r"^(?:text_(?:post_)?app_)+")
_POST, _EVENT = MessageKind.POST.value, MessageKind.EVENT.value
_KINDS: tuple[tuple[re.Pattern[str], str, tuple[str, ...]], ...] = tuple(
    (re.compile(pattern), kind, marks)
    for pattern, kind, marks in (
        (r"comments?_?(?:like|react)|like[sd]?(?:_|$)|reactions?", _EVENT, ("reaction",)),
        (r"saved|_seen|viewed", _EVENT, ()),
        (r"comment", _POST, ()),
        (r"block", _EVENT, ("contact-blocked",)),
        (r"log_?(?:in|out)|access|session|ip_addr|device|admin_rec|account_act|where_you|security",
         _EVENT, ("log-in",)),
        (r"friend|follow|request|contact|relationship|restrict|dismiss|poke", _EVENT, ("contact",)),
        (r"location", _EVENT, ("position",)),
        # "history" has a "story" in it.
        (r"search|history", _EVENT, ()),
        (r"post|stor(?:y|ies)|reel|media|photo|video|album|igtv|status", _POST, ()),
    )
)  # fmt: skip


def is_activity(path: Path) -> bool:
    """Tell whether a path is an element of an outermost list.

    Args:
        path: where in the file.
    """
    return bool(path) and isinstance(path[-1], int) and not any(map(_is_place, path[:-1]))


def _is_place(step: str | int) -> bool:
    return isinstance(step, int)


def read_activity(source: Source) -> Iterator[Found]:
    """Divide a file of the account's activity into posts and events.

    Args:
        source: any JSON file of the export that is no conversation.

    Yields:
        One post or event per object in the outermost lists; leftovers for all else.
    """
    stem = source.name.rpartition("/")[2].rsplit(".", 1)[0]
    is_one = is_one_record(source.read(0, HEAD_BYTES))
    for node in records(source, (lambda path: not path) if is_one else is_activity):
        if node.value is BROKEN:
            yield Leftover(node.span, "damaged-record")
        elif is_one and isinstance(node.value, dict):
            yield activity_of(node.value, node.span, stem)
        elif is_activity(node.path) and isinstance(node.value, dict | list) and node.value:
            name = ".".join(str(step) for step in node.path[:-1]) or stem
            value = node.value
            record = dict(enumerate(value)) if isinstance(value, list) else value
            yield activity_of({str(key): each for key, each in record.items()}, node.span, name)
        elif node.value not in ([], {}, None):
            yield Leftover(node.span, "not-understood")


def activity_of(record: dict[str, object], span: Span, name: str) -> Message:
    """Give one object as a post or event.

    Args:
        record: the JSON object.
        span: where it stands.
        name: key of the list or stem of the file.
    """
    facts = list(_labelled(record))
    happened = _moment(record)
    kind, marks = kind_of_list(name)
    words = [text for key, text in facts if key in _WORDS and text]
    # The words under a picture, where the record has no other.
    words = words or [text for key, text in facts if key == "title" and text]
    title = repaired(record.get("title")) or repaired(record.get("name"))
    files = tuple(text for key, text in facts if key == "uri")
    shown = words[0] if kind == _POST and words else ""
    if not shown:
        lines = [title, *(f"{key}: {text}" for key, text in facts if text != title)]
        shown = "\n".join(filter(None, lines))
        facts = []
    elif title:
        facts.insert(0, ("title", title))
    details = tuple(
        ("also-stated", f"{key}: {text}") for key, text in facts if text != shown and key != "uri"
    )
    return Message(
        kind, name, _author(record), shown, happened, span, files,
        (*marks, *marks_of(happened)), None, details,
    )  # fmt: skip


def kind_of_list(name: str) -> tuple[str, tuple[str, ...]]:
    """Tell what a list holds: the kind of its messages, and their mark.

    Args:
        name: key of the list, or the file's name.
    """
    lower = _THREADS.sub("", name.lower())
    for pattern, kind, marks in _KINDS:
        if pattern.search(lower):
            return kind, marks
    return _EVENT, ()


def _author(record: dict[str, object]) -> str | None:
    """Give who wrote a comment, when it is said."""
    for each in objects_of(record.get("data")):
        author = repaired(object_of(each.get("comment")).get("author"))
        if author:
            return author
    return repaired(record.get("author")) or None


def _labelled(record: dict[str, object]) -> Iterator[tuple[str, str]]:
    """Give the values of an object, each with the label that the export gives it."""
    for key, value in record.items():
        if key == "string_map_data":
            for label, cell in object_of(value).items():
                yield from _cell(repair(label), cell)
        elif key == "label_values":
            for label, cell in _cells(value):
                yield from _cell(label, cell)
        elif key not in _TIMES and key != "title":
            for inner, text in facts_of({key: value}):
                if inner not in _TIMES:
                    yield repair(inner), repair(text)


def _cells(values: object) -> Iterator[tuple[str, dict[str, object]]]:
    """Give labelled cells, each with its label; inside a cell, with the outer label before it."""
    waiting = [("", cell) for cell in reversed(objects_of(values))]
    while waiting:
        outer, cell = waiting.pop()
        own = repaired(cell.get("label")) or repaired(cell.get("title"))
        inner = [one for key in _INNER for one in objects_of(cell.get(key))]
        waiting += [(own or outer, one) for one in reversed(inner)]
        used = ("label" if cell.get("label") else "title", *(_INNER if inner else ()))
        label = f"{outer}, {own}" if outer and own else own or outer or "label"
        yield label, {key: value for key, value in cell.items() if key not in used}


def _cell(label: str, cell: object) -> Iterator[tuple[str, str]]:
    """Give the values of one labelled cell; of a file the name, under the key all files have."""
    for key, text in facts_of(cell):
        if key not in _TIMES or text != "0":
            yield "uri" if key == "uri" else label, repair(text)


def _moment(record: dict[str, object]) -> Moment:
    """Give the time of an object: its own, else the first one in it."""
    for key in _TIMES:
        if whole_number(record.get(key)):
            return meta_moment(record[key])
    for key, text in facts_of(record):
        if key in _TIMES and whole_number(text):
            return meta_moment(text)
    written = text_of(record.get("0"))
    return from_iso(written) if written else UNKNOWN_MOMENT
