"""Pieces of the reader of Telegram's exports."""

from __future__ import annotations

import json

import pytest

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Leftover, Message
from holdfast.readers.reader import Confidence
from holdfast.readers.telegram import recognises
from holdfast.readers.telegram_pages import moment_of_title
from tests.readers.samples import BytesSource, messages_of, read_all


@pytest.mark.parametrize(
    ("title", "iso"),
    [
        ("03.04.2024 11:00:01 UTC+01:00", "2024-04-03T11:00:01+01:00"),
        ("03.04.2024 11:00:01 UTC", "2024-04-03T11:00:01+00:00"),
        ("03.04.2024 11:00:01", "2024-04-03T11:00:01"),
        ("03.04.2024 11:00:01 GMT-03:30", "2024-04-03T11:00:01-03:30"),
        ("03.04.2024 11:00:01 GMT", "2024-04-03T11:00:01+00:00"),
        ("03.04.2024 11:00:01 EST", "2024-04-03T11:00:01"),
        ("03.04.2024 11:00:01 Eastern Standard Time", "2024-04-03T11:00:01"),
        ("33.04.2024 11:00:01", None),
        ("yesterday", None),
    ],
)
def test_titles_of_dates_have_the_day_first(title: str, iso: str | None) -> None:
    moment = moment_of_title(title)

    assert (moment.iso, moment.as_written) == (iso, title)


@pytest.mark.parametrize(
    ("content", "confidence"),
    [
        (b'{"name": "A", "type": "personal_chat", "id": 1, "messages": []}', Confidence.YES),
        (b'{"messages": [{"type": "message", "date": "2024-03-04T11:00:00"}]}', Confidence.YES),
        (b'{"about": "Telegram", "personal_information": {"user_id": 1}}', Confidence.YES),
        (b'{"chats": {"list": []}}', Confidence.YES),
        (b'{"chats": {}}', Confidence.NO),
        (b'[{"id": 1, "message.id": 2}]', Confidence.YES),
        (b'<html><div class="message default">', Confidence.YES),
        (b"<html><div>", Confidence.NO),
        (b"[1]", Confidence.NO),
    ],
)
def test_an_export_is_known_by_its_keys(content: bytes, confidence: Confidence) -> None:
    assert recognises(content, "result.json") is confidence


def test_another_file_is_refused() -> None:
    with pytest.raises(NotThisFormatError):
        read_all(BytesSource(b"{}"), "telegram")


def test_a_name_after_the_messages_is_used() -> None:
    chat = {"messages": [{"type": "message", "date": "2024-03-04T11:00:00"}], "name": "Late"}

    (message,) = messages_of(read_all(BytesSource(json.dumps(chat).encode()), "telegram"))

    assert (message.conversation, message.marks) == ("Late", ("no-text",))


def test_a_list_of_posts_keeps_what_is_no_post() -> None:
    posts = b'[{"message.id": 1, "sender_id": 2, "text": "x", "date": "soon"}, 7, {]'

    message, *rest = read_all(BytesSource(posts), "telegram")

    assert messages_of([message])[0].marks == ("clock-impossible",)
    assert [each.why for each in rest if isinstance(each, Leftover)] == [
        "not-understood", "damaged-record",
    ]  # fmt: skip


def said(**record: object) -> Message:
    """Give a record of a chat as it is read."""
    full = {"id": 1, "type": "message", "date": "2026-03-04T17:30:00", "from": "Ann", **record}
    chat = {"name": "Ann", "type": "personal_chat", "id": 7, "messages": [full]}
    (message,) = messages_of(read_all(BytesSource(json.dumps(chat).encode()), "telegram"))
    assert ("message-id", "1") in message.details
    told = (detail for detail in message.details if detail[0] != "message-id")
    return message._replace(details=tuple(told))


def test_two_people_of_one_name_are_told_apart_by_their_numbers() -> None:
    one, other = (said(text="x", from_id=number) for number in ("user1", "user2"))
    notice = said(
        type="service", action="pin_message", actor="Bo", actor_id="user3", **{"from": None}
    )
    gone = said(text="x", from_id="user4", **{"from": None})

    assert one.sender == other.sender == "Ann"
    assert (one.details, other.details) == ((("account-id", "user1"),), (("account-id", "user2"),))
    assert (notice.sender, notice.details) == ("Bo", (("account-id", "user3"),))
    assert (gone.sender, gone.details) == ("user4", ())


