"""What she needs when she talks to the police: kept in the drawer, handed over if she wants.

The card that asks for an interpreter stores nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.access_needs import (
    TEXTS,
    AccessNeeds,
    forget_needs,
    keep_needs,
    known_needs,
    needs_lines,
    read_needs,
)
from holdfast.knowledge.languages import languages
from holdfast.knowledge.wording import words
from holdfast.web.drafts import drop_draft, find_draft
from holdfast.web.routes import Route

if TYPE_CHECKING:
    from starlette.responses import Response

    from holdfast.web.forms import Form
    from holdfast.web.visit import Visit

NEEDS, FORGET, PAPER, CARD = (
    "report.needs",
    "report.needs-forget",
    "report.needs-paper",
    "report.card",
)
LONGEST_LANGUAGE = 60


def show(visit: Visit) -> Response:
    """Show the list to pick from, as she left it, or as it was when the casebook locked.

    Args:
        visit: hers.
    """
    draft = find_draft(visit.book.drawer, NEEDS)
    kept = read_needs(visit.book) if draft is None else _needs(draft)
    return visit.show(
        "report-needs.html",
        view="edit",
        needs=list(known_needs().items()),
        kept=kept,
        has_kept=not kept.is_empty,
    )


def keep(visit: Visit) -> Response:
    """Keep what she picked and wrote; `paper` goes on to the page to hand over.

    Args:
        visit: the form.
    """
    keep_needs(visit.book, _needs(visit.form))
    drop_draft(visit.book.drawer, NEEDS)
    if visit.form.has("paper"):
        return visit.go(PAPER)
    visit.say_next(words("web_report_needs").text("kept"))
    return visit.go(NEEDS)


def _needs(form: Form) -> AccessNeeds:
    said = {name: form.text(name) for name in TEXTS if form.text(name)}
    return AccessNeeds(picked=form.texts("needs"), said=said)


def forget(visit: Visit) -> Response:
    """Destroy what she kept.

    Args:
        visit: hers.
    """
    forget_needs(visit.book)
    drop_draft(visit.book.drawer, NEEDS)
    visit.say_next(words("web_report_needs").text("forgotten"))
    return visit.go(NEEDS)


def show_paper(visit: Visit) -> Response:
    """Show what she needs as a page to hand over.

    Args:
        visit: hers.
    """
    return visit.show("report-needs.html", view="paper", lines=needs_lines(visit.book))


def show_card(visit: Visit) -> Response:
    """Show the languages, or the card for one of them.

    Args:
        visit: its parameter `language` is a code, or the name of one that is not in the list.
    """
    said = visit.text("language")
    known = languages().get(said)
    return visit.show(
        "report-card.html",
        languages=list(languages().values()),
        language=known,
        name=known.name if known else said,
    )


def choose_card(visit: Visit) -> Response:
    """Show the card for the language she chose or typed.

    Args:
        visit: the form.
    """
    typed = visit.form.text("typed")[:LONGEST_LANGUAGE]
    chosen = visit.form.text("language")
    return visit.go(CARD, language=typed or (chosen if chosen in languages() else ""))


ROUTES = (
    Route(name=NEEDS, show=show, act=keep, kept=True),
    Route(name=FORGET, act=forget),
    Route(name=PAPER, show=show_paper),
    Route(name=CARD, show=show_card, act=choose_card),
)
