"""What the made-up person keeps to herself: people, steps, needs.

Every line goes through the action that a person uses; all of it ends in the drawer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.access_needs import AccessNeeds, keep_needs
from holdfast.actions.demo.story import read_story
from holdfast.actions.steps import mark_step
from holdfast.actions.trusted import TEXTS, Trusted, keep_trusted

if TYPE_CHECKING:
    from holdfast.actions.demo.story_clock import StoryClock
    from holdfast.knowledge.table import Table
    from holdfast.vault.casebook import OpenCasebook

FILE = "private"


def keep_private(book: OpenCasebook, clock: StoryClock) -> None:
    """Fill the drawer.

    Args:
        book: with the whole story written down.
        clock: shows the day on which it was kept.
    """
    story = read_story(FILE)
    for each in story.tables("trusted"):
        keep_trusted(book, _trusted(each))
    for each in story.tables("step"):
        mark_step(book, each.text("step"), each.text("mark"), today=clock().date())
    needs = story.table("needs")
    keep_needs(book, AccessNeeds(picked=needs.texts("picked"), said=_texts(needs.table("said"))))


def _trusted(told: Table) -> Trusted:
    return Trusted(
        level=told.text("level"),
        knows=told.texts("knows"),
        may=told.texts("may"),
        **{name: told.text_or_empty(name) for name in TEXTS},
    )


def _texts(told: Table) -> dict[str, str]:
    return {name: told.text(name) for name in told.keys()}  # noqa: SIM118  # a Table is no dict
