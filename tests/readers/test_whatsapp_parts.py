"""The small tables behind the WhatsApp reader: dates, times, bodies, names of files."""
# ruff: noqa: RUF001  # words of many scripts

from __future__ import annotations

from datetime import date

import pytest

from holdfast.knowledge.wording import words
from holdfast.model.message import Leftover, Message, Question
from holdfast.readers import READERS, whatsapp_lines
from holdfast.readers import whatsapp as reader
from holdfast.readers import whatsapp_notices as notices
from holdfast.readers import whatsapp_phrases as phrases
from holdfast.readers.reader import Confidence
from holdfast.readers.whatsapp_bodies import classify
from holdfast.readers.whatsapp_caps import looks_partial
from holdfast.readers.whatsapp_clock import AFTER_NOON, BEFORE_NOON, CONNECTORS, parse_clock
from holdfast.readers.whatsapp_dates import ORDERS, Dates, day_under, parse_stamp
from holdfast.readers.whatsapp_titles import find_title
from tests.readers.samples import (
    BytesSource,
    assert_every_byte_is_accounted_for,
    messages_of,
    read_all,
)

L = "\u200e"
APP_WORDS = (
    phrases.OMITTED, phrases.OMITTED_ENDINGS, phrases.ATTACHED, phrases.DELETED, phrases.EDITED,
    phrases.POLL, phrases.LOCATION, phrases.LIVE_LOCATION, notices.ENCRYPTION_BEGINNINGS,
    notices.MISSED_CALLS, notices.CALLS, notices.NO_ANSWER, notices.CALL_ENDINGS,
    *(each for _, each in notices.NOTICES),
)  # fmt: skip


@pytest.mark.parametrize(
    ("written", "stated"),
    [
        (", 14:05", "T14:05"), (" 14.05.09", "T14:05:09"), (", 2:05:09\u202fPM", "T14:05:09"),
        (", 12:00 AM", "T00:00"), (", 12:00 pm", "T12:00"), (", 0:05 PM", "T12:05"),
        (", 11:25 a. m.", "T11:25"), (", 3:22_AM", "T03:22"), (", 23:59 PM", "T23:59"),
        (" klo 14.05", "T14:05"), (" 下午2:05:09", "T14:05:09"), (" 凌晨2:05", "T02:05"),
        (" 午後0:05", "T12:05"), (" 오전 12:05", "T00:05"), ("، ٢:٠٥ م", "T14:05"),
        ("، ۲:۰۵ ق.ظ.", "T02:05"), (", 2:05 μ.μ.", "T14:05"), (", 2:05 ÖS", "T14:05"),
        (" de. 9:05", "T09:05"), (", 2:05 अपराह्न", "T14:05"), (", 2:05 zz", ""),
        (", 14:05 zz", "T14:05"), (", 25:00", ""), (", 10:61", ""), ("", ""),
        (", AM 2:05 PM", ""), (", 14:05 ч.", "T14:05"), (" 2:05 ከሰዓት", "T14:05"),
        (" 2:05 pop.", "T14:05"), (" 2.05 ip.", "T14:05"), (" 2.05 ap.", "T02:05"),
        (", 14:05 น.", "T14:05"), (", 2:05 da tarde", "T14:05"), (", 2:05 po\u202fpodne", "T14:05"),
        (", 下晝2:05", "T14:05"), (", 2:05 ч. pm", "T14:05"), (", 2:05 GD", "T14:05"),
    ],
)  # fmt: skip
def test_time_of_day_is_read_or_left_open(written: str, stated: str) -> None:
    assert parse_clock(written).stated == stated


