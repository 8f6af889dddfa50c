"""The page for her own phone: it seals a note, photos and files to the casebook's public key."""

from __future__ import annotations

import re
from html import escape
from importlib.resources import files

RECIPIENT = re.compile(r"age1[02-9ac-hj-np-z]{58}")
"""An age X25519 recipient: bech32 of 32 bytes (age v1, "The X25519 recipient type")."""

LONGEST_NAME = 60
NOT_A_RECIPIENT = "recipient"
NOT_A_NAME = "name"


def phone_page(recipient: str, name: str) -> bytes:
    """Give the page with a casebook's public key and a neutral name put in.

    Args:
        recipient: the casebook's public age key; with it things can be sealed, never opened.
        name: what the page calls itself, in its title and heading; neutral, as "Notebook".

    Returns:
        One HTML file, UTF-8, that asks nothing of the network and keeps nothing.

    Raises:
        ValueError: the recipient is not one, or the name is empty or over 60 characters.

    References:
        docs/phone-page.md; built from `source/` by js/build.mjs.
    """
    if RECIPIENT.fullmatch(recipient) is None:
        raise ValueError(NOT_A_RECIPIENT)
    if not name.strip() or len(name) > LONGEST_NAME:
        raise ValueError(NOT_A_NAME)
    template = files(__package__).joinpath("note.html").read_text(encoding="utf-8")
    page = template.replace("[[recipient]]", recipient).replace("[[name]]", escape(name.strip()))
    return page.encode()
