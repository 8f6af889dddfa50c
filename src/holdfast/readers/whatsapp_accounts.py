"""How WhatsApp's own stores name people and groups, and how one is shown.

| stored                          | shown                                            |
| ------------------------------- | ------------------------------------------------ |
| `447700900123@s.whatsapp.net`   | `+447700900123`                                  |
| `447700900123.0:4@s.whatsapp.…` | the same: a further device of that person        |
| `1182734655@lid`                | as stored: an id that stands for no number       |
| `120363000000000001@g.us`       | as stored: a group                               |
| `447700900123@status`           | a person by number; as a chat, as stored         |

References: docs/readers/whatsapp-store.md.
"""

from __future__ import annotations

import re

GROUP = "@g.us"
"""The ending of a group's id."""

_PERSON = re.compile(r"(\d{5,20})(?:[.:][\d.:]{1,12})?@(?:s\.whatsapp\.net|c\.us|status)")
_ACCOUNT = re.compile(r"[\w.:-]{3,40}@(?:s\.whatsapp\.net|c\.us|lid)")
_STATUS = ("@status", ".status")


def shown(account: str) -> str:
    """Give an account as people know it: a number where it is one.

    Args:
        account: as stored.
    """
    found = _PERSON.fullmatch(account)
    return f"+{found[1]}" if found else account


def is_group(account: str) -> bool:
    """Tell whether an account is a group, not a person.

    Args:
        account: as stored.
    """
    return account.endswith(GROUP)


def called(chat: str, name: str) -> str:
    """Give what a chat is called: its name, but the news that somebody shows are no chat with them.

    Args:
        chat: its account, as stored.
        name: as stored; empty when it has none.
    """
    return chat if chat.endswith(_STATUS) else name or shown(chat)


def is_account(text: str) -> bool:
    """Tell whether a text is the account of a person.

    Args:
        text: of a cell that holds other things as well.
    """
    return bool(_ACCOUNT.fullmatch(text))


def is_number(account: str) -> bool:
    """Tell whether an account is a person by number.

    Args:
        account: as stored.
    """
    return bool(_PERSON.fullmatch(account))


def with_numbers(text: str) -> str:
    """Give a text in which accounts are listed, each as people know it.

    Args:
        text: of a notice: `447700900123@s.whatsapp.net,447700900124@s.whatsapp.net`.
    """
    return _PERSON.sub(lambda found: f"+{found[1]}", text)
