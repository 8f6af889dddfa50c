"""A list of calls before her: its first lines, what each column may mean, what that gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.columns import roles_in
from holdfast.knowledge.media_words import length_words
from holdfast.knowledge.wording import words
from holdfast.model.message import MessageKind
from holdfast.readers.call_records_look import WORKBOOK
from holdfast.readers.reader import OWNER
from holdfast.web.entry_view import TO_THE_MINUTE, show_stated
from holdfast.web.question_words import choices_in_words, zone_choices

if TYPE_CHECKING:
    from holdfast.actions.columns import Trial
    from holdfast.knowledge.table import Table
    from holdfast.model.message import Message, Question
    from holdfast.readers.call_records_look import Look

COLUMN, OTHER = "column-", "answer-"
"""What the fields' names begin with."""


def show_columns(trial: Trial) -> dict[str, object]:
    """Give what the page shows.

    Args:
        trial: what the answers so far give.
    """
    said, look = words("web_columns"), trial.look
    shown = len(look.guesses)
    return {
        "layout": _layout(look, said),
        "more": said.text("more_columns").format(n=look.columns, shown=shown)
        if look.columns > shown
        else "",
        "headings": look.headings,
        "numbers": range(1, shown + 1),
        "rows": look.rows,
        "columns": _columns(trial, said),
        "meanings": [(role, text) for role, text in said.table("meanings").values.items()],
        "asked": [_asked(each, trial) for each in trial.questions],
        "gives": [_gives(each, said) for each in trial.messages],
        "left": said.text("gives_left").format(n=trial.rows_not_read)
        if trial.rows_not_read
        else "",
    }


def _layout(look: Look, said: Table) -> str:
    """Give how the file is written down."""
    if look.encoding == WORKBOOK:
        return said.text("layout_of_workbook")
    return said.text("layout").format(
        delimiter=said.table("delimiters").text(look.delimiter),
        encoding=said.table("encodings").text(look.encoding),
    )


def _columns(trial: Trial, said: Table) -> list[dict[str, object]]:
    """Give each column that is shown: its name, an example, its meaning, whether it is a guess."""
    look, found = trial.look, []
    roles = roles_in(trial.answers, len(look.guesses))
    for at, guess in enumerate(look.guesses):
        heading = look.headings[at] if at < len(look.headings) else ""
        cells = [row[at] for row in look.rows if at < len(row) and row[at].strip()]
        role = roles[at]
        found.append(
            {
                "name": f"{COLUMN}{at + 1}",
                "label": said.text("column_headed" if heading else "column").format(
                    n=at + 1, heading=heading
                ),
                "example": said.text("for_example").format(example=cells[0])
                if cells
                else said.text("for_example_none"),
                "role": role,
                "is_guess": bool(guess) and guess == role,
            }
        )
    return found


def _asked(question: Question, trial: Trial) -> dict[str, object]:
    """Give a question with its choices in words, and what is chosen."""
    is_zone = question.id == "zone"
    return {
        "name": f"{OTHER}{question.id}",
        "text": question.text,
        "choices": zone_choices() if is_zone else choices_in_words(question.id, question.choices),
        "chosen": trial.answers.get(question.id, ""),
    }


def _gives(message: Message, said: Table) -> dict[str, object]:
    """Give one record as it would be read."""
    marks = words("marks")
    known = [each for each in message.marks if each in marks.keys()]  # noqa: SIM118  # a Table
    length = message.duration_seconds
    return {
        "when": _when(message, said),
        "kind": said.table("kinds").text(message.kind),
        "who": _sender(message, said),
        "with": message.conversation,
        "text": message.text,
        "length": said.text("length").format(length=length_words(length))
        if length is not None
        else said.text("length_unknown")
        if message.kind == MessageKind.CALL
        else "",
        "marks": [marks.table(each).text("says") for each in known],
    }


def _sender(message: Message, said: Table) -> str:
    """Give who it came from; empty when the file does not tell which way it went."""
    if message.sender == OWNER:
        return said.text("owner")
    is_open = "direction-unknown" in message.marks
    return message.sender or ("" if is_open else said.text("nobody"))


def _when(message: Message, said: Table) -> str:
    moment = message.happened
    if not moment.stated:
        return said.text("no_time")
    shown = show_stated(moment.stated[:TO_THE_MINUTE])
    if "T" in moment.stated and moment.offset_minutes is None:
        return f"{shown} ({said.text('no_zone')})"
    return f"{shown} {moment.utc_shown}".rstrip()
