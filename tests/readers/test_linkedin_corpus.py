"""Published tables of LinkedIn's against the counts that were taken of them (MANIFEST.md)."""

from __future__ import annotations

import io
import zipfile

from holdfast.readers import load_reader
from holdfast.readers.reader import Confidence
from tests.corpus import corpus
from tests.readers.samples import (
    BytesSource,
    assert_every_byte_is_accounted_for,
    messages_of,
    read_all,
)


def test_every_message_is_found() -> None:
    (file,) = corpus("samples", "linkedin").rglob("messages.csv")
    source = BytesSource(file.read_bytes(), file.name)
    assert load_reader("linkedin").recognises(source.content, file.name) is Confidence.YES

    found = read_all(source, "linkedin")

    messages = messages_of(found)
    assert len(messages) == 5
    assert len({each.conversation for each in messages}) == 3
    assert messages[2].conversation == "Spring offsite"
    assert dict(messages[2].details)["to"] == "Maya Lindgren, Lena Vogt"
    assert messages[0].happened.iso == "2021-04-02T09:15:00+00:00"
    assert messages[-1].happened.iso == "2021-05-01T08:00:00+00:00"
    assert_every_byte_is_accounted_for(found, source.size)


def test_connections_below_their_notes_are_found() -> None:
    path = corpus("samples", "linkedin", "hestialabs", "linkedin.zip")
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        names = {
            name.rpartition("/")[2]: name for name in archive.namelist() if "MACOSX" not in name
        }
        content = archive.read(names["Connections.csv"])
        others = [archive.read(names[name])[:65_536] for name in names if name.endswith("s.csv")]
    source = BytesSource(content, "Connections.csv")
    recognises = load_reader("linkedin").recognises

    messages = messages_of(read_all(source, "linkedin"))

    assert recognises(content[:65_536], source.name) is Confidence.YES
    # Three lines of notes, a blank one among them, and the names of the columns come first.
    assert len(messages) == content.count(b"\n") - content[: content.index(b"Carla")].count(b"\n")
    assert {each.kind for each in messages} == {"event"}
    assert all(each.happened.precision == "day" for each in messages)
    assert [recognises(head, "x.csv") for head in others].count(Confidence.YES) == 1
