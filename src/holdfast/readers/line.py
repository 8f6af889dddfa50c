"""LINE's "Send chat history" and "Save chat": one text file per chat.

| line                                  | from                                |
| ------------------------------------- | ----------------------------------- |
| `[LINE] Chat history with Ann`        | all; the words in the app's language |
| `Saved on: 2026/03/04 17:30`          | all                                 |
| `2026/03/04(Wed)`  `Wed, 3/4/2026`    | iPhone, Android: a day              |
| `2026.03.04 Wednesday`                | Android, computer: a day            |
| `พ. 04/03/2569`  `R8/03/04(水)`        | Thai and Japanese years: a day      |
| `17:30<tab>Ann<tab>hello`             | with tabs: time, sender, words      |
| `17:30 Ann hello`                     | computer: with spaces only          |
References: docs/readers/line.md.
"""
# ruff: noqa: RUF001, RUF003  # words of many scripts

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import MessageKind, Question
from holdfast.readers.day_chats import Body, Day, Start, read_days, text_of_line
from holdfast.readers.reader import HEAD_BYTES, Confidence
from holdfast.readers.text_lines import raw_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from holdfast.model.message import Found
    from holdfast.readers.reader import Source

NAME = "line"
VERSION = 4

_HEADER = re.compile(r"(?:\ufeff)?\[LINE\] ?(.+)")
# Chat history with Ann    Ann とのトーク履歴    與Ann的聊天記錄    ประวัติการสนทนากับ Ann
_TITLES = tuple(map(re.compile, (
    r"Chat history (?:with|in) (.+)", r"Chat with (.+)", r"(.+?)(?:との|の)トーク履歴",
    r"[與与](.+?)的聊天[記记][錄录]", r"(.+?)的聊天[記记][錄录]", r"ประวัติการสนทนา(?:กับ|ใน) ?(.+)",
    r'ประวัติ(?:การ)?แชท(?:กับ|ในกลุ่ม|ใน) ?"?(.+?)"?',
    r"Riwayat obrolan (?:dengan|di) (.+)", r"(.+?)님과 대화한 내용",
)))  # fmt: skip
# Vowels and tones of Thai are no letters by themselves.
_LETTER = r"(?:[^\W\d_]|[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])"
# 2026/03/04(Wed)    2026.03.04 Wednesday    2026/03/04(水)    R8/03/04(水)    2026/03/04 จันทร์
_YEAR_FIRST = re.compile(
    r"(\d{4}|[RH]\d{1,2})[/.-](\d{1,2})[/.-](\d{1,2})\.? ?"
    rf"(?:[(（][^()（）\n]{{1,12}}[)）]|{_LETTER}{{1,16}}\.?)?"
)
# Wed, 3/4/2026    水, 04/03/2026    พ. 04/03/2569
_YEAR_LAST = re.compile(rf"({_LETTER}{{1,14}})(?:\.?,|\.) (\d{{1,2}})/(\d{{1,2}})/(\d{{4}})")
# Saved on: 3/5/2026, 17:30    保存日時：2026/03/05 17:30    儲存日期：…
_SAVED = re.compile(
    r"(?:Saved on|保存日時|[儲储]存日期|저장한 날짜) ?[:：].+|บันทึก(?:เมื่อ|วันที่) ?[:：]? ?\d.+"
)
# The name that a computer gives the file: [LINE] Ann.txt    [LINE]與Ann的聊天.txt
_FILE_NAME = re.compile(r"\[LINE\] ?(?:[與与](.+?)的聊天|(.+?))(?: ?\(\d+\))?\.txt", re.IGNORECASE)
_TIME = (
    r"((?:上午|下午|午前|午後|凌晨|早上|中午|晚上|오전|오후) ?\d{1,2}:\d\d"
    r"|\d{1,2}:\d\d(?: ?[AaPp][Mm])?)"
)
_TABS = re.compile(_TIME + r"\t([^\t\n]*)(?:\t(.*))?", re.DOTALL)
# Four spaces stand for a tab where a file went through an editor.
_WIDE = re.compile(_TIME + r" {4}(\S.{0,200}?) {4}(\S.*)", re.DOTALL)
_SPACES = re.compile(_TIME + r" (\S.*)", re.DOTALL)
_WEEKDAYS = {
    name: number
    for names in (
        ("mon", "tue", "wed", "thu", "fri", "sat", "sun"), "月火水木金土日",
        ("จ", "อ", "พ", "พฤ", "ศ", "ส", "อา"),
    )
    for number, name in enumerate(names)
}  # fmt: skip
_ERAS = {"R": 2018, "H": 1988}
"""What is added to a year of a Japanese emperor: Reiwa, Heisei."""

