"""Errors turned into text and exit status, at a terminal. The web does the same in its own place.

The form is always: what happened, what is safe, what to do next, with a dot between. No
content of the record and no path is ever part of it.
"""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from holdfast.actions.clock import now
from holdfast.cli.words import says
from holdfast.knowledge.wording import ErrorWords, error_words
from holdfast.model.errors import (
    CasebookDamagedError,
    CasebookExistsError,
    CasebookInUseError,
    HoldfastError,
    KitUnreadableError,
    NewerCasebookError,
    NoCasebookError,
    NoSuchEntryError,
    PassphraseGuessableError,
    UsageError,
    WrongPassphraseError,
)
from holdfast.vault.public import is_casebook

if TYPE_CHECKING:
    from collections.abc import Callable

    from holdfast.cli.speak import Speaker

COULD_NOT_BE_DONE = 1
USAGE = 2
WRONG_PASSPHRASE = 3
DAMAGED = 4
NO_CASEBOOK = 5
FAULT_OF_OURS = 70
STOPPED = 130

EXIT_STATUS: tuple[tuple[type[HoldfastError], int], ...] = (
    (UsageError, USAGE),
    (PassphraseGuessableError, USAGE),
    (CasebookExistsError, USAGE),
    (WrongPassphraseError, WRONG_PASSPHRASE),
    (KitUnreadableError, WRONG_PASSPHRASE),
    (CasebookDamagedError, DAMAGED),
    (NoCasebookError, NO_CASEBOOK),
    (CasebookInUseError, NO_CASEBOOK),
    (NewerCasebookError, NO_CASEBOOK),
    (HoldfastError, COULD_NOT_BE_DONE),
)
"""Kind of error and exit status; the first that fits counts."""

BETWEEN = " \N{MIDDLE DOT} "
OUR_CODE = Path(__file__).parents[1]


def told(run: Callable[[], int], speaker: Speaker, home: Callable[[], Path]) -> int:
    """Run a command, and tell how it ended if it did not end well.

    Args:
        run: does it and gives its exit status.
        speaker: tells.
        home: gives the casebook's folder, for a report.

    Returns:
        The exit status.

    Raises:
        BrokenPipeError: whoever read the answer has gone; that is no failure.
    """
    try:
        return run()
    except HoldfastError as error:
        speaker.say(render_error(error))
        return exit_status_of(error)
    except KeyboardInterrupt:
        speaker.say(says("stopped"))
        return STOPPED
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001  # the shell: nobody below knows what to say
        report_fault(error, home(), speaker)
        return FAULT_OF_OURS


def exit_status_of(error: HoldfastError) -> int:
    """Give the exit status of an error.

    Args:
        error: that ended a command.
    """
    return next(status for kind, status in EXIT_STATUS if isinstance(error, kind))


def render_error(error: HoldfastError) -> str:
    """Give the text of an error.

    Args:
        error: that ended a command.

    Returns:
        Three parts on one line; further advice below, where there is some.
    """
    words = error_words()[error.code]
    # What was typed as the name of an entry may be anything, so it is not said again.
    is_named = error.place and not isinstance(error, NoSuchEntryError)
    place = f" ({error.place})" if is_named else ""
    return _rendered(words, place)


def _rendered(words: ErrorWords, place: str) -> str:
    what = words.what.removesuffix(".") + place + "." if place else words.what
    parts = BETWEEN.join([what, words.safe, words.next_on_command_line or words.next])
    return "\n\n".join([parts, *words.advice])


def report_fault(error: BaseException, home: Path, speaker: Speaker) -> None:
    """Tell of a fault of ours, and leave a report that holds places in our code and nothing else.

    Args:
        error: what nobody expected.
        home: the casebook's folder.
        speaker: says it.
    """
    lines = fault_lines(error)
    speaker.say(_rendered(error_words()["fault"], ""))
    if is_casebook(home) and _write_report(home, lines):
        speaker.say("A report without any content was left in the casebook's folder: fault.txt")
    else:
        speaker.say("For whoever repairs it: " + " < ".join(reversed(lines)))


def fault_lines(error: BaseException) -> list[str]:
    """Give the kind of an error and the places in our code it went through, outermost first.

    Args:
        error: what nobody expected; neither its text nor any value is looked at.
    """
    places = [
        f"{Path(frame.filename).relative_to(OUR_CODE)}:{frame.lineno}"
        for frame in traceback.extract_tb(error.__traceback__)
        if Path(frame.filename).is_relative_to(OUR_CODE)
    ]
    return [*places, type(error).__name__]


def _write_report(home: Path, lines: list[str]) -> bool:
    try:
        with (home / "fault.txt").open("a", encoding="utf-8") as report:
            report.write(f"{now().date().isoformat()} {' > '.join(lines)}\n")
    except OSError:
        return False
    return True
