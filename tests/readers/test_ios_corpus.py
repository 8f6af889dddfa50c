"""A published back-up of an iPhone, against what its own tables hold."""

from __future__ import annotations

import sqlite3

from holdfast.readers import ios_backup
from holdfast.readers.imessage import BACKUP_NAME, recognises
from holdfast.readers.reader import HEAD_BYTES, Confidence
from tests.corpus import corpus
from tests.readers.samples import BytesSource, messages_of, read_all

PLACE = ("device", "mvt", "artifacts", "ios_backup")


def test_the_list_of_a_published_back_up_names_the_phone() -> None:
    source = BytesSource(corpus(*PLACE, "Info.plist").read_bytes(), "Info.plist")

    (made,) = messages_of(read_all(source, "ios_backup"))

    assert ios_backup.recognises(source.content, "x") is Confidence.YES
    assert made.happened.iso == "2021-12-03T19:33:13+00:00"
    assert ("system-version", "14.3") in made.details


def test_the_stores_of_a_published_back_up_are_named() -> None:
    file = corpus(*PLACE, "Manifest.db")
    connection = sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)
    listed = connection.execute("SELECT fileID, domain, relativePath FROM Files").fetchall()
    connection.close()
    expected = {name for name, *place in listed if tuple(place) in ios_backup.STORES}

    found = messages_of(read_all(BytesSource(file.read_bytes(), "x"), "ios_backup"))

    assert {name for each in found for name in each.attachments} == expected
    assert BACKUP_NAME in expected


def test_the_message_in_a_published_back_up_is_read_under_its_name_there() -> None:
    file = corpus(*PLACE, BACKUP_NAME[:2], BACKUP_NAME)
    source = BytesSource(file.read_bytes(), file.name)

    (message,) = messages_of(read_all(source, "imessage"))

    assert recognises(source.content[:HEAD_BYTES], "x") is Confidence.YES
    assert message.text == "Please click here https://badbadbad.example.org/"
    assert message.happened.iso == "2019-08-29T23:13:30.539+00:00"
