"""WhatsApp's two export forms, written: what a conversation looks like from each phone."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from holdfast.actions.demo.conversation import Line
    from holdfast.actions.demo.story import Chat

FROM_APP = "s"
EDITED = " <edited>"
LEFT_TO_RIGHT = "\N{LEFT-TO-RIGHT MARK}"
ENCRYPTED = (
    "Messages and calls are end-to-end encrypted. Only people in this chat can read, listen to, "
    "or share them."
)
ANDROID = {
    "<deleted>": "This message was deleted",
    "<deleted-by-me>": "You deleted this message",
    "<missed>": "Missed voice call",
    "<missed-video>": "Missed video call",
    "<media>": "<Media omitted>",
    "<voice>": "<Media omitted>",
}
IOS = {
    "<deleted>": "This message was deleted.",
    "<deleted-by-me>": "You deleted this message.",
    "<missed>": "Missed voice call",
    "<missed-video>": "Missed video call",
    "<media>": "image omitted",
    "<voice>": "audio omitted",
}
ZIP_DATE = (2026, 11, 10, 19, 20, 0)
"""Set, so that the zip is the same each time."""


def render_chat(chat: Chat, lines: Sequence[Line]) -> bytes:
    """Write a conversation as its phone exports it.

    Args:
        chat: says which form, and the names.
        lines: in order.

    Returns:
        UTF-8. Android ends lines in LF; iOS in CRLF and stands in brackets, with seconds.
    """
    if chat.form == "ios":
        title = list(chat.people.values())[-1]
        head = f"[{chat.begins:%d/%m/%Y, %H:%M:%S}] {title}: {LEFT_TO_RIGHT}{ENCRYPTED}\r\n"
        return (head + "".join(_ios(chat, line) for line in lines)).encode()
    head = f"{chat.begins:%d/%m/%Y, %H:%M} - {ENCRYPTED} Tap to learn more.\n"
    return (head + "".join(_android(chat, line) for line in lines)).encode()


def _android(chat: Chat, line: Line) -> str:
    author = "" if line.who == FROM_APP else f"{chat.people[line.who]}: "
    text = ANDROID.get(line.text, line.text)
    if text.startswith("<file "):
        text = f"{LEFT_TO_RIGHT}{text[6:-1]} (file attached)"
    elif text.endswith(EDITED):
        text = text.removesuffix(EDITED) + " <This message was edited>"
    return f"{line.at:%d/%m/%Y, %H:%M} - {author}{text}\n"


def _ios(chat: Chat, line: Line) -> str:
    text = IOS.get(line.text)
    body = line.text if text is None else LEFT_TO_RIGHT + text
    return f"[{line.at:%d/%m/%Y, %H:%M:%S}] {chat.people[line.who]}: {body}\r\n"


def pack_export(chat: Chat, text: bytes, attached: Mapping[str, bytes]) -> bytes:
    """Give the file that the phone hands over: a zip, or the bare text.

    Args:
        chat: says the file's name and that of the text in it.
        text: what `render_chat` gave.
        attached: pictures by file name.
    """
    if not chat.file.endswith(".zip"):
        return text
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {chat.inside: text, **attached}.items():
            archive.writestr(zipfile.ZipInfo(name, ZIP_DATE), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
