"""Who is who in Messages: handles, chats, and which message belongs to which chat.

Trimmed and old stores lack some of the tables; what is missing is done without.

| table                           | tells                                                  |
| ------------------------------- | ------------------------------------------------------ |
| `handle`                        | number or address of a person, by row number           |
| `chat`                          | name of a group, or the other person of a chat of two  |
| `chat_handle_join`              | who is in a chat                                       |
| `chat_message_join`             | which chat a message stands in                         |
| `chat_recoverable_message_join` | the same for what was deleted less than 40 days ago    |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.readers.reader import OWNER
from holdfast.readers.sqlite_joins import Join

if TYPE_CHECKING:
    from holdfast.readers.sqlite_rows import Database, Value

MOST_NAMED = 50
"""So many people are named in the name of a chat that has none; a group may have 32."""

_ACCOUNT_PREFIXES = ("e:", "p:", "E:", "P:")
_GROUP = 43
"""The `style` of a chat of several, also when all but one have left it; 45 is a chat of two."""


def text_of(value: Value) -> str:
    """Give a cell as text, empty when it holds none.

    Args:
        value: the cell.
    """
    if isinstance(value, bytes):
        return value.decode("utf-8", errors="replace")
    return value if isinstance(value, str) else ""


class People:
    """The look-ups of one store."""

    def __init__(self, database: Database) -> None:
        """Read them.

        Args:
            database: the open store.
        """
        handles = database.look_up("handle", "rowid", "id")
        self._handles = {number: text_of(name) for number, (name,) in handles.items()}
        self._chats = database.look_up("chat", "rowid", "display_name", "chat_identifier", "style")
        self._members = Join(database, "chat_handle_join", "chat_id", "handle_id")
        self._messages = Join(database, "chat_message_join", "message_id", "chat_id")
        self._deleted = Join(database, "chat_recoverable_message_join", "message_id", "chat_id")
        self._names: dict[int, str] = {}
        self.damage = [*self._members.damage, *self._messages.damage, *self._deleted.damage]
        """What of the look-ups could not be read."""

    def handle(self, number: Value) -> str:
        """Give the number or address of a handle, empty when it is not known."""
        return self._handles.get(number, "")

    def chat_of(self, message: int) -> tuple[int | None, bool]:
        """Give the chat a message stands in, and whether it is among the recently deleted."""
        chat = self._messages.first(message)
        if chat is not None:
            return chat, False
        chat = self._deleted.first(message)
        return chat, chat is not None

    def members(self, chat: int | None) -> list[str]:
        """Give the handles of a chat; the phone's owner is not among them."""
        if chat is None:
            return []
        found = (self.handle(number) for number in self._members.of(chat))
        return [name for name, _ in zip(filter(None, found), range(MOST_NAMED), strict=False)]

    def conversation(self, chat: int | None, handle: str) -> str:
        """Give a chat's name: its own, else of who is in it.

        Args:
            chat: its row number, None when none is known.
            handle: the other side of the message, for stores without chats.
        """
        if chat is None:
            return handle
        name = self._names.get(chat)
        if name is None:
            name = self._names[chat] = self._name(chat)
        return name or handle or str(chat)

    def _name(self, chat: int) -> str:
        """Give the name of a chat as far as it has one."""
        shown, identifier, style = self._chats.get(chat, (None, None, None))
        members = self.members(chat)
        if style == _GROUP and len(members) == 1 and text_of(identifier):
            # The others have left: it is not the chat with the one who stayed.
            members = [f"{members[0]} ({text_of(identifier)})"]
        return text_of(shown) or ", ".join(members) or text_of(identifier)

    def sender(self, handle: str, chat: int | None) -> str | None:
        """Give who sent a message that came in.

        Args:
            handle: as the message names it, perhaps empty.
            chat: where it stands; the other person in a chat of two must have sent it.
        """
        if handle:
            return handle
        _, _, style = self._chats.get(chat, (None, None, None))
        members = self.members(chat)
        return members[0] if len(members) == 1 and style != _GROUP else None


def owner(caller: Value, account: Value) -> str:
    """Give the number or address that the phone's owner used, as the message states it.

    Args:
        caller: the cell `destination_caller_id`.
        account: the cell `account`, which has a letter before it.
    """
    written = text_of(caller)
    if not written:
        written = text_of(account)
        if written.startswith(_ACCOUNT_PREFIXES):
            written = written[2:]
    return written or OWNER
