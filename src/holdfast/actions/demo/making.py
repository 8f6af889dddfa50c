"""Making the made-up casebook: whole or not at all, and never over anything of somebody's."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from holdfast.actions.demo.filling import Writer, steps, when
from holdfast.actions.demo.keeping import keep_private
from holdfast.actions.demo.own_online import lay_in_online
from holdfast.actions.demo.own_plan import lay_in_plan
from holdfast.actions.demo.story import read_cast
from holdfast.actions.demo.story_clock import StoryClock
from holdfast.model.errors import CasebookExistsError
from holdfast.vault.clock_jumps import ClockWatch
from holdfast.vault.disk import disk_errors
from holdfast.vault.making import make_casebook
from holdfast.vault.record import Record
from holdfast.vault.slots import STANDARD

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from holdfast.vault.slots import Derivation

MARK = "MADE-UP.txt"
"""A file beside the casebook's own that says what it is; nothing without it is ever replaced."""


def is_demo(home: Path) -> bool:
    """Tell whether a folder holds the made-up casebook, whole.

    Args:
        home: the folder.
    """
    return (home / MARK).is_file()


def make_demo(
    home: Path,
    *,
    derivation: Derivation = STANDARD,
    progress: Callable[[int, int], None] = lambda _done, _whole: None,
) -> None:
    """Make the made-up casebook and fill it.

    Args:
        home: a folder that is empty or not there yet.
        derivation: how much work a try at the passphrase costs.
        progress: told how many steps are done, and of how many.

    Raises:
        CasebookExistsError: there is something in the folder.
    """
    part = home.with_name(f"{home.name}.part")
    with disk_errors():
        if home.exists() and any(home.iterdir()):
            raise CasebookExistsError
        shutil.rmtree(part, ignore_errors=True)
    _fill(part, derivation, progress)
    with disk_errors():
        (part / MARK).write_text(read_cast().note + "\n", encoding="utf-8")
        if home.exists():
            home.rmdir()
        part.rename(home)


def _fill(part: Path, derivation: Derivation, progress: Callable[[int, int], None]) -> None:
    story = steps()
    clock = StoryClock(when(story[0]))
    with make_casebook(part, read_cast().passphrase, derivation=derivation, clock=clock) as book:
        book.record = Record(book.log, book.keys, watch=ClockWatch(clock.seconds_running))
        writer = Writer(book, clock)
        for done, step in enumerate(story):
            progress(done, len(story))
            writer.write(step)
        clock.shows = read_cast().kept_on
        lay_in_plan(book, clock=clock)
        lay_in_online(book, clock=clock)
        keep_private(book, clock)
    progress(len(story), len(story))
