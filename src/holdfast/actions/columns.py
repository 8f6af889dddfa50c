"""What the columns of call records mean: shown, tried out, answered once, and offered again.

What somebody said for one file is kept in the drawer under the file's shape (`shape_of`), and is
used for another file only when they say so.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from holdfast.actions.answer import answer_all, find_by_sha256
from holdfast.actions.clock import now
from holdfast.actions.intake import Original
from holdfast.actions.reading.asking import ReadingChild
from holdfast.actions.so_far import UNWATCHED
from holdfast.actions.zoned import in_stated_zone
from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Leftover, Message, Question
from holdfast.readers import call_records
from holdfast.readers.call_records_columns import NONE, PREFIX
from holdfast.readers.call_records_facts import can_be_answered
from holdfast.readers.call_records_layout import LAYOUT_BYTES
from holdfast.readers.call_records_look import MOST_COLUMNS
from holdfast.readers.call_records_words import Role
from holdfast.readers.head_source import HeadSource
from holdfast.readers.sheets import is_workbook

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from holdfast.actions.account import FileAccount
    from holdfast.actions.so_far import Following
    from holdfast.readers.call_records_look import Look
    from holdfast.readers.reader import Source
    from holdfast.vault.casebook import OpenCasebook

_KEPT = "call-columns/"
MOST_TRIED = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class Trial:
    """What some answers would give, from the beginning of the file."""

    look: Look
    """The first rows as written."""

    answers: Mapping[str, str] = field(repr=False)
    """What it was tried with."""

    questions: tuple[Question, ...] = field(repr=False)
    """What is open besides the columns, also when an answer is at hand."""

    messages: tuple[Message, ...] = field(repr=False)
    """The first records as they would be read; none while date or number are not known."""

    rows_not_read: int
    """How many of the rows looked at would be left over."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Remembered:
    """What was said for another file of the same shape."""

    answers: Mapping[str, str] = field(repr=False)
    """Choices by question id."""

    on: str
    """Day it was said, ISO 8601."""


def try_out(book: OpenCasebook, sha256: str, answers: Mapping[str, str]) -> Trial:
    """Give what answers would make of a file, changing nothing.

    Args:
        book: the open casebook.
        sha256: of the file, or the id of its entry.
        answers: choices by question id; with none about columns, these are taken as guessed.

    Raises:
        NotThisFormatError: it is no table with dates.
    """
    entry = find_by_sha256(book, sha256)
    original = Original(entry.text("name"), book.originals.open(entry.text("blob")))
    head = original.read(0, LAYOUT_BYTES)
    is_book = is_workbook(head)
    if not is_book and len(head) == LAYOUT_BYTES and b"\n" in head:
        # The last row may be cut.
        head = head[: head.rfind(b"\n") + 1 + (head[:2] == b"\xff\xfe")]
    # The list of what is in a workbook stands at its end.
    source = original if is_book else HeadSource(head)
    with ReadingChild() as child:
        look = child.look(source)
        if look is None:
            raise NotThisFormatError
        columns = {name: each for name, each in answers.items() if name.startswith(PREFIX)}
        columns = columns or answers_of(look.guesses)
        said = {**answers, **columns}
        questions, _, _ = _read(child, source, columns)
        open_still, messages, left = _read(child, source, said)
    every = {each.id: each for each in (*questions, *open_still)}
    return Trial(
        look=look,
        answers=said,
        questions=tuple(each for name, each in every.items() if not name.startswith(PREFIX)),
        messages=messages[:MOST_TRIED],
        rows_not_read=left,
    )


def answers_of(roles: Sequence[str]) -> dict[str, str]:
    """Give the answers that say which column has which role; of two with the same, the first.

    Args:
        roles: a `Role` for each column, empty for none.
    """
    # Of a table with more columns than are shown, the rest is as its headings say.
    said = {PREFIX + role.value: NONE for role in Role} if len(roles) < MOST_COLUMNS else {}
    for at, role in reversed([*enumerate(roles)]):
        if role in set(Role):
            said[PREFIX + role] = f"column-{at + 1}"
    return said


def roles_in(answers: Mapping[str, str], columns: int) -> tuple[str, ...]:
    """Give the role of each column by the answers, empty for none.

    Args:
        answers: choices by question id.
        columns: how many are shown.
    """
    by_column = {
        choice: name.removeprefix(PREFIX)
        for name, choice in answers.items()
        if name.startswith(PREFIX)
    }
    return tuple(by_column.get(f"column-{at + 1}", "") for at in range(columns))


def save_columns(
    book: OpenCasebook,
    sha256: str,
    answers: Mapping[str, str],
    *,
    shape: str = "",
    follow: Following = UNWATCHED,
) -> FileAccount:
    """Read a file with everything that was said, and remember it for files of the same shape.

    Args:
        book: the open casebook.
        sha256: of the file, or the id of its entry.
        answers: choices by question id.
        shape: of the file; empty to remember nothing.
        follow: as for `answer_all`.
    """
    account = answer_all(book, sha256, answers, follow=follow)
    if shape:
        on = now().date().isoformat()
        book.drawer.put(_KEPT + shape, {"answers": dict(answers), "on": on})
    return account


def remembered(book: OpenCasebook, shape: str) -> Remembered | None:
    """Give what was said for another file of the same shape, if anything was.

    Args:
        book: the open casebook.
        shape: of the file.
    """
    kept = book.drawer.get(_KEPT + shape)
    if not isinstance(kept, dict) or not isinstance(kept.get("answers"), dict):
        return None
    answers = kept["answers"]
    said = {
        name: str(choice)
        for name, choice in (answers.items() if isinstance(answers, dict) else ())
        if can_be_answered(name, str(choice))
    }
    return Remembered(answers=said, on=str(kept.get("on", "")))


def _read(
    child: ReadingChild, source: Source, answers: Mapping[str, str]
) -> tuple[list[Question], tuple[Message, ...], int]:
    """Give the questions, the messages, and how many rows would not be read."""
    found = [
        each
        for batch in in_stated_zone(
            child.read(source, reader=call_records.NAME, answers=answers), answers
        )
        for each in batch
    ]
    return (
        [each for each in found if isinstance(each, Question)],
        tuple(each for each in found if isinstance(each, Message)),
        sum(isinstance(each, Leftover) and each.why == "row-not-read" for each in found),
    )
