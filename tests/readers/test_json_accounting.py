"""Every value of a JSON export lies in a message or is left over; between are only keys."""

from __future__ import annotations

import re

import pytest

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Leftover, Message
from tests.corpus import corpus
from tests.readers.samples import BytesSource, Case, all_cases, read_all

CASES = [
    case
    for case in all_cases(
        "facebook", "instagram", "telegram", "discord", "discord-package", "snapchat"
    )
    if any(case.folder.glob("in.*.json"))
]
FOLDERS = ("facebook", "instagram", "telegram", "discord")
# White space, punctuation, keys, and values that say nothing.
SAYS_NOTHING = re.compile(
    rb'(?:[\s,:\[\]{}]|"(?:[^"\\]|\\.)*"\s*:|""|null|\xef\xbb\xbf)*', re.DOTALL
)


def id_of(case: Case) -> str:
    return case.id


def what_is_not_covered(content: bytes, reader: str, name: str) -> list[bytes]:
    """Give the stretches outside of messages and leftovers that hold a value."""
    found = read_all(BytesSource(content, name), reader)
    covered, open_places = 0, []
    for each in found:
        if isinstance(each, Message | Leftover):
            assert each.span.start >= covered
            open_places.append(content[covered : each.span.start])
            covered = each.span.end
    open_places.append(content[covered:])
    return [place for place in open_places if not SAYS_NOTHING.fullmatch(place)]


@pytest.mark.parametrize("case", CASES, ids=id_of)
def test_every_value_of_a_sample_is_accounted_for(case: Case) -> None:
    try:
        places = what_is_not_covered(case.source.content, case.format, case.source.name)
    except NotThisFormatError:
        return

    assert places == []


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_value_of_a_published_sample_is_accounted_for(folder: str) -> None:
    root = corpus("samples", folder)

    for path in sorted(root.rglob("*.json")):
        try:
            places = what_is_not_covered(path.read_bytes(), folder, path.name)
        except NotThisFormatError:
            continue
        assert places == []
