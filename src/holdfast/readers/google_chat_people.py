"""Who is in a chat of Google's: `group_info.json` beside each, `user_info.json` for all of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from holdfast.model.message import Leftover, Message, MessageKind
from holdfast.model.moment import UNKNOWN_MOMENT
from holdfast.readers.json_ends import object_at_end
from holdfast.readers.json_records import BROKEN, records
from holdfast.readers.json_values import facts_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdfast.model.message import Found
    from holdfast.readers.json_records import Path
    from holdfast.readers.reader import Source

# {"name": "Club", "members": [{"name": "Ann", "email": …, "user_type": "Human"}]}
_GROUP = re.compile(
    rb'\s*\{\s*(?:"name"\s*:\s*"[^"\\]{0,400}"\s*,\s*)?"members"\s*:\s*\[\s*\{[^{}]{0,2000}"user_type"'
)
# {"user": {"name": "Ann", …, "user_type": "Human"}, "membership_info": [{"group_name": …
_USER = re.compile(rb'\s*\{\s*"user"\s*:\s*\{[^{}]{0,2000}"user_type"')
_MARKS: dict[object, tuple[str, ...]] = {"members": ("contact",), "membership_info": ()}


def is_about_people(head: bytes) -> bool:
    """Tell whether a file says who is in a chat.

    Args:
        head: its first bytes.
    """
    return _GROUP.match(head) is not None or _USER.match(head) is not None


def _is_listed(path: Path) -> bool:
    """Tell whether a member, or a chat of the owner's, lies at a path."""
    return len(path) == 2 and path[0] in _MARKS  # noqa: PLR2004  # the list and the place in it


def read_people(source: Source) -> Iterator[Found]:
    """Divide such a file into an event per member or chat; all else is left over.

    Args:
        source: the file.
    """
    group = text_of(object_at_end(source).get("name"))
    for node in records(source, _is_listed):
        if node.value is BROKEN:
            yield Leftover(node.span, "damaged-record")
        elif _is_listed(node.path) and isinstance(node.value, dict):
            text = "\n".join(f"{key}: {value}" for key, value in facts_of(node.value))
            yield Message(
                MessageKind.EVENT.value, group, None, text, UNKNOWN_MOMENT, node.span, (),
                _MARKS[node.path[0]],
            )  # fmt: skip
        elif node.value not in (None, "", [], {}):
            group = text_of(node.value) if node.path == ("name",) else group
            yield Leftover(node.span, "about-the-export")