def test_words_for_the_half_of_the_day_are_no_others() -> None:
    assert not set(BEFORE_NOON) & set(AFTER_NOON)
    assert not {*BEFORE_NOON, *AFTER_NOON} & set(CONNECTORS)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (["13/04/25"], {"2025-04-13"}),
        (["04/13/25"], {"2025-04-13"}),
        (["25/04/13"], {"2013-04-25"}),
        (["04/03/25"], {"2025-03-04", "2025-04-03"}),
        (["04/03/2025", "28/03/2025"], {"2025-03-04"}),
        (["2025-03-04"], {"2025-03-04"}),
        (["2025-13-04"], {"2025-04-13"}),
        (["06/2018/13"], {"2018-06-13"}),
        (["13/2018/06"], {"2018-06-13"}),
        (["25. 3. 4."], {"2025-03-04"}),
        (["19. 3. 14."], {"2014-03-19", "2019-03-14"}),
        (["25年3月4日"], {"2025-03-04"}),
        (["31/02/2025"], set()),
        (["04/03/2008"], set()),
        (["1/2/3"], set()),
    ],
)
def test_a_date_means_what_its_file_allows(written: list[str], expected: set[str]) -> None:
    dates = Dates()
    for each in written:
        dates.note(each, bracketed=False)

    days = dates.days(written[0], bracketed=False)

    assert {day.isoformat() for day in days} == expected


def test_an_order_that_goes_back_in_time_is_ruled_out_only_when_the_other_never_does() -> None:
    once, often = Dates(), Dates()
    for each in ("02/01/24", "03/01/24", "02/02/24"):
        once.note(each, bracketed=True)
    for each in ("02/01/24", "03/01/24", "02/02/24", "03/02/24", "02/03/24"):
        often.note(each, bracketed=True)

    assert len(once.ask({})) == 1
    assert often.ask({}) == ()


def test_a_short_year_in_front_is_found_where_the_file_would_jump_back_without_it() -> None:
    dates = Dates()
    for each in ("24/11/13", "24/11/25", "24/12/03", "24/12/20", "25/01/02", "25/01/13"):
        dates.note(each, bracketed=False)

    assert dates.ask({}) == ()
    assert dates.days("24/11/13", bracketed=False) == {date(2024, 11, 13)}


def test_a_short_year_that_may_be_in_front_is_asked_for() -> None:
    dates = Dates()
    for each in ("24/11/13", "24/11/25"):
        dates.note(each, bracketed=False)

    (question,) = dates.ask({})
    assert question.choices == ("day-month-year", "year-month-day")


def test_a_chat_of_two_years_is_not_taken_for_one_of_days() -> None:
    dates = Dates()
    for each in ("13/03/24", "14/03/24", "02/05/25"):
        dates.note(each, bracketed=False)

    assert dates.ask({}) == ()
    assert dates.days("13/03/24", bracketed=False) == {date(2024, 3, 13)}


@pytest.mark.parametrize(
    "heading",
    [
        "13/11/2024, 14:05 น.",
        "13/11/2024, 2:05 GD",
        "2024-11-13, 2:05 د.ن",
        "2024/11/13, 下晝2:05",
        "13.11.2024, 2:05\u202fm.d.",
        "2024/11/13, 2:05 غ.و.",
        "13. 11. 2024., 2:05\u202fpo\u202fpodne",
        "13/11/2024, 2:05 da tarde",
        "13.11.2024, 2.05\u202fip.",
        "13.11.2024 г., 2:05 ч. pm",
    ],
)
def test_a_heading_is_found_whatever_its_half_of_the_day_is_called(heading: str) -> None:
    found = read_all(BytesSource(f"{heading} - Anna: hello\n".encode(), "WhatsApp Chat.txt"))

    (message,) = messages_of(found)
    assert (message.sender, message.happened.stated) == ("Anna", "2024-11-13T14:05")


def test_an_answer_is_taken_only_when_it_is_one_of_the_choices() -> None:
    dates = Dates()
    dates.note("04/03/2025", bracketed=True)

    assert len(dates.ask({"date-order": "year-month-day"})) == 1
    assert dates.ask({"date-order": "month-day-year"}) == ()
    assert [day.month for day in dates.days("04/03/2025", bracketed=True)] == [4]


def test_each_form_that_is_open_has_a_question_of_its_own() -> None:
    dates = Dates()
    for each in ("04/03/2025", "04.03.25"):
        dates.note(each, bracketed=True)

    assert [question.id for question in dates.ask({})] == ["date-order", "date-order-2"]
    assert [question.id for question in dates.ask({"date-order": "day-month-year"})] == [
        "date-order-2"
    ]


