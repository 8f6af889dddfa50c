"""The pieces of LINE's and KakaoTalk's readers: days, names, what cannot be told."""

from __future__ import annotations

import pytest

from holdfast.model.message import Leftover, Question
from holdfast.readers import day_chats
from holdfast.readers.kakaotalk import classify as kakaotalk_body
from holdfast.readers.kakaotalk import recognises as recognises_kakaotalk
from holdfast.readers.line import classify as line_body
from holdfast.readers.line import recognises as recognises_line
from holdfast.readers.reader import Confidence
from tests.readers.samples import (
    BytesSource,
    assert_every_byte_is_accounted_for,
    messages_of,
    read_all,
)

HEAD = "[LINE] Chat history with Ann\nSaved on: x\n\n"
OPEN = f"{HEAD}X, 06/01/2026\n9:30 PM\tAnn\thello\n"


def line(text: str, **answers: str) -> list[object]:
    """Give what is found in a chat of LINE's, every byte of it accounted for."""
    source = BytesSource(text.encode())
    found = read_all(source, "line", answers)
    assert_every_byte_is_accounted_for(
        [each for each in found if not isinstance(each, Question)], source.size
    )
    return list(found)


def test_an_answer_tells_which_number_is_the_day() -> None:
    found = read_all(BytesSource(OPEN.encode()), "line", {"date-order": "day-month-year"})

    assert [each.happened.stated for each in messages_of(found)] == ["2026-01-06T21:30"]
    assert not [each for each in found if isinstance(each, Question)]


def test_one_day_that_can_be_told_tells_the_others() -> None:
    found = read_all(BytesSource(f"{OPEN}X, 25/01/2026\n1:00 AM\tAnn\tyo\n".encode()), "line")

    assert [each.happened.stated for each in messages_of(found)] == [
        "2026-01-06T21:30", "2026-01-25T01:00",
    ]  # fmt: skip


def test_a_name_that_cannot_be_told_is_nobodys() -> None:
    text = f"{HEAD}2026.03.04 Wednesday\n17:30 Ann hello\n17:31 Mo Self stop\n"
    found = read_all(BytesSource(text.encode()), "line")

    assert [(each.sender, each.text) for each in messages_of(found)] == [
        ("Ann", "hello"), (None, "Mo Self stop"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ("Chat history with Ann\nSaved on: x\n\n2026/03/04(Wed)\n17:30\tAnn\thi\n", "x.txt", "Ann"),
        ("2026.03.04 星期三\n17:30 Ann hi\n", "[LINE]Ann (2).txt", "Ann"),
        ("2026.03.04 星期三\n17:30 Ann hi\n", "[LINE]與Ann的聊天.txt", "Ann"),
    ],
)
def test_a_chat_without_lines_sign_is_known_by_its_first_lines_or_its_name(
    text: str, name: str, title: str
) -> None:
    source = BytesSource(text.encode(), name)

    (message,) = messages_of(read_all(source, "line"))

    assert recognises_line(source.content, name) is Confidence.YES
    assert (message.conversation, message.sender, message.text) == (title, "Ann", "hi")


def test_a_diary_is_no_chat_of_lines() -> None:
    diary = b"2026.03.04 Wednesday\n17:30 Ann hi\n"

    assert recognises_line(diary, "diary.txt") is Confidence.NO
    assert recognises_line(b"Chat with Ann\nhello\n", "x.txt") is Confidence.NO


def test_words_beyond_the_longest_entry_are_left_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(day_chats, "LONGEST_ENTRY_BYTES", 40)
    found = line(f"{HEAD}2026.03.04 Wed\n17:30\tAnn\thello\n{'more words ' * 9}\n17:31\tAnn\tx\n")

    whys = [each.why for each in found if isinstance(each, Leftover)]
    assert whys == ["about-the-export", "about-the-export", "too-long"]


