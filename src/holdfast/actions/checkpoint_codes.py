"""Checkpoint codes: short texts that police can note, so that their log dates the record.

A code covers every entry up to a place in the log. It can be worked out again at any time from
the leaves, which stay even when words are destroyed.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from holdfast.model.checkpoint import Checkpoint, checkpoint_code, origin_of, plain_code
from holdfast.model.merkle import Frontier

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from holdfast.vault.casebook import OpenCasebook


def code_now(book: OpenCasebook) -> str:
    """Give the code of the record as it stands.

    Args:
        book: the open casebook.
    """
    frontier = book.record.head().frontier
    return checkpoint_code(Checkpoint(_origin(book), frontier.size, frontier.root()))


def codes_after(book: OpenCasebook, sequences: Collection[int]) -> Mapping[int, str]:
    """Give the code of the record as it stood right after certain entries were written.

    Args:
        book: the open casebook.
        sequences: places of those entries in the log.

    Returns:
        A code for each of them; none from the first place on that is damaged.
    """
    wanted = {sequence + 1 for sequence in sequences}
    if not wanted:
        return {}
    lines = takewhile(lambda line: line is not None, book.record.lines())
    leaves = (line.leaf for line in lines if line is not None)
    return {
        each.size - 1: checkpoint_code(each)
        for each in _states(book, leaves)
        if each.size in wanted
    }


def find_code(book: OpenCasebook, typed: str) -> int | None:
    """Find the state of the record that a code belongs to.

    Args:
        book: the open casebook.
        typed: as somebody copied it.

    Returns:
        How many entries there were; None when the code is of no state of this record. A damaged
        record gives no answer but CasebookDamagedError, as `Record.leaves` does.
    """
    code = plain_code(typed)
    if not code:
        return None
    states = _states(book, book.record.leaves())
    return next((each.size for each in states if checkpoint_code(each) == code), None)


def _states(book: OpenCasebook, leaves: Iterable[bytes]) -> Iterator[Checkpoint]:
    frontier, origin = Frontier(), _origin(book)
    yield Checkpoint(origin, frontier.size, frontier.root())
    for leaf in leaves:
        frontier.push(leaf)
        yield Checkpoint(origin, frontier.size, frontier.root())


def _origin(book: OpenCasebook) -> str:
    return origin_of(book.casebook_id)