def test_dates_that_contradict_each_other_speak_for_themselves() -> None:
    dates = Dates()
    for each in ("28/09/2018", "09/28/2018", "04/03/2018"):
        dates.note(each, bracketed=True)

    assert [day.day for day in dates.days("28/09/2018", bracketed=True)] == [28]
    assert [day.day for day in dates.days("09/28/2018", bracketed=True)] == [28]
    (question,) = dates.ask({})
    assert question.choices == ("day-month-year", "month-day-year")


def test_every_order_puts_each_number_once() -> None:
    assert all(sorted(places) == [0, 1, 2] for places in ORDERS.values())
    assert day_under("day-month-year", (1, 2, 30)) is not None
    assert parse_stamp("1 2 3", bracketed=False).form.separator == ""


def test_a_file_with_countless_dates_does_not_fill_the_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("holdfast.readers.whatsapp_dates.MOST_DATES", 2)
    monkeypatch.setattr(reader, "MOST_REMEMBERED", 2)
    lines = "".join(f"{day}/12/2024, 1{day % 10}:00 - P{day}: <{day}>\n" for day in range(1, 29))

    messages = messages_of(read_all(BytesSource(lines.encode())))

    assert [each.happened.stated for each in messages][-1] == "2024-12-28T18:00"


@pytest.mark.parametrize(
    ("text", "sender", "kind", "marks"),
    [
        ("plain words", "Anna", "message", ()),
        ("Video call", "Anna", "message", ()),
        ("Video call me", "Anna", "message", ()),
        (f"{L}Video call, {L}5 parsec", "Anna", "call", ("app-wording",)),
        (f"{L}Voice call, {L}0:44", "Anna", "call", ()),
        (f"{L}Voice call, {L}1:02:03", "Anna", "call", ()),
        ("Missed voice call at 14:05", None, "call", ("missed",)),
        (f"{L}Missed voice call, {L}Tap to call back", "Anna", "call", ("missed",)),
        ("missed call again from you", "Anna", "message", ()),
        (f"{L}Silenced video call", "Anna", "call", ("missed",)),
        (f"{L}Сообщение удалено", "Anna", "event", ("deleted",)),
        ("bu mesaj silindi", "Anna", "event", ("deleted",)),
        ("这条消息已删除", "Anna", "event", ("deleted",)),
        (f"{L}Det här meddelandet raderades.", "Anna", "event", ("deleted",)),
        (f"{L}Tato zpráva byla smazána.", "Anna", "event", ("deleted",)),
        ("Acest mesaj a fost șters", "Anna", "event", ("deleted",)),
        (f"{L}এই মেসেজটি বাদ দেওয়া হয়েছে।", "Anna", "event", ("deleted",)),
        (f"{L}یہ میسج حذف کر دیا گیا ہے۔", "Anna", "event", ("deleted",)),
        ("Usunąłeś(aś) tę wiadomość", "Anna", "event", ("deleted",)),
        (f"{L}You deleted this message as admin", "Anna", "event", ("deleted",)),
        (f"{L}Správy a hovory sú zabezpečené šifrovaním.", "Anna", "event", ("encryption-notice",)),
        (f"{L}Viestit ja puhelut salataan täysin.", "Anna", "event", ("encryption-notice",)),
        ("Τα μηνύματα και οι κλήσεις σου", "Anna", "message", ("app-wording",)),
        (f"{L}Turvanumerosi muuttui henkilön x", "Anna", "event", ("security-code-changed",)),
        (f"{L}Kod keselamatan anda dengan x", "Anna", "event", ("security-code-changed",)),
        (f"{L}Zmeškaný hovor", "Anna", "call", ("missed",)),
        (f"{L}Cuộc gọi nhỡ", "Anna", "call", ("missed",)),
        (f"{L}Nieodebrane poł. głosowe", "Anna", "call", ("missed",)),
        ("Trucada de veu perduda", None, "call", ("missed",)),
        (f"{L}ei kuvaa", "Anna", "message", ("media-omitted",)),
        ("ei kuvaa", "Anna", "message", ()),
        ("fără audio", "Anna", "message", ()),
        (f"{L}obrázok vynechaný", "Anna", "message", ("media-omitted",)),
        ("<Walang kalakip na media>", "Anna", "message", ("media-omitted",)),
        ("< ஊடகங்கள் நீக்கப்பட்டது >", "Anna", "message", ("media-omitted",)),
        ("helyzet: https://maps.google.com/?q=1.5,2.5", "Anna", "message", ("location",)),
        ("położenie: https://maps.google.com/?q=1,2", "Anna", "message", ("location",)),
        ("live-sijainti jaettu", "Anna", "message", ("live-location",)),
        ("<省略影音内容>", "Anna", "message", ("media-omitted",)),
        ("Anna已離開群組", None, "event", ("group-changed",)),
        (f"{L}video omitted", "Anna", "message", ("media-omitted",)),
        ("Bericht.pdf • 2 Seiten <Anhang: Bericht.pdf>", "Anna", "message", ()),
        ("<3 you", "Anna", "message", ()),
        ("see you (maybe)", "Anna", "message", ()),
        (f"{L}Location: https://maps.google.com/?q=1,2", "Anna", "message", ("location",)),
        ("https://maps.google.com/?q=1,2", "Anna", "message", ("location",)),
        ("https://maps.google.com/search", "Anna", "message", ()),
        ("Live location shared", "Anna", "message", ("live-location",)),
        ("POLL: is this one?", "Anna", "message", ()),
        ("POLL:\nWho?\nOPTION: me (0 votes)", "Anna", "message", ("poll",)),
        (f"{L}KURA:\nNani?\n{L}CHAGUO: mimi", "Anna", "message", ("poll",)),
        (f"{L}EVENT: Tea\n{L}DESCRIPTION: here\n{L}TIME: 4", "Anna", "message", ("planned-event",)),
        ("EVENT: tea\nTIME: 4", "Anna", "message", ()),
        ("Anna created group “Flat”", "Anna", "event", ("group-changed",)),
        ("Anna left me", "Anna", "message", ()),
        ("Anna changed their phone number", "Anna", "event", ("number-changed",)),
        (
            f"{L}You received a view once photo. For added privacy, open it on your phone.",
            "Anna",
            "message",
            ("media-omitted", "view-once"),
        ),
        (f"{L}Voice call, {L}Declined", "Anna", "call", ("rejected",)),
        (f"{L}Silenced voice call, {L}Focus mode on", "Anna", "call", ("missed",)),
        (f"{L}Group voice call, {L}2 joined", "Anna", "call", ()),
        ("Voice call, one day", "Anna", "message", ()),
        ("Missed voice call from Anna", None, "call", ("missed",)),
        ("Missed voice call from Anna again", "Anna", "message", ()),
        (f"{L}Anna started a video call", "Anna", "event", ("call-started",)),
        (f"{L}Anna started a voice chat", "Anna", "event", ("call-started",)),
        (f"{L}~ Bo requested to join", "Flat", "event", ("group-changed",)),
        (f"{L}Anna reset this group's invite link", "Flat", "event", ("group-changed",)),
        (f"{L}Anna updated the message timer.", "Flat", "event", ("disappearing-messages",)),
        (f"see\nthis {L}image omitted", "Anna", "message", ("media-omitted",)),
        (f"see\n{L}this image omitted", "Anna", "message", ("media-omitted",)),
        (f"{L}see\nthe image omitted", "Anna", "message", ("app-wording",)),
        ("see\nimage omitted", "Anna", "message", ()),
        (f"{L}You blocked this contact.", "Anna", "event", ("contact-blocked",)),
        (f"{L}Waiting for this message.", "Anna", "event", ("app-notice",)),
        ("You turned off disappearing messages.", None, "event", ("disappearing-messages",)),
        ("something new", None, "event", ("app-wording",)),
        ("", None, "event", ("app-wording",)),
        (f"{L}", "Anna", "message", ("no-text",)),
        ("..", "Anna", "message", ("no-text",)),
    ],
)
def test_a_body_is_what_it_says(
    text: str, sender: str | None, kind: str, marks: tuple[str, ...]
) -> None:
    body = classify(text, sender)

    assert (body.kind, body.marks) == (kind, marks)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (f"{L}<attached: 1.jpg>", ("1.jpg",)),
        ("<attached: 1.jpg>", ("1.jpg",)),
        ("<zzz: 1.jpg>", ()),
        (f"{L}<附件：1.jpg>", ("1.jpg",)),
        ("1.jpg (liitetiedosto)", ("1.jpg",)),
        ("1.jpg (załączony plik)", ("1.jpg",)),
        ("1.jpg (archivo adjuntado)", ("1.jpg",)),
        (
            "<zzz: 00000012-PHOTO-2025-03-04-14-06-11.jpg>",
            ("00000012-PHOTO-2025-03-04-14-06-11.jpg",),
        ),
        (f"{L}IMG-20250304-WA0003.jpg (zzz)", ("IMG-20250304-WA0003.jpg",)),
        ("PTT-20250304-WA0003.opus (zzz)", ("PTT-20250304-WA0003.opus",)),
        ("my report.pdf (file attached)\nread it", ("my report.pdf",)),
        ("my report.pdf (yesterday)", ()),
    ],
)
def test_names_of_attached_files_are_found(text: str, names: tuple[str, ...]) -> None:
    assert classify(text, "Anna").attachments == names


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("WhatsApp Chat with Anna.txt", "Anna"), ("WhatsApp Chat - Anna.zip", "Anna"),
        ("WhatsApp-Chat mit Jörg B.txt", "Jörg B"), ("Chat de WhatsApp con José.txt", "José"),
        ("Discussion WhatsApp avec Zoé.txt", "Zoé"), ("Czat WhatsApp z: Ola.txt", "Ola"),
        ("Чат WhatsApp с контактом Иван.txt", "Иван"), ("WhatsApp Chat with Anna (1).txt", "Anna"),
        ("_chat.txt", ""), ("notes.txt", ""), ("whatsapp.txt", ""),
        ("WhatsApp_Chat_with_Anna_Bell.txt", "Anna Bell"), ("WhatsApp Chat with A_B.txt", "A_B"),
        ("WhatsApp%20Chat%20with%20Anna%20Bell.txt", "Anna Bell"),
        ("WhatsApp Chat with Anna.txt (1)", "Anna"), ("WhatsApp Chat - Mit Anna.zip", "Mit Anna"),
        ("Conversa do WhatsApp com Ana.txt", "Ana"), ("Chat WhatsApp dengan Ani.txt", "Ani"),
        ("Anna ile WhatsApp Sohbeti.txt", "Anna"), ("AnnaとのWhatsAppチャット.txt", "Anna"),
        ("WhatsApp 与Anna的聊天.txt", "Anna"), ("與Anna的 WhatsApp 對話.txt", "Anna"),
        ("WhatsApp-keskustelu henkilön Aino kanssa.txt", "Aino"),
        ("Biseda me Ana në WhatsApp.txt", "Ana"), ("دردشة.txt", ""),
        ("دردشة واتساب مع Anna.txt", "Anna"), ("שיחת WhatsApp עם Anna.txt", "Anna"),
        ("Chat WhatsApp s uživatelem Eva.txt", "Eva"), ("Anna के साथ WhatsApp चैट.txt", "Anna"),
    ],
)  # fmt: skip
def test_the_chats_name_is_in_the_files(name: str, title: str) -> None:
    assert find_title(name) == title