BUDDHIST = 543
"""So many years are between the years of Thailand and ours."""

_FIRST_BUDDHIST = 2400
_ORDERS = ("day-month-year", "month-day-year")
_MEDIA = {
    "[photo]": "media-omitted", "[photos]": "media-omitted", "[video]": "media-omitted",
    "[voice message]": "voice-message", "[file]": "media-omitted", "[sticker]": "sticker",
    "[写真]": "media-omitted", "[動画]": "media-omitted", "[ボイスメッセージ]": "voice-message",
    "[ファイル]": "media-omitted", "[スタンプ]": "sticker", "[アルバム]": "media-omitted",
    "[照片]": "media-omitted", "[圖片]": "media-omitted", "[影片]": "media-omitted",
    "[視頻]": "media-omitted", "[语音讯息]": "voice-message", "[語音訊息]": "voice-message",
    "[貼圖]": "sticker", "[表情贴图]": "sticker", "[檔案]": "media-omitted",
    "[รูป]": "media-omitted", "[ภาพ]": "media-omitted", "[วิดีโอ]": "media-omitted",
    "[สติกเกอร์]": "sticker", "[contact]": "contact", "[location]": "location",
    "[連絡先]": "contact", "[位置情報]": "location", "[位置]": "location",
    "[视频]": "media-omitted", "[文件]": "media-omitted", "[语音信息]": "voice-message",
    "[贴图]": "sticker",
}  # fmt: skip
# [null] Name of the place https://maps.google.com/maps?q=…
_PLACE = re.compile(r"\[null\] .{0,400}https?://maps\.google\.com/\S+", re.DOTALL)
# What stands in the place of words that somebody took back: nobody writes it so.
_UNSENT_BY = "message unsent."
# ☎ Call time 1:23    ☎ 通話時間 0:35    ☎ Missed call    ☎ 不在着信
_CALL = re.compile(r"☎\ufe0f? ?(.*)", re.DOTALL)
_LENGTH = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d\d)$")
_MISSED = re.compile(
    r"missed|no answer|cancel|不在|キャンセル|応答(?:なし|がありません)|未接|無回應|無人接聽"
    r"|已取消|取消",
    re.IGNORECASE,
)
_UNSENT = re.compile(
    r"\bunsent a message|送信を取り消しました|已收回訊息|收回了訊息|撤回了|ยกเลิกข้อความ",
    re.IGNORECASE,
)
_GROUP = re.compile(
    r"joined|left the|invited|removed|changed the group|グループに参加|退出しました|招待しました"
    r"|退会|加入|退出|退群|離開群組|邀請"
    r"|เข้าร่วม|ออกจาก|เข้ากลุ่ม",
    re.IGNORECASE,
)
MOST_WORDS, MOST_NAMES = 8, 10_000
"""Of a name, and of different beginnings that are counted."""

FEWEST_TO_TELL = 3
"""So many lines must begin alike before that is taken for somebody's name."""


