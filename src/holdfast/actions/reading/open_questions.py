"""Questions in the person's words: what a reader asks, and which reader is the right one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.knowledge.wording import words
from holdfast.model.message import Leftover, Question
from holdfast.model.span import Span
from holdfast.readers import call_records

if TYPE_CHECKING:
    from holdfast.model.message import Found
    from holdfast.readers.reader import Source

FIRST_LINE_BYTES, LONGEST_LINE = 2048, 80
"""So far a file's first line is looked for, and so much of it is shown."""


def in_words(question: Question) -> Question:
    """Give a question in the person's words.

    Args:
        question: as a reader asks it; its text is the example that is quoted.
    """
    kind = "-".join(part for part in question.id.split("-") if not part.isdigit())
    is_table = kind == "format" and call_records.NAME in question.choices
    asks = words("questions").table(kind).text("asks_table" if is_table else "asks")
    return question._replace(text=asks.format(example=question.text))


def which_format(sure: list[str], source: Source) -> list[Found]:
    """Give the question which of several readers is right, and the file left over until then.

    Args:
        sure: names of the readers.
        source: the file.
    """
    said = words("questions").table("format")
    line = first_line(source.read(0, FIRST_LINE_BYTES))
    text = said.text("asks" if line else "asks_plainly").format(example=line)
    question = Question(id="format", text=text, choices=(*sure, "opaque"))
    return [question, Leftover(Span(0, source.size), "not-stated")]


def chat_or_notes(reader: str, source: Source) -> Question:
    """Give the question whether lines that look like a chat are one; it is read as one meanwhile.

    Args:
        reader: name of the reader that is not sure.
        source: the file.
    """
    said = words("questions").table("format")
    line = first_line(source.read(0, FIRST_LINE_BYTES))
    text = said.text("asks_chat" if line else "asks_plainly").format(example=line)
    return Question(id="format", text=text, choices=(reader, "opaque"))


def first_line(head: bytes) -> str:
    """Give the first line with something in it, to know a file by; empty when it is no text.

    Args:
        head: the file's first bytes.
    """
    text = head.decode("utf-8", "replace")
    line = next((each.strip() for each in text.splitlines() if each.strip()), "")
    shown = line.removeprefix("\ufeff")[:LONGEST_LINE]
    return "" if "\ufffd" in shown or not shown.isprintable() else shown
