"""The recovery kit: twenty words that open the casebook when the passphrase is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response

from holdfast.web.headers import headers_for_file
from holdfast.web.routes import Route

if TYPE_CHECKING:
    from holdfast.web.visit import Visit

WORDS = "kit-words"
FILE_NAME = "notes.txt"


def ask(visit: Visit) -> Response:
    """Say what the kit is, and offer to make one; or show the one just made."""
    kit = visit.session.notes.get(WORDS, "").split()
    return visit.show("kit.html", kit=kit, is_first=visit.text("first") == "yes")


def make(visit: Visit) -> Response:
    """Make a kit; an older one stops working."""
    visit.session.notes[WORDS] = visit.book.make_kit()
    visit.book.drawer.put("kit-made", visit.shell.clock.now().isoformat(timespec="seconds"))
    return visit.go("kit")


def save(visit: Visit) -> Response:
    """Give the words as a small text file under a neutral name, for a stick."""
    kit = visit.session.notes.get(WORDS, "")
    if not kit:
        return visit.go("kit")
    numbered = "\n".join(f"{n:2} {word}" for n, word in enumerate(kit.split(), 1))
    return Response(numbered + "\n", headers=headers_for_file(FILE_NAME))


def done(visit: Visit) -> Response:
    """Forget the words on the screen: she has them."""
    visit.session.notes.pop(WORDS, None)
    return visit.go("home")


ROUTES = (
    Route(name="kit", show=ask, act=make, on_paper=False),
    Route(name="kit.save", act=save),
    Route(name="kit.done", act=done),
)
