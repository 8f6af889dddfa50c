"""Between the forms of a pack and the choice that it is made from."""

from __future__ import annotations

import hashlib
import json
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

SAID, OFFICER = ("name", "fears", "asks"), ("born", "address", "safe_contact", "notes")
COUNTED = ("audience", "which", "masked", "without", *SAID, "officer_name", *OFFICER)
"""Fields that change what a pack holds; the way it leaves does not."""


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
    return Choice(
        audience=form.text("audience"),
        entries=form.texts("entries") if form.text("which") == SOME else (),
        without=frozenset(form.texts("without")),
        masked=_masked(form, book),
        allowed=frozenset(form.texts("allowed")),
        size=SIZES.get(form.text("size"), Size.EVERYTHING),
        said=SaidForPack(**{name: form.text(name) for name in SAID}),
        officer=OfficerDetails(
            name=form.text("officer_name"), **{name: form.text(name) for name in OFFICER}
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


def mark_of(form: Form) -> str:
    """Give a short mark of what was chosen; the same for the same choice.

    Args:
        form: both steps together.
    """
    counted: list[object] = [sorted(form.texts(name)) for name in COUNTED]
    # Where nothing is left out, ticks to allow it change nothing.
    counted.append(sorted(form.texts("allowed")) if form.text("audience") != Audience.SELF else [])
    counted.append(sorted(form.texts("entries")) if form.text("which") == SOME else [])
    counted.append(SIZES.get(form.text("size"), Size.EVERYTHING))
    return hashlib.sha256(json.dumps(counted).encode()).hexdigest()


def way_of(form: Form) -> str:
    """Give how the pack leaves; the portal form when she has not chosen.

    Args:
        form: of the second step.
    """
    return form.text("way") if form.text("way") in WAYS else UPLOAD
