"""Which exhibit a message's attachment is: the file that lay in the message or came beside it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from holdfast.model.message import Message
    from holdfast.model.moment import Moment
    from holdfast.vault.casebook import OpenCasebook

_ENDING = re.compile(r"\.\w{2,5}$")
_DAY = re.compile(r"20\d\d-\d\d-\d\d", re.ASCII)
# What Google and Windows put `_` in place of, as no file may be called so everywhere.
_NO_NAME = re.compile(r"[<>:\"\\|?*&'%]")
_SNAPCHAT = "b~"
"""What the ids of its media begin with."""


def find_attachments(
    book: OpenCasebook, import_id: str, number: int, message: Message
) -> Mapping[str, str]:
    """Give the exhibits that a message has as attachments.

    Args:
        book: the open casebook.
        import_id: of the import the message was read from.
        number: of the message in it.
        message: names its attachments.

    Returns:
        Id of the entry by name as written in the message: the file that lay in this message, else
        the one that came in the same zip, else the only one of that name in the whole record. A
        name that could be two files is left out. One that is stated without its ending (Google
        Voice, Skype, Snapchat) is that of the file with any.
    """
    match book.record.entry(import_id).fields.get("part_of"):
        case [str(container), *_]:
            beside = f"{container}/"
        case _:
            beside = ""
    found = {}
    for written in message.attachments:
        for files, ends in _files_of(book, written, message):
            inside = [entry for entry, place in files if place == f"{import_id}/{number}/{written}"]
            same = [(entry, place) for entry, place in files if beside and place.startswith(beside)]
            whole = [entry for entry, place in same if f"{place}\n".find(ends) > 0]
            anywhere = [entry for entry, _ in files if entry != import_id]
            only = [each[0] for each in (inside, whole, _ids(same), anywhere) if len(each) == 1]
            if only:
                found[written] = only[0]
                break
    return found


def _files_of(
    book: OpenCasebook, written: str, message: Message
) -> Iterator[tuple[list[tuple[str, str]], str]]:
    """Give the files that a name may mean, and what the place ends with of one that is it."""
    last = written.rsplit("/", 1)[-1]
    yield book.index.files_named(last), f"/{written}\n"
    if (plain := _NO_NAME.sub("_", last)) != last:
        yield book.index.files_named(plain), f"/{plain}\n"
    if _ENDING.search(last) is None:
        for stem in _with_day(last, message.happened):
            yield book.index.files_named(stem, any_ending=True), f"/{stem}."


def _with_day(name: str, happened: Moment) -> Iterator[str]:
    """Give what a file may be called, without its ending.

    Snapchat puts the day before the id that its chats state; which zone's day, nobody says.
    """
    stated = (happened.stated or "")[: len("2026-03-04")]
    if not name.startswith(_SNAPCHAT) or not _DAY.fullmatch(stated):
        yield name
        return
    day = date.fromisoformat(stated)
    yield from (f"{day + timedelta(days=each)}_{name}" for each in (0, -1, 1))


def _ids(files: Iterable[tuple[str, str]]) -> list[str]:
    return [entry for entry, _ in files]
