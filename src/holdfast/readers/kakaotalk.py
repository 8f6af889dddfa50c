"""KakaoTalk's "Export chat messages": text from phone and computer, and a computer's table.

| line                                                   | from               |
| ------------------------------------------------------ | ------------------ |
| `Ann 님과 카카오톡 대화`  `Ann with KakaoTalk Chats`        | all: the chat      |
| `저장한 날짜 : …`  `Date Saved : …`                       | all                |
| `--------------- 2026년 3월 4일 수요일 ---------------`     | computer: a day    |
| `[Ann] [오후 5:30] hello`                               | computer           |
| `2026년 3월 4일 오후 5:30, Ann : hello`                   | Android            |
| `2026. 3. 4. 오후 5:30, Ann : hello`                     | iPhone             |
| `2026. 3. 4. 17:30: Ann님이 나갔습니다.`                    | iPhone: a notice   |
| `March 4, 2026 at 5:30 PM, Ann : hello`                 | phones in English  |
| `5:30PM, March 4, 2015, Ann : hello`                    | phones, years ago  |
| `Date,User,Message`                                    | a table: `kakaotalk_table.py` |

References: docs/readers/kakaotalk.md.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import MessageKind
from holdfast.readers import kakaotalk_table
from holdfast.readers.day_chats import Body, Day, Start, read_days
from holdfast.readers.reader import HEAD_BYTES, Confidence
from holdfast.readers.written_dates import month_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from holdfast.model.message import Found
    from holdfast.readers.reader import Source

NAME = "kakaotalk"
VERSION = 4

_HEADER = re.compile(
    r"(?:(.+?) ?(?:\d{1,4} )?님과(?:의)? 카카오톡 대화(?:.{0,40}\.txt)?|(.+?) 카카오톡 대화"
    r"|(.+?) with KakaoTalk Chats?|(?:KakaoTalk Chats? with|Chat with) (.+?)(?:\.txt)?"
    r"|(.+?) (?:Kakao)?Talk Chats"
    r"|저장한 날짜 ?: ?.+|(?:Date Saved|Saved Date) ?: ?.+)"
)
_DAY = r"(\d{4})(?:년|\.) ?(\d{1,2})(?:월|\.) ?(\d{1,2})(?:일|\.)"
_ENGLISH = (
    r"(?:[A-Z][a-z]+, )?(?:([A-Z][a-z]{2,8})\.? (\d{1,2})|(\d{1,2}) ([A-Z][a-z]{2,8})\.?),? (\d{4})"
)
_CLOCK = (
    r"((?:오전|오후) ?\d{1,2}:\d\d|\d{1,2}:\d\d(?:[ \u202f]?[AaPp]\.?[Mm]\.?)?|[AP]M \d{1,2}:\d\d)"
)
_HEADING = re.compile(rf"-{{3,}} (?:{_DAY}[^-]*|{_ENGLISH}) -{{3,}}")
_BARE_DAY = re.compile(rf"(?:{_DAY}(?: \S요일)?|{_ENGLISH})(?:(?: at|,)? {_CLOCK})?")
_CLOCK_AHEAD = re.compile(rf"(\d{{1,2}}:\d\d[AP]M), (?={_ENGLISH}(?:, |: |$))")
_BRACKETS = re.compile(rf"\[([^\n]{{1,120}}?)\] \[{_CLOCK}\] ?(.*)", re.DOTALL)
_SAID = r"(?:, (?:(.{1,120}?) : )?|: )(.*)"
_KOREAN_LINE = re.compile(rf"{_DAY} {_CLOCK}{_SAID}", re.DOTALL)
_ENGLISH_LINE = re.compile(rf"{_ENGLISH}(?: at|,)? {_CLOCK}{_SAID}", re.DOTALL)
MOST_LOOKED_AT = 50
"""In so many lines a text without its first ones shows whose it is."""

_MEDIA = {
    "사진": "media-omitted", "동영상": "media-omitted", "이모티콘": "sticker",
    "(이모티콘)": "sticker", "음성메시지": "voice-message", "photo": "media-omitted",
    "photos": "media-omitted", "video": "media-omitted", "emoticons": "sticker",
    "emoticon": "sticker", "(emoticon)": "sticker", "voice note": "voice-message",
}  # fmt: skip
_PHOTOS = re.compile(r"사진 \d{1,3}장|Photos? \d{1,3}|\d{1,3} photos?", re.IGNORECASE)
_FILE = re.compile(r"(?:파일|File): (.{1,255})")
_DELETED = frozenset({"삭제된 메시지입니다.", "삭제된 메시지입니다",
                      "메시지가 삭제되었습니다.", "this message was deleted.",
                      "the message has been deleted.", "deleted message"})  # fmt: skip
# 보이스톡 1:05    페이스톡 취소    Voice Call 1:05
_CALL = re.compile(
    r"(?:(?:그룹 ?)?(?:보이스톡|페이스톡)|라이브톡|그룹콜"
    r"|Voice Talk|Voice Call|Face Talk|Video Call)"
    r"(?: (해요|종료|취소|부재중|응답 없음|거절|canceled|missed|no answer|ended|declined))?"
    r" ?(?:(\d{1,2}):)?(?:(\d{1,3}):(\d\d))?",
    re.IGNORECASE,
)
_MISSED = frozenset({"취소", "부재중", "응답 없음", "canceled", "missed", "no answer"})
# Without a time, on the computer: only what nobody writes is taken for the app's own.
_NOTICE = re.compile(
    r".{1,120}(?:님이 (?:들어왔습니다|나갔습니다|(?:부?방장이 되었|부방장에서 해제되었)습니다)"
    r"|님을 (?:초대(?:하였|했)습니다|내보냈습니다))\.?(?:채팅방으로 돌아오기)?"
    r"|.{1,120} (?:(?:joined|left|has been removed from) this chatroom"
    r"|has been assigned as the admin|is no longer an admin)\."
    r"|.{1,120} invited .{1,120} to this chatroom\."
)
_INVITED = re.compile(r".{1,120} invited .{1,400}\.")
_NOTICES = frozenset({"채팅방 관리자가 메시지를 가렸습니다.", "메시지가 삭제되었습니다.",
                      "The message has been deleted.",
                      "This message has been hidden by the chatroom managers."})  # fmt: skip


def recognises(head: bytes, name: str) -> Confidence:
    """Tell whether a file is a chat exported by KakaoTalk.

    Args:
        head: the first bytes of the file.
        name: looked at for tables only.
    """
    return _recognises_text(head) or kakaotalk_table.recognises(head, name)


def _recognises_text(head: bytes) -> Confidence:
    """Tell whether a file is a chat as text."""
    lines = [
        _day_ahead(each.rstrip("\r"))
        for each in head.decode(errors="replace").lstrip("\ufeff").split("\n")
    ]
    if not (any(_HEADER.fullmatch(each) for each in lines[:4]) or _begins_within(lines)):
        return Confidence.NO
    forms = (_BRACKETS, _KOREAN_LINE, _ENGLISH_LINE)
    has_entry = any(form.fullmatch(each) for each in lines for form in forms)
    return Confidence.YES if has_entry else Confidence.NO


def _day_ahead(line: str) -> str:
    """Give a line of the oldest phones, whose clock is before the day, as others write it."""
    found = _CLOCK_AHEAD.match(line) if line[:1].isdecimal() else None
    if found is None:
        return line
    day = re.compile(_ENGLISH).match(line, found.end())
    end = day.end() if day else found.end()
    return f"{line[found.end() : end]} {found[1]}{line[end:]}"


def _begins_within(lines: list[str]) -> bool:
    """Tell whether a text without the first lines begins with a day, and then as only this app."""
    said = [each for each in lines if each.strip()][:MOST_LOOKED_AT]
    first = next(iter(said), "")
    if not (_HEADING.fullmatch(first) or _BARE_DAY.fullmatch(first)):
        return _is_named(first)
    return any(_is_named(each) or _BRACKETS.fullmatch(each) for each in said)


def _is_named(line: str) -> bool:
    """Tell whether a line has this app's own form of day, time and who speaks."""
    found = _KOREAN_LINE.fullmatch(line)
    return found is not None and found[5] is not None


