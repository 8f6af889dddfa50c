"""What the headings of a known program settle, so that nobody is asked what its codes mean.

| program                      | known by                                        |
| ---------------------------- | ----------------------------------------------- |
| FRITZ!Box, list of calls     | *Typ*, *Nebenstelle*, *Eigene Rufnummer*, *Dauer* |

References: docs/readers/call-records.md.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING
from zlib import crc32

from holdfast.readers.call_records_words import plain_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from holdfast.readers.call_records_layout import Layout

_FRITZ_BOX = frozenset({"typ", "datum", "rufnummer", "nebenstelle", "eigenerufnummer", "dauer"})
# 3 went out in old versions, and was turned down in new ones: it is asked about. Lengths are hours
# and minutes, rounded up; jfritz, FritzCall and two programs of 2026 read both so.
_FRITZ_BOX_CODES = {"1": "received-call", "2": "missed", "4": "sent-call"}
_FRITZ_BOX_ANSWERS = MappingProxyType(
    {
        "call-column-direction": "none",
        "date-order": "day-month-year",
        "duration-unit-2": "hours-minutes",
        **{
            f"call-word-{crc32(code.encode())}": meaning
            for code, meaning in _FRITZ_BOX_CODES.items()
        },
    }
)


def settled_by_program(layout: Layout) -> Mapping[str, str]:
    """Give the answers that the program which wrote a table settles, by question id.

    Args:
        layout: of the table.
    """
    headings = {"".join(plain_words(column.heading)) for column in layout.columns}
    return _FRITZ_BOX_ANSWERS if headings >= _FRITZ_BOX else {}