def test_chats_with_people_whose_accounts_are_gone_are_not_one_chat() -> None:
    def chat(number: int, kind: str) -> dict[str, object]:
        message = {"id": number, "type": "message", "date": "2026-03-04T17:30:00", "text": "x"}
        return {"name": None, "type": kind, "id": number, "messages": [message]}

    kinds = ("personal_chat", "personal_chat", "saved_messages")
    export = {"chats": {"list": [chat(number, kind) for number, kind in enumerate(kinds, 7)]}}

    messages = messages_of(read_all(BytesSource(json.dumps(export).encode()), "telegram"))

    assert [message.conversation for message in messages] == [
        "personal_chat 7", "personal_chat 8", "saved_messages",
    ]  # fmt: skip


def test_what_was_passed_on_is_never_taken_for_the_senders_own_words() -> None:
    numbered = said(text="x", forwarded_from=None, forwarded_from_id="user9")
    nameless = said(text="x", forwarded_from=None)

    assert numbered.details == (("forwarded-from", "user9"),)
    assert nameless.details == (("forwarded-from", "null"),)
    assert said(text="x").details == ()


def test_a_call_of_a_group_has_its_length() -> None:
    ended = said(type="service", action="group_call", duration=3600)
    begun = said(type="service", action="group_call")
    seen = said(type="service", action="conference_call", is_video=True, duration_seconds=9)

    assert (ended.kind, ended.duration_seconds, ended.marks) == ("call", 3600, ())
    assert (begun.kind, begun.duration_seconds, begun.marks) == ("call", None, ("call-started",))
    assert (seen.duration_seconds, seen.marks) == (9, ("video-call",))


def test_what_can_be_seen_once_or_for_a_while_says_so() -> None:
    once = said(photo="p.jpg", self_destruct_period_seconds=2147483647)
    timed = said(photo="p.jpg", self_destruct_period_seconds=10)

    assert (once.marks, once.details) == (("view-once",), ())
    assert (timed.marks, timed.details) == ((), (("disappears-after", "10 s"),))


def test_what_stands_for_words_is_read() -> None:
    place = said(location_information=None, place_name="Corner Cafe", address="1 High Street")
    bill = said(invoice_information={"title": "Rent", "amount": 100})
    card = said(contact_information={"first_name": "Bo"}, contact_vcard="contacts/contact_1.vcf")

    assert place.text == "place_name: Corner Cafe\naddress: 1 High Street"
    assert (bill.text, bill.marks) == ("title: Rent\namount: 100", ())
    assert card.attachments == ("contacts/contact_1.vcf",)


def test_what_lies_beside_the_chats_is_read() -> None:
    time = {"date": "2026-03-04T17:30:00", "date_unixtime": "1772645400"}
    whole = {
        "about": "Telegram", "personal_information": {"user_id": 1},
        "profile_pictures": [{**time, "photo": "(Photo unavailable, please try again later)"}],
        "stories": [{**time, "media": "stories/s.mp4", "caption": "hi", "pinned": False}],
        "other_data": {"ips": [{"ip": "192.0.2.1", **time}], "help": "x",
                       "drafts": [{"chat": "A", "html": "no"}]},
    }  # fmt: skip

    picture, story, address, draft = messages_of(
        read_all(BytesSource(json.dumps(whole).encode()), "telegram")
    )

    assert (picture.kind, picture.attachments) == ("event", ())
    assert picture.marks == ("account-changed", "media-omitted")
    assert (story.kind, story.text, story.attachments) == ("post", "hi", ("stories/s.mp4",))
    assert (address.marks, address.text) == (("log-in",), "ip: 192.0.2.1")
    assert (draft.conversation, draft.text, draft.marks) == ("A", "no", ("draft",))
    assert {each.happened.iso for each in (picture, story, address)} == {
        "2026-03-04T17:30:00+00:00"
    }


PAGE = """<html><div class="history"><div class="message service" id="message-1"><div class="body
details">4 March 2026</div></div>{}</div></html>"""
ONE = """<div class="message default clearfix" id="message2"><div class="body"><div class="date"
title="04.03.2026 17:30:00 UTC">17:30</div><div class="from_name">Ann</div>{}</div></div>"""


def shown(inside: str) -> Message:
    """Give the last message of a page."""
    return messages_of(read_all(BytesSource(PAGE.format(inside).encode()), "telegram"))[-1]


@pytest.mark.parametrize(
    ("inside", "mark"),
    [
        ('<a class="media block_link media_voice_message" href="v.ogg">x</a>', "voice-message"),
        ('<a class="media clearfix media_location" href="https://x.example/">x</a>', "location"),
        ('<a class="sticker_wrap clearfix" href="s.webp"></a>', "sticker"),
        ('<div class="media_poll"><div class="question bold">Q?</div></div>', "poll"),
        ('<div class="text">class="media media_poll"</div>', ""),
    ],
)
def test_what_was_sent_is_marked_whether_or_not_it_is_there(inside: str, mark: str) -> None:
    assert shown(ONE.format(inside)).marks == ((mark,) if mark else ())


