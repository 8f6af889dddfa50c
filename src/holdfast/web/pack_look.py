"""What was previewed last, kept while the casebook is open: worked out once for each choice."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from holdfast.actions.clock import now
from holdfast.actions.make_pack import preview
from holdfast.web.pack_choice import mark_of, read_choice

if TYPE_CHECKING:
    from holdfast.actions.make_pack import Preview
    from holdfast.vault.casebook import OpenCasebook
    from holdfast.web.forms import Form
    from holdfast.web.session import Session

NAME = "pack.look"


@dataclass(frozen=True, kw_only=True, slots=True)
class Look:
    """One preview, and what it was worked out from."""

    mark: str
    """Of what she chose."""

    size: int
    """How many entries the record had."""

    ready: Preview = field(repr=False)
    """The preview."""

    labels: dict[str, str] = field(default_factory=dict, repr=False)
    """The line that stands for an entry, by id, once it was shown."""


def find_look(session: Session, book: OpenCasebook, values: Form) -> Look | None:
    """Give the last preview when it still holds: the same choice of the same record.

    Args:
        session: hers.
        book: the open casebook.
        values: both steps of the form.
    """
    kept = session.jobs.get(NAME)
    if not isinstance(kept, Look):
        return None
    return kept if (kept.mark, kept.size) == (mark_of(values), book.record.size) else None


def look_at_choice(session: Session, book: OpenCasebook, values: Form) -> Look:
    """Work out the preview of a choice, and keep it in place of the last.

    Args:
        session: hers.
        book: the open casebook.
        values: both steps of the form.
    """
    ready = preview(book, read_choice(values, book))
    size = ready.pin.size if ready.pin is not None else book.record.size
    look = Look(mark=mark_of(values), size=size, ready=ready)
    session.jobs[NAME] = look
    return look


def made_now(ready: Preview) -> Preview:
    """Give a preview as it is made at this moment: all of it, and the time of making.

    Args:
        ready: what she looked at.
    """
    made_at = now().isoformat(timespec="seconds")
    return replace(ready, content=replace(ready.content, made_at=made_at))
