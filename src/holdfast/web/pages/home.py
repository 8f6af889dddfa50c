"""Home: what she can do next, and who tried to open the notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.clock import now
from holdfast.actions.reporting import due_contacts
from holdfast.web.drafts import names_of_drafts
from holdfast.web.moments import say_when
from holdfast.web.read_again import show_not_used
from holdfast.web.routes import Route
from holdfast.web.take_in_job import NAME as TAKE_IN
from holdfast.web.take_in_job import show_cut_off, show_under_way

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.responses import Response

    from holdfast.vault.journal import Happening
    from holdfast.web.visit import Visit

GROUPS = {
    "record": ("add", "take-in", "record", "pack", "in-tray"),
    "understand": ("recognise", "steps", "feelings"),
    "help": ("find-help", "report", "trusted", "orders"),
    "safer": ("safe-outside", "safe-online", "children", "safety-plan"),
    "notebook": ("people", "contact", "casebook"),
}
"""Routes that home leads to, by heading, in the order shown; one that is not built is left out."""


def show(visit: Visit) -> Response:
    """Show what can be done next."""
    book = visit.book
    activity = book.activity.list()
    unlocks = [each.at for each in activity if each.kind == "unlock"]
    return visit.show(
        "home.html",
        cut_off=show_cut_off(book, visit.session.jobs.get(TAKE_IN)),
        under_way=show_under_way(book, visit.session.jobs),
        not_used=show_not_used(book, visit.session.jobs),
        groups=[
            (group, [name for name in names if name in visit.shell.routes])
            for group, names in GROUPS.items()
        ],
        entries=book.record.size,
        drafts=[name for name in names_of_drafts(book.drawer) if name in visit.shell.routes],
        kept=visit.session.notes.pop("kept", ""),
        last_unlock=say_when(unlocks[-2]) if len(unlocks) > 1 else "",
        tries=[say_when(at) for at in tries_since(activity)],
        has_kit=bool(book.drawer.get("kit-made")),
        due=len(due_contacts(book, today=now().date())),
        waiting=len(book.in_tray.list()),
    )


def tries_since(activity: Sequence[Happening]) -> list[str]:
    """Give the times of failed tries between the unlock before this one and now.

    Args:
        activity: newest last; the last unlock is this one.
    """
    times: list[str] = []
    unlocks = 0
    for each in reversed(activity):
        unlocks += each.kind == "unlock"
        if unlocks > 1:
            break
        if each.kind == "failed-try":
            times.append(each.at)
    return times[::-1]


ROUTES = (Route(name="home", show=show),)
