"""The one place that speaks to a person at a terminal.

Answers go to standard output, everything else (errors, questions, progress) to standard error.
Lines are wrapped at the width of the terminal, at 80 where there is none. No colours. What stands
in a record was written by others: control signs and signs that turn the direction of writing are
made visible, so that no message can move the cursor or hide what follows it.
"""

from __future__ import annotations

import getpass
import json
import shutil
import sys
import textwrap
import unicodedata
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from holdfast.cli.progress import Progress
from holdfast.model.errors import PassphraseNeededError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from holdfast.cli.answer import Answer
    from holdfast.model.entry import JsonValue

WIDTH = 80
NARROWEST = 40
WIDEST = 100
TURNS_DIRECTION = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
INDENT = "    "


class Speaker:
    """Standard output and standard error, with what may be said on each."""

    def __init__(self, out: TextIO, err: TextIO, *, as_json: bool = False) -> None:
        """Speak on two streams.

        Args:
            out: for answers.
            err: for everything else.
            as_json: whether answers are JSON documents.
        """
        self._out = out
        self._err = err
        self.as_json = as_json
        self.width = _width(out)

    def answer(self, answer: Answer) -> None:
        """Print what a command gives back.

        Args:
            answer: its outcome.
        """
        if self.as_json:
            if answer.document is not None:
                self._out.write(as_json(answer.document) + "\n")
        else:
            for line in answer.lines:
                self._out.write(wrapped(line, self.width) + "\n")
        self._out.flush()

    def say(self, text: str) -> None:
        """Say something beside the answer, such as a question or a warning.

        Args:
            text: whole sentences.
        """
        self._err.write(wrapped(text, _width(self._err)) + "\n")
        self._err.flush()

    def ask_secret(self, question: str) -> str:
        """Ask for what must not be seen on the screen.

        Args:
            question: what is asked for, ending in a colon and a space.

        Raises:
            PassphraseNeededError: there is no terminal to ask at.
        """
        if not sys.stdin.isatty():
            raise PassphraseNeededError
        return getpass.getpass(question, stream=self._err)

    def ask(self, question: str) -> str:
        """Ask something that may be left open, at a terminal only.

        Args:
            question: whole sentences; the answer is typed below.

        Returns:
            What was typed; empty when there is nobody to ask.
        """
        if self.as_json or not sys.stdin.isatty():
            return ""
        self.say(question)
        return sys.stdin.readline()

    @contextmanager
    def progress(self, label: str) -> Iterator[Progress]:
        """Show how far a long piece of work is, on a terminal only.

        Args:
            label: what is being done, one or two words.
        """
        shown = Progress(self._err if self._err.isatty() else None, label, _width(self._err))
        with shown.ticking():
            yield shown


def as_json(document: Mapping[str, JsonValue]) -> str:
    """Give a document as JSON text that any program can read.

    Args:
        document: the values.
    """
    return json.dumps(document, ensure_ascii=False, indent=2).encode("utf-8", "replace").decode()


def visible(text: str) -> str:
    """Make signs that could mislead the eye or the terminal visible.

    Args:
        text: from a record or a file.

    Returns:
        The text with line breaks and spaces kept, and every other control sign and direction mark
        written as its number.
    """
    return "".join(_shown(sign) for sign in text)


def _shown(sign: str) -> str:
    if sign == "\n" or (
        sign not in TURNS_DIRECTION and unicodedata.category(sign) not in {"Cc", "Cs"}
    ):
        return sign
    return "\N{BULLET}" if sign in "\r\t" else f"[U+{ord(sign):04X}]"


def wrapped(text: str, width: int) -> str:
    """Wrap lines, keeping how far each is indented.

    Args:
        text: with line breaks where they must be.
        width: in columns.
    """
    return "\n".join(_wrapped_line(line, width) for line in visible(text).split("\n"))


def _wrapped_line(line: str, width: int) -> str:
    if display_width(line) <= width:
        return line
    bare = line.lstrip(" ")
    indent = line[: len(line) - len(bare)]
    hanging = indent + ("  " if bare.startswith(("- ", "* ")) else "")
    return textwrap.fill(
        bare, width, initial_indent=indent, subsequent_indent=hanging, break_long_words=False,
        break_on_hyphens=False, drop_whitespace=True,
    )  # fmt: skip


def columns(rows: Sequence[Sequence[str]], *, gap: int = 2) -> tuple[str, ...]:
    """Align rows in columns; the last column runs on.

    Args:
        rows: texts, one per column.
        gap: spaces between columns.
    """
    if not rows:
        return ()
    count = len(rows[0]) - 1
    widths = [max(display_width(row[place]) for row in rows) for place in range(count)]
    return tuple(
        "".join(
            cell + " " * (widths[place] - display_width(cell) + gap)
            for place, cell in enumerate(row[:-1])
        )
        + row[-1]
        for row in rows
    )


def hanging(label: str, text: str, width: int) -> str:
    """Give a label and beside it a text that wraps in its own column.

    Args:
        label: short.
        text: any; line breaks in it do not stay.
        width: of the whole, in columns.
    """
    return textwrap.fill(
        visible(text), width, initial_indent=label, subsequent_indent=" " * display_width(label),
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip


def display_width(text: str) -> int:
    """Give the columns a text takes on a terminal: wide signs take two, combining ones none.

    Args:
        text: one line.
    """
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1
        for sign in text
    )


def shortened(text: str, width: int) -> str:
    """Give the beginning of a text on one line.

    Args:
        text: any.
        width: most columns.
    """
    line = " ".join(text.split())
    if display_width(line) <= width:
        return line
    while display_width(line) > width - 1:
        line = line[:-1]
    return line.rstrip() + "\N{HORIZONTAL ELLIPSIS}"


def _width(stream: TextIO) -> int:
    if not stream.isatty():
        return WIDTH
    return max(NARROWEST, min(WIDEST, shutil.get_terminal_size((WIDTH, 24)).columns))