def recognises(head: bytes, name: str) -> Confidence:
    """Tell whether a file is a chat exported by LINE.

    Args:
        head: the first bytes of the file.
        name: asked where the first line is a day, as a computer begins a file.
    """
    lines = head.decode(errors="replace").lstrip("\ufeff\r\n").split("\n")
    texts = [line.rstrip("\r") for line in lines]
    if _HEADER.match(texts[0]):
        texts = texts[1:]
    elif not (_is_headed(texts) or (_YEAR_FIRST.fullmatch(texts[0]) and _FILE_NAME.match(name))):
        return Confidence.NO
    has_day = any(_YEAR_FIRST.fullmatch(each) or _YEAR_LAST.fullmatch(each) for each in texts)
    has_entry = any(form.fullmatch(each) for each in texts for form in (_TABS, _WIDE, _SPACES))
    return Confidence.YES if has_day and has_entry else Confidence.NO


def _is_headed(texts: list[str]) -> bool:
    """Tell whether the first lines are LINE's without its sign."""
    is_saved = len(texts) > 1 and _SAVED.fullmatch(texts[1]) is not None
    return is_saved and any(form.fullmatch(texts[0]) for form in _TITLES)


def read(source: Source, answers: Mapping[str, str]) -> Iterator[Found]:
    """Divide an export into messages, calls, events and leftovers.

    Args:
        source: the export, in UTF-8.
        answers: `date-order`, where neither weekdays nor other days tell which number is the day.

    Yields:
        First the question that is open, then messages in file order; the spans cover every byte.

    Raises:
        NotThisFormatError: it has not LINE's first line or name, a day and an entry.
    """
    if recognises(source.read(0, HEAD_BYTES), source.name) is Confidence.NO:
        raise NotThisFormatError
    title = find_title(source)
    lines = _Lines(source, title)
    order = answers.get("date-order", "")
    if lines.example and len(lines.orders) > 1:
        if order in lines.orders:
            lines.orders = {order}
        else:
            choices = tuple(each for each in _ORDERS if each in lines.orders)
            yield Question(id="date-order", text=lines.example, choices=choices)
    yield from read_days(source, lines.parse, classify, title, has_quotes=True)


def find_title(source: Source) -> str:
    """Give the chat's name from the first line; the line itself where its words are not known.

    A file that begins with a day is named by its file name.

    Args:
        source: the export.
    """
    first = source.read(0, 2048).decode(errors="replace").lstrip("\ufeff\r\n").split("\n", 1)[0]
    first = first.rstrip("\r")
    if _YEAR_FIRST.fullmatch(first):
        named = _FILE_NAME.match(source.name)
        return (named[1] or named[2]).strip() if named else ""
    found = _HEADER.match(first)
    said = (found[1] if found else first).strip()
    named = next((match for form in _TITLES if (match := form.fullmatch(said))), None)
    return named[1].strip() if named else said