@pytest.mark.parametrize(
    ("text", "sender", "kind", "marks", "seconds"),
    [
        ("☎ Call time 1:02:03", "Ann", "call", (), 3723),
        ("☎ 不在着信", "Ann", "call", ("missed",), None),
        ("☎ 応答がありませんでした", "Ann", "call", ("missed",), None),
        ("[Sticker]", "Ann", "message", ("sticker",), None),
        ("Ann unsent a message.", "Ann", "message", (), None),
        ("Ann unsent a message.", None, "event", ("deleted",), None),
        ("Message unsent.", "Ann", "event", ("deleted",), None),
        ("Bo已退群", None, "event", ("group-changed",), None),
        ("Bo已離開群組", None, "event", ("group-changed",), None),
        ("[视频]", "Ann", "message", ("media-omitted",), None),
        ("[null] Cafe https://maps.google.com/maps?q=1,2", "Ann", "message", ("location",), None),
        ("", "Ann", "message", ("no-text",), None),
    ],
)
def test_what_words_of_line_are(
    text: str, sender: str | None, kind: str, marks: tuple[str, ...], seconds: int | None
) -> None:
    found = line_body(text, sender)

    assert (found.kind, found.marks, found.duration_seconds) == (kind, marks, seconds)


@pytest.mark.parametrize(
    ("text", "kind", "marks", "seconds"),
    [
        ("보이스톡 1:05", "call", (), 65),
        ("페이스톡 부재중", "call", ("missed",), None),
        ("그룹보이스톡 종료 1:05", "call", (), 65),
        ("메시지가 삭제되었습니다.", "event", ("deleted",), None),
        ("보이스톡", "message", (), None),
        ("사진 3장", "message", ("media-omitted",), None),
        ("This message was deleted.", "event", ("deleted",), None),
    ],
)
def test_what_words_of_kakaotalk_are(
    text: str, kind: str, marks: tuple[str, ...], seconds: int | None
) -> None:
    found = kakaotalk_body(text, "Ann")

    assert (found.kind, found.marks, found.duration_seconds) == (kind, marks, seconds)


def test_a_day_inside_quoted_words_begins_no_day() -> None:
    content = (
        b'[LINE] Chat history with Ann\n\n2026/03/04(Wed)\n17:30\tAnn\t"see you on\n'
        b'2026/03/09(Mon)\nat noon"\n17:31\tBob\tno\n2026/03/05(Thu)\n09:00\tAnn\tyes\n'
    )
    found = read_all(BytesSource(content, "a.txt"), "line")
    messages = messages_of(found)

    assert [each.text for each in messages] == ["see you on\n2026/03/09(Mon)\nat noon", "no", "yes"]
    assert [each.happened.stated for each in messages] == [
        "2026-03-04T17:30", "2026-03-04T17:31", "2026-03-05T09:00",
    ]  # fmt: skip
    assert_every_byte_is_accounted_for(found, len(content))


@pytest.mark.parametrize("line", ["17:31\tBob\tno", "2026/03/10(Tue)\n08:00\tBob\tno"])
def test_a_quote_mark_that_nothing_closes_hides_no_day(line: str) -> None:
    content = (
        f'[LINE] Chat history with Ann\n\n2026/03/04(Wed)\n17:30\tAnn\t"hm\n\n2026/03/09(Mon)\n\n'
        f"{line}\n"
    ).encode()
    first, last = messages_of(read_all(BytesSource(content, "a.txt"), "line"))

    assert first.text == '"hm'
    assert (last.happened.stated or "") >= "2026-03-09"


KAKAO = "단톡 님과 카카오톡 대화\n저장한 날짜 : 2026-03-04 17:30:00\n\n"
KAKAO_DAY = "--------------- 2026년 3월 4일 수요일 ---------------\n"


def kakaotalk(text: str) -> list[tuple[str | None, str | None, str, tuple[str, ...]]]:
    """Give who said what when in a chat of KakaoTalk's, every byte of it accounted for."""
    source = BytesSource(text.encode())
    found = read_all(source, "kakaotalk")
    assert_every_byte_is_accounted_for(found, source.size)
    return [
        (each.sender, each.happened.stated, each.text, each.marks) for each in messages_of(found)
    ]


