"""Who and what the numbers in Signal's export stand for: recipients and chats."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from holdfast.readers.reader import OWNER
from holdfast.readers.signal_lines import records

if TYPE_CHECKING:
    from holdfast.readers.reader import Source

MOST_NAMES = 200_000
"""More people than anybody knows; a hostile file must not fill the memory."""

_CHAT_ITEM = re.compile(rb'\s*\{\s*"chatItem"')
_CONTACT_NAMES = (
    ("systemGivenName", "systemFamilyName"),
    ("profileGivenName", "profileFamilyName"),
)

_HANDLES = ("username", "aci", "pni")


def as_object(value: object) -> dict[str, object]:
    """Give a JSON object, an empty one for anything else.

    Args:
        value: a JSON value.
    """
    return value if isinstance(value, dict) else {}


def as_list(value: object) -> list[object]:
    """Give a JSON list, an empty one for anything else.

    Args:
        value: a JSON value.
    """
    return value if isinstance(value, list) else []


def as_text(value: object) -> str:
    """Give a text or number as text, nothing for anything else.

    Args:
        value: a JSON value.
    """
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _join(*parts: object) -> str:
    """Put a given and a family name together."""
    return " ".join(part for part in map(as_text, parts) if part)


class Names:
    """Recipients and chats by their numbers; learned from the file before it is read."""

    def __init__(self) -> None:
        """Begin without any."""
        self.account = ""
        self._people: dict[str, str] = {}
        self._handles: dict[str, str] = {}
        self._own: set[str] = set()
        self._chats: dict[str, str] = {}
        self._accounts: dict[str, str] = {}

    def learn(self, frame: dict[str, object]) -> None:
        """Note what a frame says about a person or chat.

        Args:
            frame: one line of the export.
        """
        account, recipient, chat = map(as_object, map(frame.get, ("account", "recipient", "chat")))
        if account:
            self.account = _join(account.get("givenName"), account.get("familyName")) or as_text(
                account.get("username")
            )
        if recipient and len(self._people) < MOST_NAMES:
            number = as_text(recipient.get("id"))
            if "self" in recipient:
                self._own.add(number)
            self._people[number] = find_name(recipient)
            self._handles[number] = find_handle(recipient)
            account_id = as_text(as_object(recipient.get("contact")).get("aci"))
            if account_id:
                self._accounts[account_id] = number
        if chat and len(self._chats) < MOST_NAMES:
            self._chats[as_text(chat.get("id"))] = as_text(chat.get("recipientId"))

    @property
    def owner(self) -> str:
        """Give the account's name, or what stands for it."""
        return self.account or OWNER

    def person(self, number: object) -> str | None:
        """Give a recipient's name, its number when it has none, None when none is given."""
        written = as_text(number)
        if written in self._own:
            return self.owner
        return self._people.get(written) or (f"recipient {written}" if written else None)

    def handle(self, number: object) -> str:
        """Give what tells somebody from others of the same name; nothing where the name is that.

        Args:
            number: of the recipient.
        """
        written = as_text(number)
        found = "" if written in self._own else self._handles.get(written, "")
        return "" if found == self._people.get(written) else found

    def handle_in_chat(self, number: object) -> str:
        """Give what `handle` gives, of the person that a chat is with.

        Args:
            number: of the chat.
        """
        return self.handle(self._chats.get(as_text(number)))

    def account_of(self, written: str) -> str:
        """Give the name of whom an account's id belongs to; the id itself where it is not known.

        Args:
            written: as notices about groups name people.
        """
        number = self._accounts.get(written)
        return (number and self.person(number)) or written

    def is_owner(self, number: object) -> bool:
        """Tell whether a recipient is the account itself."""
        return as_text(number) in self._own

    def chat(self, number: object) -> str:
        """Give a chat's name."""
        written = as_text(number)
        recipient = self._chats.get(written)
        return (self.person(recipient) if recipient else None) or (written and f"chat {written}")


def find_name(recipient: dict[str, object]) -> str:
    """Give the name a recipient goes by: as saved on the phone, else their own, else a number.

    Args:
        recipient: the frame.
    """
    contact = as_object(recipient.get("contact"))
    if contact:
        nickname = as_object(contact.get("nickname"))
        names = [_join(nickname.get("given"), nickname.get("family"))]
        names += [_join(*map(contact.get, pair)) for pair in _CONTACT_NAMES]
        names += [as_text(contact.get("username")), _number(contact.get("e164"))]
        names += [as_text(contact.get("aci")), as_text(contact.get("pni"))]
        return next(filter(None, names), "")
    group = as_object(recipient.get("group"))
    snapshot = as_object(group.get("snapshot"))
    for title in (as_object(snapshot.get("title")).get("title"), snapshot.get("title")):
        if as_text(title):
            return as_text(title)
    lists = as_object(recipient.get("distributionList"))
    named = (as_object(lists.get("distributionList")), as_object(recipient.get("callLink")), group)
    found = next(
        filter(None, (as_text(each.get("name") or each.get("title")) for each in named)), ""
    )
    return found or ("Signal" if "releaseNotes" in recipient else "")


def find_handle(recipient: dict[str, object]) -> str:
    """Give a person's number, user name or account, the first that is stated.

    Args:
        recipient: the frame.
    """
    contact = as_object(recipient.get("contact"))
    known = (_number(contact.get("e164")), *map(as_text, map(contact.get, _HANDLES)))
    return next(filter(None, known), "")


def _number(e164: object) -> str:
    """Give a telephone number as it is dialled; the export writes some without the plus."""
    written = as_text(e164)
    return f"+{written}" if written.isdecimal() else written


def learn_names(source: Source, start_of_record: re.Pattern[bytes]) -> Names:
    """Go through an export for its people and chats.

    Args:
        source: the export.
        start_of_record: how a frame begins.
    """
    names = Names()
    for line in records(source, start_of_record, passed=_CHAT_ITEM):
        if line.value is not None:
            names.learn(line.value)
    return names
