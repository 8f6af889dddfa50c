"""Her plan and her own lists in the made-up casebook: laid into the drawer, as a person would."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from holdfast.actions.own_lines import LISTS, keep_line
from holdfast.actions.plan import Pick, PickState, pick
from holdfast.actions.whole_plan import look_again_on
from holdfast.knowledge.table import parse_table

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from holdfast.vault.casebook import OpenCasebook

FILE = "own_plan.toml"


def lay_in_plan(book: OpenCasebook, *, clock: Callable[[], datetime]) -> None:
    """Lay what the story has of a plan into the drawer.

    Args:
        book: made just now.
        clock: shows when she wrote it.
    """
    story = files("holdfast.actions.demo").joinpath("story", FILE)
    told = parse_table(story.read_text(encoding="utf-8"), FILE)
    for each in told.tables("pick"):
        said = Pick(
            topic=each.text("topic"),
            measure=each.text("measure"),
            state=PickState(each.text("state")),
            note=each.text_or_empty("note"),
        )
        pick(book, said, clock=clock)
    for each in told.tables("own"):
        which = each.text("list")
        keep_line(
            book, which, {name: each.text_or_empty(name) for name in LISTS[which]}, clock=clock
        )
    look_again_on(book, told.day("look_again"))