@pytest.mark.parametrize(
    ("notice", "mark"),
    [
        ("채팅방 관리자가 메시지를 가렸습니다.", "app-wording"),
        ("메시지가 삭제되었습니다.", "deleted"),
        ("The message has been deleted.", "deleted"),
        ("Bo님이 나갔습니다.", "group-changed"),
        ("Bo님이 부방장에서 해제되었습니다.", "group-changed"),
        ("Bo has been removed from this chatroom.", "group-changed"),
        ("Bo has been assigned as the admin.", "group-changed"),
        ("This message has been hidden by the chatroom managers.", "app-wording"),
    ],
)
def test_what_the_app_says_below_a_message_is_not_its_words(notice: str, mark: str) -> None:
    assert kakaotalk(f"{KAKAO}{KAKAO_DAY}[Ann] [오후 5:30] stop\n{notice}\n") == [
        ("Ann", "2026-03-04T17:30", "stop", ()), (None, "2026-03-04", notice, (mark,)),
    ]  # fmt: skip


def test_a_notice_of_an_iphone_has_a_time_and_is_nobodys_words() -> None:
    lines = "2026. 3. 4. 17:30, Ann : stop\n2026. 3. 4. 17:31: 메시지가 삭제되었습니다.\n"
    more = "Mar 4, 2026 at 5:32 PM: Bo left this chatroom.\n"

    assert kakaotalk(KAKAO + lines + more) == [
        ("Ann", "2026-03-04T17:30", "stop", ()),
        (None, "2026-03-04T17:31", "메시지가 삭제되었습니다.", ("deleted",)),
        (None, "2026-03-04T17:32", "Bo left this chatroom.", ("group-changed",)),
    ]


def test_a_clock_before_the_day_is_read_on_the_oldest_phones() -> None:
    head = "KakaoTalk Chats with Ann\nDate Saved : 6:03PM, March 4, 2015\n\n"
    lines = "5:57PM, March 4, 2015\n5:57PM, March 4, 2015, Ann : stop\nnow\n"
    more = "5:58AM, March 5, 2015, Ann invited Bo.\n"

    assert recognises_kakaotalk((head + lines).encode(), "x.txt") is Confidence.YES
    assert kakaotalk(head + lines + more) == [
        ("Ann", "2015-03-04T17:57", "stop\nnow", ()),
        (None, "2015-03-05T05:58", "Ann invited Bo.", ("group-changed",)),
    ]


@pytest.mark.parametrize(
    ("text", "is_known"),
    [
        ("2026. 3. 4. 수요일\n\n2026. 3. 4. 오후 5:30, Ann : stop\n", True),
        ("2026년 3월 4일 오후 5:30, Ann : stop\n", True),
        (f"{KAKAO_DAY}[Ann] [오후 5:30] stop\n", True),
        ("2026. 3. 4. 수요일\nstop\n", False),
        ("[Ann] [17:30] stop\n", False),
        ("2026. 3. 4. 오후 5:30, he came\n", False),
    ],
)
def test_a_chat_without_its_first_lines_is_known_by_its_own_forms(
    text: str, *, is_known: bool
) -> None:
    assert bool(recognises_kakaotalk(text.encode(), "x.txt")) is is_known
    if is_known:
        assert [each[:3] for each in kakaotalk(text)] == [("Ann", "2026-03-04T17:30", "stop")]


@pytest.mark.parametrize(
    ("first", "saved"),
    [
        ("Ann 님과의 카카오톡 대화", "저장한 날짜 : x"),
        ("Ann님과 카카오톡 대화", "저장한 날짜: x"),
        ("Ann Talk Chats", "Saved Date : x"), ("Ann KakaoTalk Chats", "Date Saved : x"),
        ("Ann with KakaoTalk Chats", "Date Saved : x"),
        ("KakaoTalk Chats with Ann.txt", "Date Saved : x"),
        ("Ann 님과 카카오톡 대화.txt", "저장한 날짜 : x"),
    ],
)  # fmt: skip
def test_a_chat_of_kakaotalk_is_named_by_its_first_line(first: str, saved: str) -> None:
    text = f"{first}\n{saved}\n\n{KAKAO_DAY}[Bo] [오후 5:30] stop\n"

    (message,) = messages_of(read_all(BytesSource(text.encode()), "kakaotalk"))

    assert message.conversation == "Ann"
