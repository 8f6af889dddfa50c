"""The safe order for phones and accounts, and which topics fit what she wrote down.

How far she is lies in the drawer. A stage opens when the one before was read, or skipped on
purpose; what would change or remove something stays closed until its own stage is passed.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from holdfast.insight.online_topics import fitting_topics
from holdfast.knowledge.safe_online import behaviours_by_topic, stages
from holdfast.model.entry import Kind
from holdfast.vault.index.rows import Filter

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from holdfast.vault.casebook import OpenCasebook

ROW = "online/stages"


class Passed(StrEnum):
    """How a stage was passed."""

    READ = "read"
    SKIPPED = "skipped"


class Offer(NamedTuple):
    """A topic that fits something she wrote down."""

    topic: str
    """Its id."""

    because: tuple[tuple[str, str], ...]
    """Code of each behaviour, and id of the newest incident that has it."""


def passed(book: OpenCasebook) -> Mapping[str, Passed]:
    """Give the stages that were passed, in their order, up to the first that was not.

    Args:
        book: the open casebook.
    """
    stored = book.drawer.get(ROW)
    said = stored if isinstance(stored, dict) else {}
    found: dict[str, Passed] = {}
    for stage in stages():
        if said.get(stage) not in set(Passed):
            break
        found[stage] = Passed(str(said[stage]))
    return found


def next_stage(book: OpenCasebook) -> str | None:
    """Give the stage that is open and not passed yet; None when all are.

    Args:
        book: the open casebook.
    """
    done = passed(book)
    return next((stage for stage in stages() if stage not in done), None)


def pass_stage(book: OpenCasebook, stage: str, how: Passed) -> bool:
    """Pass a stage, if those before it were passed.

    Args:
        book: the open casebook.
        stage: its id.
        how: read, or skipped on purpose.

    Returns:
        Whether it was open.
    """
    done = passed(book)
    if stage not in done and stage != next_stage(book):
        return False
    book.drawer.put(ROW, {**{name: str(each) for name, each in done.items()}, stage: str(how)})
    return True


def forget_stages(book: OpenCasebook) -> None:
    """Delete how far she is, so that the order begins again.

    Args:
        book: the open casebook.
    """
    book.drawer.delete(ROW)


def offers(book: OpenCasebook) -> tuple[Offer, ...]:
    """Give the topics that fit what is written down, best first.

    Args:
        book: the open casebook.
    """
    wanted = frozenset[str]().union(*behaviours_by_topic().values())
    newest = {code: _newest(book, code) for code in wanted}
    written = {code for code, entry in newest.items() if entry}
    return tuple(
        Offer(each.topic, tuple((code, newest[code]) for code in each.because))
        for each in fitting_topics(behaviours_by_topic(), written)
    )


def fits_online(behaviours: Iterable[str]) -> bool:
    """Say whether any topic fits what one incident holds.

    Args:
        behaviours: its codes.
    """
    return bool(fitting_topics(behaviours_by_topic(), tuple(behaviours)))


def _newest(book: OpenCasebook, code: str) -> str:
    sought = Filter(kinds=frozenset({Kind.INCIDENT}), behaviour=code)
    return next((hit.entry for hit in book.index.timeline(sought, limit=1)), "")
