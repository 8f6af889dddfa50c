"""Handles: when two numbers, addresses or names may be the same.

A handle is kept as written. It is only compared in another form: a number as E.164, an address
folded, a name folded. Equal numbers and addresses are the same handle; equal names are not enough
to say so, because two people can have one name.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

DEFAULT_REGION = "GB"

# ITU-T E.164 Annex to Operational Bulletin 1114 (calling codes) and E.129 (national prefixes):
# calling code, the digit in front of numbers dialled at home, and how a call abroad begins.
REGIONS: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "AT": ("43", "0", "00"), "AU": ("61", "0", "0011"), "BE": ("32", "0", "00"),
        "BR": ("55", "0", "00"), "CA": ("1", "1", "011"), "CH": ("41", "0", "00"),
        "CZ": ("420", "", "00"), "DE": ("49", "0", "00"), "DK": ("45", "", "00"),
        "ES": ("34", "", "00"), "FI": ("358", "0", "00"), "FR": ("33", "0", "00"),
        "GB": ("44", "0", "00"), "GR": ("30", "", "00"), "IE": ("353", "0", "00"),
        "IN": ("91", "0", "00"), "IT": ("39", "", "00"), "NL": ("31", "0", "00"),
        "NO": ("47", "", "00"), "NZ": ("64", "0", "00"), "PK": ("92", "0", "00"),
        "PL": ("48", "", "00"), "PT": ("351", "", "00"), "RO": ("40", "0", "00"),
        "SE": ("46", "0", "00"), "TR": ("90", "0", "00"), "UA": ("380", "0", "00"),
        "US": ("1", "1", "011"), "ZA": ("27", "0", "00"),
    }
)  # fmt: skip

SHORTEST, LONGEST = 7, 15
"""Digits of a number that is worth comparing; shorter ones are codes of services."""

LAST_DIGITS = 9
"""So many last digits tell two numbers of one country apart."""

NUMBER = re.compile(r"(?:tel:)?\+?[\d\s().\-/\u2010-\u2015]+", re.IGNORECASE)
TRUNK_IN_BRACKETS = re.compile(r"(?<=\d)\s*\(0\)")
# A full stop with something before and after it; the first such is enough, and is looked for once.
ADDRESS = re.compile(r"[^\s@<>,;]++@[^\s@<>,;][^\s@<>,;.]*+\.[^\s@<>,;]++")
# "Sam Example" <sam@example.org>
NAMED_ADDRESS = re.compile(rf'"?(?P<name>[^<>"]*)"?\s*<(?P<address>{ADDRESS.pattern})>')
WHATSAPP_NUMBER = re.compile(r"(\d{7,15})@(?:s\.whatsapp\.net|c\.us)", re.IGNORECASE)
UNSEEN = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


class HandleKind(StrEnum):
    """What a handle is compared as."""

    NUMBER = "number"
    EMAIL = "email"
    NAME = "name"


class Handle(NamedTuple):
    """A handle in the form in which it is compared; never shown, never stored as hers."""

    kind: str
    """A `HandleKind`."""

    key: str
    """E.164 for a number; otherwise folded."""

    @property
    def is_sure(self) -> bool:
        """Whether equal means the same handle, not only an equal name."""
        return self.kind != HandleKind.NAME


@lru_cache(maxsize=8192)
def handle_of(written: str, region: str = DEFAULT_REGION) -> Handle:
    """Give a handle in the form in which it is compared.

    Args:
        written: a number, address or name as the source has it.
        region: two letters of `REGIONS`; what a number without a country is read as.
    """
    plain = _plain(written)
    number = find_e164(plain, region)
    if number is not None:
        return Handle(HandleKind.NUMBER, number)
    address = find_address(plain)
    if address:
        return Handle(HandleKind.EMAIL, address.casefold())
    return Handle(HandleKind.NAME, plain.casefold().removeprefix("~").strip())


def find_e164(written: str, region: str = DEFAULT_REGION) -> str | None:
    """Give a telephone number as E.164, or None when it is none or its country is unknown.

    Args:
        written: as the source has it.
        region: two letters of `REGIONS`.

    References:
        ITU-T E.164, E.123 (how numbers are written; the bracketed zero is against it, and common).
    """
    plain = _plain(written)
    app = WHATSAPP_NUMBER.fullmatch(plain)
    if app:
        return f"+{app[1]}"
    if not NUMBER.fullmatch(plain):
        return None
    is_international = "+" in plain[: len("tel:+")]
    digits = re.sub(r"\D", "", TRUNK_IN_BRACKETS.sub("", plain) if is_international else plain)
    code, trunk, abroad = REGIONS.get(region, REGIONS[DEFAULT_REGION])
    if not is_international and digits.startswith(abroad):
        digits, is_international = digits[len(abroad) :], True
    if not is_international:
        if not digits.startswith(trunk) or digits.startswith("00"):
            return None
        digits = code + digits[len(trunk) :]
    return f"+{digits}" if SHORTEST <= len(digits) <= LONGEST and digits[0] != "0" else None


def find_address(written: str) -> str:
    """Give the e-mail address of a sender, with or without a name before it; empty for none.

    Args:
        written: as the source has it.
    """
    plain = _plain(written)
    named = NAMED_ADDRESS.fullmatch(plain)
    if named:
        return named["address"]
    return plain if ADDRESS.fullmatch(plain) else ""


def find_name(written: str) -> str:
    """Give the name that a mail puts before its sender's address; empty for none.

    Args:
        written: as the source has it.
    """
    named = NAMED_ADDRESS.fullmatch(_plain(written))
    return named["name"].strip() if named else ""


def loose_key(written: str) -> str:
    """Give a form in which handles of one conversation are compared, whatever the country.

    Only for what other signs hold together already: two exports of one thread.

    Args:
        written: as the source has it.

    Returns:
        `#` and the last digits of a number; otherwise the folded address or name.
    """
    plain = _plain(written)
    app = WHATSAPP_NUMBER.fullmatch(plain)
    digits = re.sub(r"\D", "", app[1] if app else plain)
    if (app or NUMBER.fullmatch(plain)) and len(digits) >= SHORTEST:
        return "#" + digits[-LAST_DIGITS:]
    return plain.casefold()


def same_handle(one: str, other: str, region: str = DEFAULT_REGION) -> bool:
    """Tell whether two handles are one number or one address, whatever way they are written.

    Args:
        one: as written.
        other: as written.
        region: two letters of `REGIONS`.
    """
    return one == other or (
        handle_of(one, region).is_sure and handle_of(one, region) == handle_of(other, region)
    )


def _plain(written: str) -> str:
    folded = unicodedata.normalize("NFKC", UNSEEN.sub("", written))
    return " ".join(folded.split())
