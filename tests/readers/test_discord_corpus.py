"""Published Discord fixtures against the counts that were taken of them by hand (MANIFEST.md)."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

import pytest

from holdfast.model.message import Leftover
from tests.corpus import corpus
from tests.readers.samples import BytesSource, messages_of, read_all


class Facts(NamedTuple):
    """What MANIFEST.md says about a file."""

    kinds: dict[str, int]
    authors: int
    attachments: int
    edited: int
    count_differs: bool


GUILD = ("samples", "discord", "DiscordChatExporter-frontend", "example_guild")
TEXT = "Example guild - Text Channels -"
FILES = {
    f"{TEXT} general [1012224565567721552].json": Facts(
        {"message": 31, "event": 4}, 4, 7, 1, count_differs=False
    ),
    f"{TEXT} chill talk [1012224565567125544].json": Facts(
        {"message": 6}, 4, 0, 0, count_differs=True
    ),
    f"{TEXT} chill talk [1012224565567125544] without deleted message.json": Facts(
        {"message": 5}, 3, 0, 0, count_differs=True
    ),
    "_threads/Example guild - general - Thomas is Thomas [1060927310439657577].json": Facts(
        {"message": 5}, 3, 0, 0, count_differs=False
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_every_message_of_a_published_sample_is_found(name: str) -> None:
    path = corpus(*GUILD, *name.split("/"))

    found = read_all(BytesSource(path.read_bytes(), path.name), "discord")

    messages = messages_of(found)
    assert FILES[name] == Facts(
        dict(Counter(each.kind for each in messages)),
        len({each.sender for each in messages}),
        sum(len(each.attachments) for each in messages),
        sum("edited" in each.marks for each in messages),
        any(isinstance(each, Leftover) and each.why == "count-differs" for each in found),
    )


def test_two_exports_show_what_was_deleted_between_them() -> None:
    before, after = (
        messages_of(read_all(BytesSource(corpus(*GUILD, name).read_bytes()), "discord"))
        for name in list(FILES)[1:3]
    )

    missing = {each.text for each in before} - {each.text for each in after}
    assert [text[:20] for text in missing] == ["Free nitro giveaway!"]


def test_the_owners_side_of_a_package_is_read() -> None:
    place = ("samples", "discord-package", "_nolicence", "org-signal", "messages")
    path = corpus(*place, "1100000000000000101", "messages.csv")

    found = read_all(BytesSource(path.read_bytes(), path.name), "discord-package")

    messages = messages_of(found)
    assert [each.text for each in messages] == ["multi-line\nmessage", "plain"]
    assert [each.happened.iso for each in messages] == [
        "2022-03-01T18:22:10.120+00:00", "2022-03-01T19:00:00+02:00",
    ]  # fmt: skip
    assert next(each.why for each in found if isinstance(each, Leftover)) == "one-sided"
