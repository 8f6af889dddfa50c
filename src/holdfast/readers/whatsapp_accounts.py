"""How WhatsApp's own stores name people and groups, and how one is shown.

| stored                          | shown                                            |
| ------------------------------- | ------------------------------------------------ |
| `447700900123@s.whatsapp.net`   | `+447700900123`                                  |
| `447700900123.0:4@s.whatsapp.…` | the same: a further device of that person        |
| `1182734655@lid`                | as stored: an id that stands for no number       |
| `120363000000000001@g.us`       | as stored: a group                               |

References: docs/readers/whatsapp-store.md.
"""

from __future__ import annotations

import re

GROUP = "@g.us"
"""The ending of a group's id."""

_PERSON = re.compile(r"(\d{5,20})(?:[.:][\d.:]{1,12})?@(?:s\.whatsapp\.net|c\.us)")


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


def with_numbers(text: str) -> str:
    """Give a text in which accounts are listed, each as people know it.

    Args:
        text: of a notice: `447700900123@s.whatsapp.net,447700900124@s.whatsapp.net`.
    """
    return _PERSON.sub(lambda found: f"+{found[1]}", text)