def read(source: Source, answers: Mapping[str, str]) -> Iterator[Found]:  # noqa: ARG001  # no questions
    """Divide an export into messages, calls, events and leftovers.

    Args:
        source: the export, in UTF-8; a table may have other letters.
        answers: none are asked for.

    Yields:
        Messages in file order; the spans cover every byte.

    Raises:
        NotThisFormatError: it has not KakaoTalk's first lines, or first row, and an entry.
    """
    head = source.read(0, HEAD_BYTES)
    if _recognises_text(head) is Confidence.NO:
        if kakaotalk_table.recognises(head, source.name) is Confidence.NO:
            raise NotThisFormatError
        yield from kakaotalk_table.read_rows(source, classify)
        return
    first = [
        each.rstrip("\r") for each in head.decode(errors="replace").lstrip("\ufeff").split("\n")[:4]
    ]
    named = (_HEADER.fullmatch(each) for each in first)
    titles = [next(filter(None, match.groups()), "") for match in named if match]
    yield from read_days(source, parse, classify, next(filter(None, titles), ""))


def parse(text: str) -> Day | Start | None:
    """Tell what a line is; None for one that continues the entry before it.

    Args:
        text: without its line end.
    """
    text = _day_ahead(text)
    heading = _HEADING.fullmatch(text)
    if heading is not None:
        return _day(text.strip("- "), heading.groups())
    inside = _BRACKETS.fullmatch(text)
    if inside is not None:
        return Start(inside[2], inside[1], inside[3])
    korean = _KOREAN_LINE.fullmatch(text)
    if korean is not None:
        day = _day(
            text[: korean.start(4)].strip(), (*korean.groups()[:3], None, None, None, None, None)
        )
        return Start(korean[4], korean[5], korean[6], day)
    english = _ENGLISH_LINE.fullmatch(text)
    if english is not None:
        day = _day(text[: english.start(6)].strip(), (None, None, None, *english.groups()[:5]))
        return Start(english[6], english[7], english[8], day)
    bare = _BARE_DAY.fullmatch(text)
    if bare is not None:
        return _day(text, bare.groups()[:8])
    return Start("", None, text) if text in _NOTICES or _NOTICE.fullmatch(text) else None


