"""A contact that was sent, as WhatsApp's own stores hold it: a vCard as text.

References: docs/readers/whatsapp-store.md; RFC 6350.
"""

from __future__ import annotations

import re

LONGEST = 1 << 16
"""Characters of a card that are looked at; pictures come last."""

_FOLDED = re.compile(r"\r?\n[ \t]")
_NAME_OR_NUMBER = re.compile(
    r"^(?:item\d{1,3}\.)?(FN|TEL)(?:;[^:\r\n]{0,200})?:([^\r\n]{1,200})", re.MULTILINE
)
_ESCAPED = re.compile(r"\\([,;\\])")


def words_of_card(card: str) -> str:
    r"""Give the name and the numbers that a card holds, one a line; empty when it holds none.

    Args:
        card: `BEGIN:VCARD\nVERSION:3.0\nFN:Ben\nTEL;waid=447700900123:+44 7700 900123\nEND:VCARD`.
    """
    lines = _NAME_OR_NUMBER.findall(_FOLDED.sub("", card[:LONGEST]))
    told = (_ESCAPED.sub(r"\1", value).strip() for _, value in sorted(lines, key=_is_number))
    return "\n".join(dict.fromkeys(filter(None, told)))


def _is_number(line: tuple[str, str]) -> bool:
    """Tell whether a line is a number: names go first."""
    return line[0] == "TEL"