def test_a_count_near_a_cap_is_suspicious() -> None:
    assert [looks_partial(count) for count in (39_950, 10_000, 40_101, 5)] == [
        True, True, False, False,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("head", "name", "sure"),
    [
        (b"1/2/24, 10:00 - A: x\n", "x", Confidence.YES),
        (b"hello\n" * 100 + b"1/2/24, 10:00 - A: x\n", "x", Confidence.PERHAPS),
        (b"hello\n" * 100 + b"1/2/24, 10:00 - A: x\n", "_chat.txt", Confidence.YES),
        (b"hello\n" * 10 + b"1/2/24, 10:00 - A: x\n", "x", Confidence.YES),
        (b"\0" * 100 + b"\n1/2/24, 10:00 - A: x\n", "_chat.txt", Confidence.NO),
        (b"1/2/24, 10:00 - A: x\0" + b"y" * 100, "x", Confidence.YES),
        (b"", "_chat.txt", Confidence.NO),
        (b"[2024-03-12 14:05:01] INFO: up\n[2024-03-12 14:05:02] ERROR: x\n", "x", Confidence.NO),
        (
            b"[2024-03-12 14:05:01] shop.ERROR: x\n[2024-03-12 14:05:02] shop.INFO: up\n",
            "x",
            Confidence.NO,
        ),
        (b"=" * 62 + b"\nGuild: x\n\n[3/9/2024 4:01 PM] anna\nhi\n", "x.txt", Confidence.NO),
        (b"[2024-03-12, 14:05] Anna: hi\n", "chat.md", Confidence.PERHAPS),
        (
            b"1/2/24, 10:00 - He came again: I hid\n2/2/24, 10:00 - Rang 101\n",
            "x",
            Confidence.PERHAPS,
        ),
        (b"1/2/24, 10:00 - He came again\n", "my diary.txt", Confidence.PERHAPS),
        (b"1/2/24, 10:00 - He came again\n", "WhatsApp.txt", Confidence.YES),
        (b"1/2/24, 10:00 - my mum: x\n2/2/24, 10:00 - my mum: y\n", "x", Confidence.YES),
        (b"[1/2/24, 10:00:05] He came again: x\n", "x", Confidence.YES),
        (b"1/2/24, 10:00 - He came again: <Media omitted>\n", "x", Confidence.YES),
        (b"[2024-03-12, 14:05] Anna: hi\n(- Ben: ok -)\n", "x", Confidence.PERHAPS),
    ],
)
def test_a_chat_is_recognised_by_its_headings(head: bytes, name: str, sure: Confidence) -> None:
    assert reader.recognises(head, name) is sure


