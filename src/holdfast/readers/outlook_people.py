"""Who wrote a message of Outlook, and to whom; mail addresses rather than Exchange's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.readers.outlook_properties import TABLE, Properties

if TYPE_CHECKING:
    from holdfast.readers.compound_file import CompoundFile

MOST_PEOPLE = 5_000
"""Recipients that are listed."""

_HEADER = 8
_FOLDER = "__recip_version1.0_#"
_KINDS = {1: "to", 2: "cc", 3: "bcc"}
_KIND = 0x0C15
# Name, mail address, and address in whatever system it was sent through
_RECIPIENT = (0x3001, 0x39FE, 0x3003)
_SENDER = (0x0C1A, 0x5D01, 0x0C1F)
_ON_BEHALF_OF = (0x0042, 0x5D02, 0x0065)
_SHOWN = {0x0E04: "to", 0x0E03: "cc", 0x0E02: "bcc"}


def _written(own: Properties, numbers: tuple[int, int, int]) -> str:
    """Give name and address as a mail writes them."""
    name, mail, address = (own.text(number).strip() for number in numbers)
    # An address of Exchange (/O=…/CN=…) is kept when there is no other.
    best = mail or address
    if name and best and name.strip("'\"") != best:
        return f"{name} <{best}>"
    return best or name


def sender_of(own: Properties) -> str:
    """Give who a message is from, empty when it does not say.

    Args:
        own: the message's properties.
    """
    return _written(own, _ON_BEHALF_OF) or _written(own, _SENDER)


def people_in(file: CompoundFile, own: Properties) -> list[tuple[str, str]]:
    """Give whom a message is to, as details; who sent it on behalf of another comes first.

    Args:
        file: the whole file.
        own: the message's properties.
    """
    found: list[tuple[str, str]] = []
    sender = _written(own, _SENDER)
    if sender and sender != sender_of(own):
        found.append(("sender-header", sender))
    start = f"{own.folder}{_FOLDER}"
    folders = sorted(
        path.removesuffix(TABLE)
        for path in file.entries
        if path.startswith(start) and path.endswith(TABLE)
    )
    for folder in folders[:MOST_PEOPLE]:
        one = Properties(file, folder, _HEADER, own.codecs)
        written = _written(one, _RECIPIENT)
        if written:
            found.append((_KINDS.get(one.number(_KIND) or 1, "to"), written))
    if not folders:
        # A draft, or a file cut short: what Outlook shows in the list of messages.
        found += [(code, text) for number, code in _SHOWN.items() if (text := own.text(number))]
    return found
