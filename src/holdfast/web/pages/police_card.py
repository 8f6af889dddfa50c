"""A card for the police: what to ask about a panic button and cameras, to edit and to print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.police_card import card_text, keep_card, prepared_card
from holdfast.knowledge.wording import words
from holdfast.web.drafts import drop_draft, find_draft
from holdfast.web.routes import Route

if TYPE_CHECKING:
    from starlette.responses import Response

    from holdfast.web.visit import Visit

NAME = "safe-outside.card"
PAPER = "paper"


def show(visit: Visit) -> Response:
    """Show the card to edit, or for paper.

    Args:
        visit: its parameter `view` is `paper` for that.
    """
    draft = find_draft(visit.book.drawer, NAME)
    text = card_text(visit.book)
    if draft is not None and visit.text("view") != PAPER:
        text = draft.raw("text")
    return visit.show(
        "police-card.html",
        view=visit.text("view"),
        text=text,
        is_hers=text != prepared_card(visit.book),
    )


def save(visit: Visit) -> Response:
    """Keep the card, and go on to paper where that was pressed.

    Args:
        visit: the form.
    """
    again = visit.form.has("again")
    drop_draft(visit.book.drawer, NAME)
    keep_card(visit.book, "" if again else visit.form.text("text"))
    if visit.form.has(PAPER):
        return visit.go(NAME, view=PAPER)
    if not again:
        visit.say_next(words("web_police_card").text("saved"))
    return visit.go(NAME)


ROUTES = (Route(name=NAME, show=show, act=save, kept=True),)
