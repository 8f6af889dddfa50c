"""What she looked for on her own accounts in the made-up casebook: in the drawer, no entry."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from holdfast.actions.own_checks import Answer, Found, add_thing, note_answer
from holdfast.actions.plan import Pick, PickState, pick
from holdfast.actions.safe_online import Passed, pass_stage
from holdfast.knowledge.measures import ONLINE
from holdfast.knowledge.table import parse_table

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from holdfast.vault.casebook import OpenCasebook

FILE = "own_online.toml"


def lay_in_online(book: OpenCasebook, *, clock: Callable[[], datetime]) -> None:
    """Lay into the drawer what the story has of safety online.

    Args:
        book: made just now.
        clock: shows when she looked.
    """
    story = files("holdfast.actions.demo").joinpath("story", FILE)
    told = parse_table(story.read_text(encoding="utf-8"), FILE)
    for stage in told.texts("read"):
        pass_stage(book, stage, Passed.READ)
    for each in told.tables("pick"):
        state = PickState(each.text("state"))
        said = Pick(topic=ONLINE, measure=each.text("topic"), state=state)
        pick(book, said, clock=clock)
    for each in told.tables("thing"):
        thing = add_thing(
            book, kind=each.text("kind"), name=each.text("name"), whose=each.text("whose")
        )
        for row in each.tables("answer"):
            answer = Answer(found=Found(row.text("found")), words=row.text_or_empty("words"))
            thing = note_answer(book, thing, row.text("check"), answer, clock=clock)
