"""What stands in the place of a town in bills of the USA, for a call that came in: `INCOMI CL`.

References: docs/readers/call-records.md.
"""

from __future__ import annotations

from functools import lru_cache

from holdfast.readers.call_records_words import plain_words

_INCOMING = frozenset({"incoming", "incomi", "inbound"})
_BESIDE = frozenset({"cl", "call", "calls"})


def speaks_of_incoming(cell: str) -> bool:
    """Tell whether a cell begins with the word for what came in.

    Args:
        cell: as written.
    """
    return not cell[:1].isdigit() and bool(_begins_with_incoming(cell))


def says_incoming(cell: str) -> bool:
    """Tell whether a cell says that a call came in, and nothing else.

    Args:
        cell: as written, such as `Incoming` or `INCOMI CL`.
    """
    words = () if cell[:1].isdigit() else _begins_with_incoming(cell)
    return bool(words) and _BESIDE.issuperset(words[1:])


@lru_cache(4_096)
def _begins_with_incoming(cell: str) -> tuple[str, ...]:
    """Give the words of a cell that begins with the one for what came in, else none."""
    words = tuple(plain_words(cell))
    return words if words and words[0] in _INCOMING else ()
