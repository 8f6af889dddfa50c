"""The words of a message of Outlook: plain, formatted as HTML, or packed rich text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.readers.html_text import text_of_html
from holdfast.readers.mail_text import Words, charset_of, count_remote
from holdfast.readers.mail_words import decode_text
from holdfast.readers.outlook_rtf import LONGEST, text_of_rtf, unpack

if TYPE_CHECKING:
    from holdfast.readers.outlook_properties import Properties

_PLAIN, _RICH, _HTML = 0x1000, 0x1009, 0x1013
LONGEST_HTML = 8 << 20
"""Bytes of a formatted text that are read."""


def words_in(own: Properties) -> Words:
    """Give the words of a message.

    Args:
        own: its properties.

    Returns:
        The plain version where there is one, else the text of the formatted one, else that of the
        rich one, which is marked `from-rich-text`.
    """
    html, remote = _html(own)
    plain = own.text(_PLAIN)
    if plain.strip():
        return Words(_tidy(plain), ("formatted-too",) if html else (), remote)
    if html:
        return Words(_tidy(text_of_html(html)), (), remote)
    rich = text_of_rtf(unpack(own.binary(_RICH, LONGEST)))
    return Words(_tidy(rich), ("from-rich-text",) if rich else (), remote)


def _html(own: Properties) -> tuple[str, int]:
    """Give the formatted version, and how much it would fetch from elsewhere."""
    raw = own.binary(_HTML, LONGEST_HTML)
    html = own.text(_HTML)
    if raw:
        charset = charset_of(raw) or (own.codecs[-1] if own.codecs else "")
        html = decode_text(raw, charset).text
    return html, count_remote(html)


def _tidy(text: str) -> str:
    """Give lines that end in LF, none empty at the end."""
    return text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n\0 ")