def test_a_line_of_ten_megabytes_is_cut_and_what_is_over_is_left_over() -> None:
    content = (
        b"13/2/24, 10:00 - A: one\n13/2/24, 10:01 - A: "
        + b"x" * (10 << 20)
        + b"\n13/2/24, 10:02 - A: two\n"
    )
    found = read_all(BytesSource(content))

    assert_every_byte_is_accounted_for(found, len(content))
    leftovers = [each for each in found if isinstance(each, Leftover)]
    assert {each.why for each in leftovers} == {"too-long"}
    assert [len(each.text) > 1_000_000 for each in messages_of(found)] == [False, True, False]


def test_a_long_preamble_without_lines_is_one_leftover() -> None:
    content = b"x" * (3 << 20) + b"\n13/2/24, 10:00 - A: one\n" + b"y\n" * (2 << 20)
    found = read_all(BytesSource(content))

    assert_every_byte_is_accounted_for(found, len(content))
    assert isinstance(found[0], Leftover)
    assert found[0].why == "before-first-entry"


def test_headings_on_the_border_of_two_chunks_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [f"13/2/24, 10:{minute:02} - Anna: {minute}\nmore\n" for minute in range(40)]
    content = "".join(lines).encode()
    whole = read_all(BytesSource(content))

    for chunk_bytes in (7, 31, 64):
        monkeypatch.setattr(whatsapp_lines, "CHUNK_BYTES", chunk_bytes)
        assert read_all(BytesSource(content)) == whole