def test_reactions_on_a_page_name_who_gave_them() -> None:
    signs = """<div class="text">hi</div><span class="reactions"><span class="reaction"><span
 class="emoji">:)</span><span class="userpics"><div class="userpic"><div class="initials"
 title="Bo">B</div></div></span></span><span class="reaction"><span class="emoji">!</span><span
 class="count">12</span></span></span>""".replace("\n class", " class")

    assert shown(ONE.format(signs)).details == (("reaction", ":) by Bo"), ("reaction", "! 12"))


@pytest.mark.parametrize(
    ("words", "marks"),
    [
        ("Ann invited Bo", ("group-changed",)),
        ("Ann changed group title to x", ("group-changed",)),
        ("Ann took a screenshot!", ("screenshot-taken",)),
        ("Ann has set messages to auto-delete in 1 day", ("disappearing-messages",)),
        ("Ann joined Telegram", ()),
    ],
)
def test_notices_on_a_page_are_marked(words: str, marks: tuple[str, ...]) -> None:
    notice = f"""<div class="message service" id="message3"><div class="body">{words}</div><a
href="g.jpg"><img src="g_thumb.jpg"></a></div>"""

    assert (shown(notice).marks, shown(notice).attachments) == (marks, ("g.jpg",))


def test_words_and_times_that_are_stated_in_another_place_are_found_there() -> None:
    pieces = [{"type": "plain", "text": "I am "}, {"type": "bold", "text": "outside"}]

    assert said(text_entities=pieces).text == "I am outside"
    assert said(text="", text_entities=pieces).text == "I am outside"
    assert said(text="x", date_unixtime="0").happened.iso == "2026-03-04T17:30:00"
    assert said(text="x", date_unixtime="1772645400").happened.iso == "2026-03-04T17:30:00+00:00"
    assert said(edited="2026-03-05T09:00:00", edited_unixtime="0", text="x").details == (
        ("edited-at", "2026-03-05T09:00:00"),
    )


def test_chats_that_stand_in_a_list_of_their_own_are_read() -> None:
    chat = {"name": "Ann", "type": "personal_chat", "id": 7, "messages": [
        {"id": 1, "type": "message", "date": "2026-03-04T17:30:00", "from": "Ann", "text": "x"},
    ]}  # fmt: skip
    export = json.dumps({"about": "…", "chats": [chat, {**chat, "name": "Bo"}]}).encode()

    messages = messages_of(read_all(BytesSource(export), "telegram"))

    assert [(each.conversation, each.text) for each in messages] == [("Ann", "x"), ("Bo", "x")]


def test_what_a_bot_found_for_somebody_to_send_is_from_that_person() -> None:
    def shown(name: str, more: str = "") -> str:
        return (
            f'<div class="message default clearfix{more}" id="message1"><div class="body">'
            '<div class="pull_right date details" title="04.03.2026 17:30:00 UTC+00:00">17:30</div>'
            f'{name}<div class="text">x</div></div></div>'
        )

    page = "<html>" + shown('<div class="from_name">\nAnn Lee via @gif\n</div>')
    page += shown("", " joined") + shown('<div class="from_name">Ann Lee </div>')

    messages = messages_of(read_all(BytesSource(page.encode(), "messages.html"), "telegram"))

    assert [each.sender for each in messages] == ["Ann Lee"] * 3
    assert [each.details for each in messages] == [
        (("also-stated", "via_bot: @gif"),), (("also-stated", "via_bot: @gif"),), (),
    ]  # fmt: skip


def test_words_passed_on_right_after_others_of_the_same_person_are_not_the_senders_own() -> None:
    def passed_on(name: str) -> str:
        return (
            f'<div class="message default clearfix joined" id="message1"><div class="body">'
            '<div class="pull_right date details" title="04.03.2026 17:30:00">17:30</div>'
            f'<div class="forwarded body">{name}<div class="text">x</div></div></div></div>'
        )

    named = '<div class="from_name">Carl <span class="date details" title="x">x</span></div>'
    for page, first in (
        (passed_on(named) + passed_on(""), ["Carl", "Carl"]),
        (passed_on(""), ["null"]),
    ):
        source = BytesSource(b"<html>" + page.encode(), "messages.html")
        messages = messages_of(read_all(source, "telegram"))
        assert [each.details for each in messages] == [(("forwarded-from", one),) for one in first]
