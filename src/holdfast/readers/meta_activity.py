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
    "verification_time", "update_time", "creation_time", "date_created",
)  # fmt: skip
_WORDS = ("post", "comment", "Comment", "text", "value")
_BELOW = "comments"
_OF_COMMENT = frozenset({"timestamp", "author", "comment"})
# Where cells hold other cells.
_INNER = ("dict", "vec")
# What Threads puts before every list: text_post_app_text_post_app_followers
_THREADS = re.compile(r"^(?:text_(?:post_)?app_)+")
_POST, _EVENT = MessageKind.POST.value, MessageKind.EVENT.value
_KINDS: tuple[tuple[re.Pattern[str], str, tuple[str, ...]], ...] = tuple(
    (re.compile(pattern), kind, marks)
    for pattern, kind, marks in (
        (r"comments?_?(?:like|react)|like[sd]?(?:_|$)|reactions?", _EVENT, ("reaction",)),
        (r"saved|_seen|viewed|_views|watched|shown|not_interested|usage", _EVENT, ()),
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
    record, comments = _without_comments(record)
    facts = list(_labelled(record))
    happened = _moment(record)
    kind, marks = kind_of_list(name)
    title = repaired(record.get("title")) or repaired(record.get("name"))
    files = tuple(text for key, text in facts if key == "uri")
    shown = _words(facts, title) if kind == _POST else ""
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
        (*marks, *marks_of(happened)), None, (*details, *map(_comment, comments)),
    )  # fmt: skip


def _words(facts: list[tuple[str, str]], title: str) -> str:
    """Give the words of a post: its own, else those under its picture, else its title."""
    for keys in (_WORDS, ("description",)):
        found = next((text for key, text in facts if key in keys and text), "")
        if found:
            return found
    return title or next((text for key, text in facts if key == "title"), "")


def _without_comments(
    record: dict[str, object],
) -> tuple[dict[str, object], list[dict[str, object]]]:
    """Part a record from what people wrote below its pictures, which is not its own words."""
    comments = _comments_of(record)
    for attachment in objects_of(record.get("attachments")):
        for one in objects_of(attachment.get("data")):
            picture = object_of(one.get("media"))
            below = _comments_of(picture)
            if below:
                comments = [*comments, *below]
                one["media"] = {key: each for key, each in picture.items() if key != _BELOW}
    if _comments_of(record):
        record = {key: value for key, value in record.items() if key != _BELOW}
    return record, comments


def _comments_of(picture: dict[str, object]) -> list[dict[str, object]]:
    """Give the comments below a picture; none when something else stands there."""
    below = picture.get(_BELOW)
    found = [each for each in objects_of(below) if "comment" in each]
    return found if isinstance(below, list) and len(found) == len(below) else []


def _comment(comment: dict[str, object]) -> tuple[str, str]:
    """Give a comment below a picture with who wrote it, when, and what else is stated."""
    when = meta_moment(comment.get("timestamp")).iso
    who = ", ".join(filter(None, (repaired(comment.get("author")), when)))
    rest = {key: value for key, value in comment.items() if key not in _OF_COMMENT}
    more = [f"{key}: {repair(text)}" for key, text in facts_of(rest)]
    told = ", ".join((repaired(comment.get("comment")), *more))
    return "also-stated", f"comment: {who}: {told}"


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
