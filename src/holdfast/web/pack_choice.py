"""Between the forms of a pack and the choice that it is made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.choosing import Choice, Size
from holdfast.packs.content import Audience, OfficerDetails, SaidForPack

if TYPE_CHECKING:
    from holdfast.vault.casebook import OpenCasebook
    from holdfast.web.forms import Form

ALL, SOME = "all", "some"
SIZES = {"everything": Size.EVERYTHING, "portal": Size.PORTAL, "email": Size.EMAIL}
UPLOAD, STICK, LOCKED = "upload", "stick", "locked"
WAYS = (UPLOAD, STICK, LOCKED)
LATER = ("masked", "without", "allowed", "way", "size")
"""Fields of the second step; the first keeps them as they were."""


def problems_of(form: Form) -> dict[str, str]:
    """Give what has to be looked at again, as keys of `web_pack.toml` by field.

    Args:
        form: of the first step.
    """
    problems = {}
    if form.text("audience") not in set(Audience):
        problems["audience"] = "audience_missing"
    if form.text("which") not in (ALL, SOME):
        problems["which"] = "which_missing"
    elif form.text("which") == SOME and not form.texts("entries"):
        problems["which"] = "entries_missing"
    return problems


def read_choice(form: Form, book: OpenCasebook) -> Choice:
    """Give what she chose.

    Args:
        form: both steps together.
        book: the open casebook.
    """
    said, officer = ("name", "fears", "asks"), ("born", "address", "safe_contact", "notes")
    return Choice(
        audience=form.text("audience"),
        entries=form.texts("entries") if form.text("which") == SOME else (),
        without=frozenset(form.texts("without")),
        masked=_masked(form, book),
        allowed=frozenset(form.texts("allowed")),
        size=SIZES.get(form.text("size"), Size.EVERYTHING),
        said=SaidForPack(**{name: form.text(name) for name in said}),
        officer=OfficerDetails(
            name=form.text("officer_name"), **{name: form.text(name) for name in officer}
        ),
    )


def _masked(form: Form, book: OpenCasebook) -> dict[str, frozenset[str]]:
    """Give the fields left out: of an entry, and of every correction of it."""
    chosen: dict[str, frozenset[str]] = {}
    for pair in form.texts("masked"):
        name, _, field = pair.partition("/")
        chosen[name] = chosen.get(name, frozenset()) | {field}
    masked = dict(chosen)
    for name, fields in chosen.items():
        for amendment in book.record.current(name).amendments:
            masked[amendment.id] = fields
    return masked


def way_of(form: Form) -> str:
    """Give how the pack leaves; the portal form when she has not chosen.

    Args:
        form: of the second step.
    """
    return form.text("way") if form.text("way") in WAYS else UPLOAD
