"""What Meta's apps say in somebody's name in a conversation, and chats with people without names.

Exports since 2023 state no kind of message: `Boris left the group.` is a message by Boris like any
other. Only what begins with the sender's own name counts, in English: nobody speaks so of oneself.
"""

from __future__ import annotations

import re

_GROUP = (
    r"added .{1,300} to the group|removed .{1,300} from the group"
    r"|(?:left|created|joined) the group|named the group .{1,200}"
    r"|changed the group (?:photo|name|description).{0,200}|is now an admin"
)
_TIMER = r"turned o(?:n|ff) disappearing messages\b.{0,200}"
_LOOKS_AND_CALLS = (
    r"(?:set|cleared) .{1,80}nickname.{0,120}|(?:un)?pinned a message"
    r"|(?:changed|set) the (?:chat )?(?:theme|emoji|quick reaction)\b.{0,120}"
    r"|(?:joined|left) the (?:audio |video |group )?(?:call|chat)|started sharing video"
)
_NOTICES = tuple(
    (mark, re.compile(rf"(?:{pattern})\.?", re.DOTALL))
    for mark, pattern in (
        ("group-changed", _GROUP), ("disappearing-messages", _TIMER),
        ("app-notice", _LOOKS_AND_CALLS),
    )
)  # fmt: skip
_CONNECTED = "You are now connected on Messenger"
_SENT_A_PLACE = re.compile(r"(?:sent|shared) a (live )?location\.?")

NOTHING_LEFT = frozenset({"This poll is no longer available."})
"""Stands in the place of what was taken back, and is no word of its sender."""

_GONE = frozenset({
    "facebook user", "instagram user", "facebook-nutzer", "instagram-nutzer",
    "utilisateur de facebook", "utilisateur facebook",
    "utilisateur instagram", "usuario de facebook", "usuario de instagram", "utente di facebook",
    "utente di instagram", "usuário do facebook", "usuário do instagram",
    "utilizador do facebook", "utilizador do instagram", "facebook-gebruiker",
    "instagram-gebruiker", "użytkownik facebooka", "użytkownik instagrama",
})  # fmt: skip
"""What everybody whose account is gone is called."""

# inbox/facebookuser_3718308748248174
_NUMBER = re.compile(r"(\d{5,25})$")


def mark_of_notice(text: str, sender: str) -> str:
    """Give the mark of a notice that stands in its sender's name, empty for words.

    Args:
        text: the words.
        sender: the name as written.
    """
    if text == _CONNECTED:
        return "app-notice"
    rest = _after_the_name(text, sender)
    if not rest:
        return ""
    return next((mark for mark, pattern in _NOTICES if pattern.fullmatch(rest)), "")


def mark_of_place(text: str, sender: str) -> str:
    """Give the mark of a place that was sent, empty for words.

    Args:
        text: the words.
        sender: the name as written.
    """
    found = _SENT_A_PLACE.fullmatch(_after_the_name(text, sender))
    if found is None:
        return ""
    return "live-location" if found[1] else "location"


def _after_the_name(text: str, sender: str) -> str:
    """Give what follows the sender's whole or first name, empty where neither begins the text."""
    for name in (sender, sender.partition(" ")[0]):
        if name and text.startswith(f"{name} "):
            return text[len(name) + 1 :]
    return ""


def name_of_nobody(name: str, path: str) -> str:
    """Give a name of somebody who has none, with the number of the chat; any other unchanged.

    Args:
        name: of a chat or of who takes part, as written.
        path: the chat's folder, which ends in its number.
    """
    number = _NUMBER.search(path)
    if number is None or (name and name.casefold() not in _GONE):
        return name
    return f"{name} ({number[1]})" if name else number[1]