class _Lines:
    """Tells what a line is; has looked at all of them before."""

    def __init__(self, source: Source, title: str) -> None:
        self._title = title
        self.orders = set(_ORDERS)
        self.example = ""
        self._owner = ""
        begins: Counter[str] = Counter()
        alike: dict[str, list[str]] = {}
        for _, line in raw_lines(source):
            text = text_of_line(line)
            self._note_day(text)
            found = None if "\t" in text or _WIDE.fullmatch(text) else _SPACES.fullmatch(text)
            if found is None or (title and found[2].startswith(f"{title} ")):
                continue
            words = found[2].split(" ")[:MOST_WORDS]
            if words[0] in alike or len(alike) < MOST_NAMES:
                begins[words[0]] += 1
                alike[words[0]] = _alike(alike.get(words[0], words[:-1]), words[:-1])
        for first, count in begins.most_common(1):
            # In a chat of two, what does not begin with the one name begins with the other.
            if count >= FEWEST_TO_TELL and count * 2 > begins.total():
                self._owner = " ".join(alike[first])

    def _note_day(self, text: str) -> None:
        """Rule out the order under which a day is none, or falls on another weekday."""
        found = _YEAR_LAST.fullmatch(text)
        if found is None:
            return
        self.example = self.example or text
        possible = {order for order in _ORDERS if _day_under(order, found) is not None}
        self.orders &= possible or self.orders

    def parse(self, text: str) -> Day | Start | None:
        """Tell what a line is."""
        return self._day(text) or self._entry(text)

    def _day(self, text: str) -> Day | None:
        """Give the day that a line names."""
        day = _YEAR_FIRST.fullmatch(text)
        if day is not None:
            return _day(text, (_year(day[1]), int(day[2]), int(day[3])))
        last = _YEAR_LAST.fullmatch(text)
        if last is not None:
            days = {_day_under(order, last) for order in self.orders} - {None}
            if len(days) == 1:
                return Day(text, str(days.pop()))
            return Day(text, None, "date-open" if days else "date-impossible")
        return None

    def _entry(self, text: str) -> Start | None:
        """Give the time and the sender with which a line begins an entry."""
        tabbed = _TABS.fullmatch(text)
        if tabbed is not None:
            if tabbed[3] is None or not tabbed[2]:
                return Start(tabbed[1], None, tabbed[3] or tabbed[2])
            return Start(tabbed[1], tabbed[2], tabbed[3])
        wide = _WIDE.fullmatch(text)
        if wide is not None:
            return Start(wide[1], wide[2], wide[3])
        spaced = _SPACES.fullmatch(text)
        return self._spaced(spaced[1], spaced[2]) if spaced else None

    def _spaced(self, clock: str, rest: str) -> Start:
        """Divide a line that has only spaces: by the chat's name, or what the others begin with.

        Where neither tells, nobody is named and the words stay whole.
        """
        for name in (self._title, self._owner):
            if name and rest.startswith(f"{name} "):
                return Start(clock, name, rest[len(name) + 1 :])
        return Start(clock, "", rest)


def _alike(one: list[str], other: list[str]) -> list[str]:
    """Give the words with which two lines begin alike."""
    count = next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
    return one[:count]


def _year(written: str) -> int:
    """Give a year as we count it."""
    if not written.isdecimal():
        return _ERAS[written[0]] + int(written[1:])
    year = int(written)
    return year - BUDDHIST if year >= _FIRST_BUDDHIST else year


def _day(text: str, numbers: tuple[int, int, int]) -> Day:
    """Give a day of three numbers, year first."""
    try:
        return Day(text, date(*numbers).isoformat())
    except ValueError:
        return Day(text, None, "date-impossible")


def _day_under(order: str, found: re.Match[str]) -> date | None:
    """Give the day of a line under an order, None when there is none or its weekday is another."""
    one, two, year = int(found[2]), int(found[3]), _year(found[4])
    if found[4] != str(year) and order != _ORDERS[0]:
        # Thailand writes the day first.
        return None
    day, month = (one, two) if order == _ORDERS[0] else (two, one)
    try:
        stated = date(year, month, day)
    except ValueError:
        return None
    weekday = _WEEKDAYS.get(found[1].casefold()[:3])
    return stated if weekday in {None, stated.weekday()} else None


def classify(text: str, sender: str | None) -> Body:
    """Tell what the words of an entry are.

    Args:
        text: with its line breaks.
        sender: None when the app speaks; empty when it cannot be told who does.
    """
    call = _CALL.fullmatch(text)
    if call is not None and "\n" not in text:
        length = _LENGTH.search(call[1].strip())
        seconds = None
        if length is not None:
            seconds = int(length[1] or 0) * 3600 + int(length[2]) * 60 + int(length[3])
        missed = ("missed",) if _MISSED.search(call[1]) else ()
        return Body(MessageKind.CALL.value, missed, seconds)
    media = _MEDIA.get(text.strip().casefold()) or _MEDIA.get(text.strip())
    if media is not None or _PLACE.fullmatch(text):
        return Body(marks=(media or "location",))
    if text.strip().casefold() == _UNSENT_BY or (not sender and _UNSENT.search(text)):
        return Body(MessageKind.EVENT.value, ("deleted",))
    if not sender and _GROUP.search(text):
        return Body(MessageKind.EVENT.value, ("group-changed",))
    if sender is None:
        return Body(MessageKind.EVENT.value, ("app-wording",))
    return Body(marks=() if text.strip() else ("no-text",))
