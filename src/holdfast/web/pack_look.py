"""What was previewed last, kept while the casebook is open: worked out once for each choice.

The entries it is worked out from are opened while she is still choosing.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from holdfast.actions.clock import now
from holdfast.actions.make_pack import preview
from holdfast.actions.opened import OpenedEntries
from holdfast.web.pack_choice import mark_of, read_choice

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

    from holdfast.actions.make_pack import Preview
    from holdfast.model.entry import JsonValue
    from holdfast.vault.casebook import OpenCasebook
    from holdfast.web.forms import Form
    from holdfast.web.session import Session

NAME, LOOKING, OPENED = "pack.look", "pack.looking", "pack.opened"


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


@dataclass(frozen=True, kw_only=True, slots=True)
class Looking:
    """A preview that is being worked out."""

    mark: str
    """Of what she chose."""

    size: int
    """How many entries the record had."""

    opened: OpenedEntries = field(repr=False)
    """Those that were opened for it."""

    coming: Future[Look] = field(repr=False)
    """What it will give."""

    def progress(self) -> dict[str, JsonValue]:
        """Give how far it is, for the page's script."""
        finished = self.coming.done()
        done = self.size if finished else min(self.opened.count, max(self.size - 1, 0))
        return {"done": done, "all": self.size, "messages": 0, "finished": finished}


def open_ahead(session: Session, book: OpenCasebook, bench: Executor) -> None:
    """Begin to open what a preview needs, without waiting for it.

    Args:
        session: hers.
        book: the open casebook.
        bench: threads for what takes long.
    """
    opened, size = _opened(session, book), book.record.size
    if opened.count < size:
        bench.submit(lambda: sum(1 for _ in opened.up_to(size)))


def forget_opened(session: Session) -> None:
    """Let go of everything that was opened for a preview: something was destroyed.

    Args:
        session: hers.
    """
    for name in (NAME, LOOKING, OPENED):
        session.jobs.pop(name, None)


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


def find_looking(session: Session) -> Looking | None:
    """Give the preview that is being worked out, if one is.

    Args:
        session: hers.
    """
    kept = session.jobs.get(LOOKING)
    return kept if isinstance(kept, Looking) else None


def begin_look(session: Session, book: OpenCasebook, values: Form, bench: Executor) -> Looking:
    """Begin to work out the preview of a choice, unless that is under way.

    Args:
        session: hers.
        book: the open casebook.
        values: both steps of the form.
        bench: threads for what takes long: pages must not wait for large pictures.
    """
    mark, size, running = mark_of(values), book.record.size, find_looking(session)
    if running is not None and (running.mark, running.size) == (mark, size):
        return running
    coming = bench.submit(lambda: look_at_choice(session, book, values))
    looking = Looking(mark=mark, size=size, opened=_opened(session, book), coming=coming)
    session.jobs[LOOKING] = looking
    return looking


def end_look(session: Session) -> None:
    """Forget that a preview was worked out; what it gave stays.

    Args:
        session: hers.
    """
    session.jobs.pop(LOOKING, None)


def look_at_choice(session: Session, book: OpenCasebook, values: Form) -> Look:
    """Work out the preview of a choice, and keep it in place of the last.

    Args:
        session: hers.
        book: the open casebook.
        values: both steps of the form.
    """
    ready = preview(book, read_choice(values, book), opened=_opened(session, book))
    size = ready.pin.size if ready.pin is not None else book.record.size
    look = Look(mark=mark_of(values), size=size, ready=ready)
    session.jobs[NAME] = look
    return look


def _opened(session: Session, book: OpenCasebook) -> OpenedEntries:
    kept = session.jobs.setdefault(OPENED, OpenedEntries(book.record))
    return kept if isinstance(kept, OpenedEntries) else OpenedEntries(book.record)


def made_now(ready: Preview) -> Preview:
    """Give a preview as it is made at this moment: all of it, and the time of making.

    Args:
        ready: what she looked at.
    """
    made_at = now().isoformat(timespec="seconds")
    return replace(ready, build=lambda: replace(ready.content, made_at=made_at))