def test_a_source_that_ends_before_its_size_is_read_as_far_as_it_goes() -> None:
    source = BytesSource(b"13/2/24, 10:00 - A: one\n")
    source.size = 100

    (message, leftover) = read_all(source)

    assert isinstance(message, Message)
    assert isinstance(leftover, Leftover)
    assert leftover.span == (24, 76, "")


def test_a_time_with_bytes_that_are_no_text_is_read_all_the_same() -> None:
    content = b"[13/2/24, 10:00 \xff] Anna: one\n[13/2/24, 10:00 \xff] Anna: \xff\n"

    messages = messages_of(read_all(BytesSource(content)))

    assert [each.marks for each in messages] == [
        ("clock-word-unknown",), ("clock-word-unknown", "bytes-replaced"),
    ]  # fmt: skip


def test_a_name_ends_where_a_mark_of_the_app_follows_the_colon_at_once() -> None:
    chat = f"[13/04/2023, 22:00:01] Anna:{L}圖片已略去\n[13/04/2023, 22:00:02] Anna: hi\n"

    messages = messages_of(read_all(BytesSource(chat.encode(), "_chat.txt")))

    assert [(each.sender, each.marks) for each in messages] == [
        ("Anna", ("media-omitted",)), ("Anna", ()),
    ]  # fmt: skip


