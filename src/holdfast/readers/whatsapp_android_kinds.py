"""What the kinds of rows in WhatsApp's store on Android are.

| number             | meaning                                                      |
| ------------------ | ------------------------------------------------------------ |
| 0, 25 to 28        | words; words of a business                                   |
| 1, 2, 3, 9, 13, 81 | picture, sound, video, document, GIF, short video            |
| 4 and 14, 5, 16    | contact, place, place as it changes                          |
| 7                  | a notice, told by its action                                 |
| 8, 10, 90          | a call, a missed call, a call                                |
| 11                 | a message that had not arrived yet                           |
| 15, 64             | deleted for everybody, by who wrote it or who runs the group |
| 20, 66, 106, 92, 99 | sticker, poll, planned event, album                          |
| 36, 56             | messages that delete themselves were set                     |
| 42, 43, 82         | picture, video, sound to be seen or heard once               |

References: docs/readers/whatsapp-store.md.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from holdfast.model.message import MessageKind

if TYPE_CHECKING:
    from collections.abc import Mapping

_MESSAGE, _EVENT, _CALL = (
    MessageKind.MESSAGE.value, MessageKind.EVENT.value, MessageKind.CALL.value,
)  # fmt: skip


class Kind(NamedTuple):
    """What a row is."""

    kind: str = _MESSAGE
    """A `MessageKind`."""

    marks: tuple[str, ...] = ()
    """Codes from words/en/marks.toml."""

    has_file: bool = False
    """Whether a file was sent."""

    is_known: bool = True
    """Whether we know this kind."""

    number: str = ""
    """As stored, of a kind that is not known."""


_FILE = Kind(has_file=True)
_ONCE = Kind(marks=("view-once",), has_file=True)
_POLL = Kind(marks=("poll",))
_DELETED = Kind(_EVENT, ("deleted",))
_SET = Kind(_EVENT, ("disappearing-messages",))
_NOTICE = Kind(_EVENT, ("app-notice",))
_KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "0": Kind(), "1": _FILE, "2": _FILE, "3": _FILE, "9": _FILE, "13": _FILE, "81": _FILE,
        "4": Kind(marks=("contact",)), "14": Kind(marks=("contact",)),
        "5": Kind(marks=("location",)), "16": Kind(marks=("live-location",)),
        "11": _NOTICE, "15": _DELETED, "64": _DELETED,
        "20": Kind(marks=("sticker",), has_file=True),
        "25": Kind(), "26": Kind(), "27": Kind(), "28": Kind(), "36": _SET, "56": _SET,
        "42": _ONCE, "43": _ONCE, "82": _ONCE, "66": _POLL, "106": _POLL,
        "92": Kind(marks=("planned-event",)), "99": Kind(), "112": _NOTICE,
    }
)  # fmt: skip
_CALLS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"8": ("call-started",), "10": ("missed",), "90": ("call-started",)}
)
_GROUP = (
    1, 2, 4, 5, 6, 7, 11, 12, 13, 14, 15, 16, 20, 21, 27, 29, 30, 31, 32, 33, 52, 75, 78, 79, 81,
    82, 83, 84, 85, 87, 88, 90, 91, 92, 95, 102, 107, 108, 109, 110, 111, 115, 116, 120, 123, 124,
    125, 126, 127, 128, 137, 138, 142, 144, 145,
)  # fmt: skip
_ACTIONS: Mapping[str, str] = MappingProxyType(
    {
        **{str(action): "group-changed" for action in _GROUP},
        "10": "number-changed", "28": "number-changed", "18": "security-code-changed",
        "57": "security-code-changed", "19": "encryption-notice", "67": "encryption-notice",
        "46": "business-notice", "47": "business-notice", "50": "business-notice",
        "69": "business-notice", "58": "contact-blocked", "56": "disappearing-messages",
        "59": "disappearing-messages", "68": "disappearing-messages",
        "80": "disappearing-messages",
    }
)  # fmt: skip
"""Action of a notice -> mark; any other is a notice of the app."""


def kind_of(number: str, action: str, *, has_calls: bool) -> Kind:
    """Give what a row is.

    Args:
        number: its kind, as stored.
        action: of a notice; empty for any other.
        has_calls: whether calls have a table of their own, which tells more of each.
    """
    if number == "7":
        return Kind(_EVENT, (_ACTIONS.get(action, "app-notice"),))
    if number in _CALLS:
        return Kind(_EVENT if has_calls else _CALL, _CALLS[number])
    return _KINDS.get(number) or Kind(is_known=False, number=number)
