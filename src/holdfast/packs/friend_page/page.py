"""The page for a friend: it asks what they saw and seals it to the casebook's public key."""

from __future__ import annotations

import re
from html import escape
from importlib.resources import files

from holdfast.packs.phone_page.page import LONGEST_NAME, NOT_A_NAME, NOT_A_RECIPIENT, RECIPIENT

TOKEN = re.compile(r"[0-9a-f]{32}")
NOT_A_TOKEN = "token"  # noqa: S105  # a fault's place, no secret


def friend_page(recipient: str, name: str, token: str) -> bytes:
    """Give the page with a casebook's public key, a neutral name and the page's own token put in.

    Args:
        recipient: the casebook's public age key; with it things can be sealed, never opened.
        name: what the page calls itself; neutral, as "Notebook".
        token: by which what comes back can be told; it says nothing of anybody.

    Returns:
        One HTML file, UTF-8, that asks nothing of the network, keeps nothing and names nobody.

    Raises:
        ValueError: the recipient or token is not one, or the name is empty or too long.

    References:
        docs/contributions.md; built from `source/` by js/build.mjs.
    """
    if RECIPIENT.fullmatch(recipient) is None:
        raise ValueError(NOT_A_RECIPIENT)
    if TOKEN.fullmatch(token) is None:
        raise ValueError(NOT_A_TOKEN)
    if not name.strip() or len(name) > LONGEST_NAME:
        raise ValueError(NOT_A_NAME)
    template = files(__package__).joinpath("friend.html").read_text(encoding="utf-8")
    page = template.replace("[[recipient]]", recipient).replace("[[token]]", token)
    return page.replace("[[name]]", escape(name.strip())).encode()