def test_the_same_words_are_a_notice_in_one_mouth_and_none_in_another() -> None:
    words_said = 'Boris created group "X"'
    content = "".join(
        f"13/2/24, 10:00 - {who}: {words_said}\n" for who in ("Anna", "Boris", "Anna")
    )

    messages = messages_of(read_all(BytesSource(content.encode())))

    assert [each.kind for each in messages] == ["message", "event", "message"]


def test_phrases_are_written_as_they_are_compared() -> None:
    for table in APP_WORDS:
        assert [each for each in table if each != each.casefold() or each.endswith(".")] == []
        assert len(set(table)) == len(table)


def test_every_mark_and_reason_has_its_words() -> None:
    said = set(words("marks").keys())
    used = {mark for mark, _ in notices.NOTICES} | {
        "deleted", "missed", "media-omitted", "view-once", "edited", "poll", "location",
        "live-location", "no-text", "app-wording", "bytes-replaced", "date-open",
        "date-impossible", "clock-impossible", "clock-word-unknown", "damaged", "cut-short",
        "moving", "from-file-name", "position-impossible", "zone-odd", "time-of-change",
        "more-pages",
    }  # fmt: skip

    assert said >= used
    assert {"before-first-entry", "too-long", "format-unknown"} <= set(words("leftovers").keys())
    choices = words("questions").table("date-order").table("choices")
    assert set(choices.keys()) == set(ORDERS)
    assert set(words("questions").table("format").table("choices").keys()) == set(READERS)


def test_nothing_prints_a_word() -> None:
    found = read_all(BytesSource(b"secret\n12/9/20, 10:00 - Secret: secret\n"))
    windows = list(whatsapp_lines.find_headings(BytesSource(b"1/2/24, 10:00 - Secret: x\n")))

    assert any(isinstance(each, Question) for each in found)
    assert "secret" not in repr((found, windows)).lower()


@pytest.mark.parametrize(
    ("date", "stated"),
    [
        ("14/3/68", "2025-03-14"), ("68/3/4", "2025-03-04"), ("14.03.67", "2024-03-14"),
        ("14/3/2568", "2025-03-14"), ("14/3/2552", "2009-03-14"), ("14/3/2551", None),
        ("14/3/51", None),
    ],
)  # fmt: skip
def test_a_year_of_thailand_is_one_of_ours(date: str, stated: str | None) -> None:
    chat = f"{date}, 14:05 - Anna: one\n{date}, 14:06 - Boris: two\n"

    found = messages_of(read_all(BytesSource(chat.encode())))

    days = [each.happened.stated and each.happened.stated[:10] for each in found]
    assert days == [stated, stated]


@pytest.mark.parametrize(
    "date", ["4/3/81", "4/3/47", "81/3/4", "04.03.99", "۰۳/۱۲/۱۴", "۱۴۰۳/۱۲/۱۴"]
)
def test_a_year_of_another_calendar_dates_nothing_and_is_marked(date: str) -> None:
    chat = f"{date}, 14:05 - Anna: one\n{date}, 14:06 - Boris: two\n"

    found = read_all(BytesSource(chat.encode()))

    assert [each.happened.stated for each in messages_of(found)] == [None, None]
    assert all("date-impossible" in each.marks for each in messages_of(found))
    assert len(found) == len(messages_of(found))


@pytest.mark.parametrize("before", ["13-06-18", "13-06-18,", "[13-06-18", "13-06-18 21:26", "13"])
def test_marks_that_steer_display_cost_no_more_for_being_many(before: str) -> None:
    # A search that gives them back one by one would take minutes for this many.
    chat = f"[13-06-18 21:25:15] Jan: een\n{before}{L * 40_000}twee\n"

    (message,) = messages_of(read_all(BytesSource(chat.encode(), "_chat.txt")))

    assert message.text.startswith(f"een\n{before}")
    assert message.text.endswith("twee")