def _day(written: str, parts: tuple[str | None, ...]) -> Day:
    """Give the day of a line: three numbers, or a month's name with a day and a year."""
    year, month, day, first, first_day, second_day, second, english_year = parts
    if year is not None and month is not None and day is not None:
        numbers = (int(year), int(month), int(day))
    else:
        number = month_of(first or second or "") or 0
        numbers = (int(english_year or 0), number, int(first_day or second_day or 0))
    try:
        return Day(written, date(*numbers).isoformat())
    except ValueError:
        return Day(written, None, "date-impossible")


def classify(text: str, sender: str | None) -> Body:
    """Tell what the words of an entry are.

    Args:
        text: with its line breaks.
        sender: None when the app speaks.
    """
    plain = text.strip()
    if plain.casefold() in _DELETED:
        return Body(MessageKind.EVENT.value, ("deleted",))
    if sender is None:
        is_group = (_NOTICE.fullmatch(plain) or _INVITED.fullmatch(plain)) is not None
        return Body(MessageKind.EVENT.value, ("group-changed" if is_group else "app-wording",))
    call = _CALL.fullmatch(plain)
    if call is not None and (call[1] or call[4]):
        seconds = None
        if call[4] is not None:
            seconds = int(call[2] or 0) * 3600 + int(call[3]) * 60 + int(call[4])
        return Body(MessageKind.CALL.value, ("missed",) if call[1] in _MISSED else (), seconds)
    media = _MEDIA.get(plain.casefold())
    if media is not None or _PHOTOS.fullmatch(plain):
        return Body(marks=(media or "media-omitted",))
    file = _FILE.fullmatch(plain)
    if file is not None:
        return Body(attachments=(file[1],))
    return Body(marks=() if plain else ("no-text",))
