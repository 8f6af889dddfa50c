"""Pieces of KakaoTalk's table: what makes it sure, whose words are the app's, other letters."""

from __future__ import annotations

import pytest

from holdfast.model.errors import NotThisFormatError
from holdfast.readers.kakaotalk import recognises
from holdfast.readers.reader import Confidence
from tests.readers.samples import (
    BytesSource,
    assert_every_byte_is_accounted_for,
    messages_of,
    read_all,
)

BARE = "Date,User,Message\n2026-03-04 17:30,Ann,one, two\n"


@pytest.mark.parametrize(
    ("table", "name", "sure"),
    [
        (BARE, "x.csv", Confidence.PERHAPS),
        (BARE, "KakaoTalk_Chat_Ann_2026-03-05-09-00-00.csv", Confidence.YES),
        ('Date,User,Message\r\n2026-03-04 17:30:00,"Ann","x"\r\n', "x.csv", Confidence.YES),
        ("Date,User,Message\n", "KakaoTalk_Chat.csv", Confidence.NO),
        ("Date,User,Message\nyesterday,Ann,x\n", "KakaoTalk_Chat.csv", Confidence.NO),
        ("Date,User,Message,More\n2026-03-04 17:30,Ann,x,y\n", "x.csv", Confidence.NO),
    ],
)
def test_a_table_is_told_by_its_columns_and_first_row(
    table: str, name: str, sure: Confidence
) -> None:
    assert recognises(table.encode(), name) is sure


def test_another_table_is_refused() -> None:
    with pytest.raises(NotThisFormatError):
        read_all(BytesSource(b"Date,User\n2026-03-04 17:30,Ann\n", "x.csv"), "kakaotalk")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp949"])
def test_letters_of_any_computer_are_read(encoding: str) -> None:
    table = BARE + "\n\n2026-03-04 17:31,김예,사진\n,김예,빈 날\nx,김예,y\n\n"
    source = BytesSource(table.encode(encoding), "x.csv")

    found = read_all(source, "kakaotalk")
    first, second, undated, odd = messages_of(found)

    assert_every_byte_is_accounted_for(found, source.size)
    assert (first.text, first.happened.stated) == ("one, two", "2026-03-04T17:30")
    assert (second.sender, second.text, second.marks) == ("김예", "사진", ("media-omitted",))
    assert (undated.marks, odd.marks) == (("no-time",), ("date-impossible",))


def test_a_notice_about_others_is_the_senders_own_words() -> None:
    table = BARE + '2026-03-04 17:31:00,"Ann","Ann님이 김예님을 초대했습니다."\n'
    table += '2026-03-04 17:32:00,"Ann","Bo님이 나갔습니다."\n2026-03-04 17:33:00,"","Bo joined"\n'
    table += '2026-03-04 17:34:00,"Ann","Ann invited Bo and Cem."\n'

    _, *others = messages_of(read_all(BytesSource(table.encode()), "kakaotalk"))

    assert [(each.kind, each.sender) for each in others] == [
        ("event", "Ann"), ("message", "Ann"), ("event", None), ("event", "Ann"),
    ]  # fmt: skip
