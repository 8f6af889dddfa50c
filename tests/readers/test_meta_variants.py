"""Variants of Meta's exports: calls in words, who came, times not set, dates in figures."""
# ruff: noqa: RUF001  # words of many scripts

from __future__ import annotations

import json

import pytest

from holdfast.model.message import Leftover, Message, Question
from holdfast.readers import load_reader
from holdfast.readers.meta_threads import name_of_thread
from holdfast.readers.reader import Confidence
from holdfast.readers.written_dates import find_written
from tests.readers.samples import BytesSource, messages_of, read_all


def said(**record: object) -> Message:
    """Give a message of a conversation as it is read."""
    full = {"sender_name": "Ann", "timestamp_ms": 1772645400000, **record}
    thread = {"participants": [{"name": "Ann"}], "messages": [full], "title": "Ann"}
    (message,) = messages_of(read_all(BytesSource(json.dumps(thread).encode()), "facebook"))
    return message


@pytest.mark.parametrize(
    ("content", "kind", "marks"),
    [
        ("Ann started a video chat", "call", ("call-started",)),
        ("You started an audio call", "call", ("call-started",)),
        ("Bo started a video chat", "message", ()),
        ("Video chat ended", "call", ("call-ended",)),
        ("the video chat ended", "message", ()),
        ("Liked a message", "message", ("reaction",)),
        ("Reacted :) to your message ", "message", ("reaction",)),
    ],
)
def test_instagram_says_calls_and_reactions_in_words(
    content: str, kind: str, marks: tuple[str, ...]
) -> None:
    message = said(content=content)

    assert (message.kind, message.marks) == (kind, marks)


def test_who_came_to_a_group_is_an_event_also_without_a_type() -> None:
    assert said(content="Ann added Bo", users=[{"name": "Bo"}]).marks == ("group-changed",)
    assert said(sticker={"uri": "s.png"}).marks == ("sticker",)


def test_a_file_without_a_name_is_missed_and_not_taken_for_nothing() -> None:
    one, other = {"uri": "a.jpg"}, {"creation_timestamp": 1772645400}

    assert said(photos=[other]).marks == ("media-omitted",)
    assert said(photos=[one, other]).attachments == ("a.jpg",)
    assert said(photos=[one, other]).marks == ("media-omitted",)
    assert said(photos=[one]).marks == ()
    assert said(photos=[]).marks == ("no-text",)


@pytest.mark.parametrize(
    ("content", "kind", "mark"),
    [
        ("Ann left the group.", "event", "group-changed"),
        ("Ann named the group Walks.", "event", "group-changed"),
        ("Ann added Bo and 2 others to the group.", "event", "group-changed"),
        ("Ann set your nickname to Bunny.", "event", "app-notice"),
        ("Ann joined the video call.", "event", "app-notice"),
        ("Ann turned on disappearing messages. New ones last a day.", "event",
         "disappearing-messages"),
        ("You are now connected on Messenger", "event", "app-notice"),
        ("Ann sent a location.", "message", "location"),
        ("Ann sent a live location.", "message", "live-location"),
        ("Bo left the group.", "message", ""),
        ("I left the group.", "message", ""),
        ("Ann left the group to me", "message", ""),
        ("Ann sent me a location.", "message", ""),
        ("You are now mine", "message", ""),
    ],
)  # fmt: skip
def test_what_the_app_says_in_somebodys_name_is_not_their_word(
    content: str, kind: str, mark: str
) -> None:
    message = said(content=content, sender_name="Ann Bell")

    assert (message.kind, message.marks) == (kind, (mark,) if mark else ())
    assert (message.sender, message.text) == ("Ann Bell", content)


def test_a_poll_that_is_gone_is_no_word_of_its_sender() -> None:
    gone = said(content="This poll is no longer available.", is_unsent=True)

    assert (gone.kind, gone.marks) == ("event", ("deleted",))
    assert said(content="Which day?", is_unsent=True).marks == ("unsent",)


@pytest.mark.parametrize(
    ("title", "people", "path", "name"),
    [
        (
            "Facebook user",
            ["Facebook user", "Ann"],
            "inbox/facebookuser_3718308",
            "Facebook user (3718308)",
        ),
        (
            "Instagram User",
            ["Instagram User"],
            "inbox/instagramuser_3718309",
            "Instagram User (3718309)",
        ),
        (
            "Usuario de Facebook",
            [],
            "inbox/usuariodefacebook_3718310",
            "Usuario de Facebook (3718310)",
        ),
        ("", ["", "Ann"], "inbox/1085463558", "1085463558, Ann"),
        (
            "",
            ["Facebook user", "Ann"],
            "inbox/facebookuser_3718308",
            "Facebook user (3718308), Ann",
        ),
        ("Bo", ["Bo", "Ann"], "inbox/bo_3718308", "Bo"),
        ("Facebook user", [], "", "Facebook user"),
        ("", [""], "inbox/x", "inbox/x"),
    ],
)
def test_chats_with_people_whose_accounts_are_gone_are_told_apart(
    title: str, people: list[str], path: str, name: str
) -> None:
    about = {"title": title, "participants": [{"name": each} for each in people]}

    assert name_of_thread({**about, "thread_path": path}) == name


def test_a_chat_without_messages_says_nothing_that_is_not_understood() -> None:
    empty = {"participants": ["Ann", "Bo"], "threadName": "Bo_12", "messages": []}

    (left,) = read_all(BytesSource(json.dumps(empty).encode()), "facebook")

    assert isinstance(left, Leftover)
    assert left.why == "about-the-export"


def encrypted(**record: object) -> Message:
    """Give a message of the zip of encrypted chats as it is read."""
    full = {
        "senderName": "Ann",
        "timestamp": 1772645400000,
        "isUnsent": False,
        "media": [],
        **record,
    }
    thread = {"participants": ["Ann", "Bo"], "threadName": "Ann_12", "messages": [full]}
    (message,) = messages_of(read_all(BytesSource(json.dumps(thread).encode()), "facebook"))
    return message


@pytest.mark.parametrize(
    ("record", "kind", "marks"),
    [
        ({"type": "placeholder", "isUnsent": True, "text": "User unsent a message"}, "event",
         ("deleted",)),
        ({"type": "text", "isUnsent": True, "text": "I see you"}, "message", ("unsent",)),
        ({"type": "placeholder", "text": "Not shown here"}, "message", ("app-wording",)),
        ({"type": "text", "text": "I see you"}, "message", ()),
    ],
)  # fmt: skip
def test_words_of_the_app_in_the_place_of_a_message_are_nobodys_own(
    record: dict[str, object], kind: str, marks: tuple[str, ...]
) -> None:
    message = encrypted(**record)

    assert (message.kind, message.marks, message.details) == (kind, marks, ())


def test_words_in_the_place_of_a_file_are_no_file() -> None:
    failed, there = {"uri": "Failed to download media"}, {"uri": "./media/1f.jpeg"}

    lost = encrypted(type="media", text="", media=[failed])
    half = encrypted(type="media", text="", media=[failed, there])

    assert (lost.attachments, lost.marks) == ((), ("media-omitted",))
    assert (half.attachments, half.marks) == (("./media/1f.jpeg",), ("media-omitted",))
    assert lost.details == half.details == (("also-stated", "Failed to download media"),)
    assert encrypted(type="media", text="").marks == ("media-omitted",)
    assert encrypted(type="media", text="", media=[there]).marks == ()


def test_a_time_that_was_never_set_is_not_1970() -> None:
    message = said(content="x", timestamp_ms=0)

    assert (message.happened.stated, message.marks) == (None, ("clock-impossible",))


ONE = """<div class="_a6-g"><h2 class="_a6-h">Ann</h2><div class="_a6-p"><div>hello</div></div><div
class="_a6-o">{}</div></div>"""


def page(*dates: str) -> BytesSource:
    """Give a page with a message for each date."""
    body = "".join(map(ONE.format, dates))
    return BytesSource(
        f"<html><title>Ann</title><body><div>{body}</div></body></html>".encode(), "message_1.html"
    )


def test_a_page_with_dates_in_figures_is_asked_about() -> None:
    source = page("09.03.2026, 12:26", "08.03.2026, 12:26")

    question, *messages = read_all(source, "facebook")
    told = messages_of(read_all(source, "facebook", {"date-order": "day-month-year"}))

    assert isinstance(question, Question)
    assert [each.marks for each in messages_of(messages)] == [("date-open",)] * 2
    assert [each.happened.stated for each in told] == ["2026-03-09T12:26", "2026-03-08T12:26"]


def test_the_newest_first_decides_nothing() -> None:
    # Under one order these days follow each other backwards, under the other they jump.
    source = page("09/03/2026 12:26", "08/03/2026 12:26", "07/03/2026 12:26")

    question, *_ = read_all(source, "instagram")

    assert isinstance(question, Question)


def test_one_plain_day_tells_the_others() -> None:
    source = page("09/03/2026 12:26 PM", "08/13/2026 12:26 PM")

    found = read_all(source, "facebook")

    assert not any(isinstance(each, Question) for each in found)
    assert [each.happened.stated for each in messages_of(found)] == [
        "2026-09-03T12:26", "2026-08-13T12:26",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "13 sep. 2020 12:26 p. m.", "sept. 13, 2020 12:26 p. m.", "13. 9. 2020 12:26",
        "13.09.2020 г., 12:26", "13 בספט׳ 2020, 12:26", "13\u200f/09\u200f/2020, 12:26 م",
        "13 سبتمبر 2020، 12:26 م", "12:26, 13 thg 9, 2020", "13 thg 9, 2020, 12:26",
        "13 Σεπ 2020, 12:26 μ.μ.", "2020. szept. 13. 12:26", "13. syysk. 2020 klo 12.26",
        "12:26 PM, 13 Sep 2020", "13 септ. 2020 г., 12:26",
    ],
)  # fmt: skip
def test_dates_of_many_languages_are_read(text: str) -> None:
    moment = find_written(text)

    assert moment is not None
    assert moment.stated == "2020-09-13T12:26"


@pytest.mark.parametrize("text", ["13 lis 2020. 12:26", "13 ก.ย. 2563 12:26", "12:26, meeting"])
def test_what_could_be_another_month_or_year_is_no_date(text: str) -> None:
    assert find_written(text) is None


@pytest.mark.parametrize(
    ("path", "details"),
    [
        ("message_requests/sam_1", (("folder", "message_requests"),)),
        ("inbox/sam_1", ()),
        ("sam_1", ()),
    ],
)
def test_a_request_of_a_stranger_says_so(path: str, details: tuple[tuple[str, str], ...]) -> None:
    messages = [{"sender_name": "Sam", "timestamp_ms": 1772645400000, "content": "hi"}]
    thread = {"participants": [{"name": "Sam"}], "messages": messages, "thread_path": path}

    (message,) = messages_of(read_all(BytesSource(json.dumps(thread).encode()), "facebook"))

    assert message.details == details


def test_a_reaction_keeps_its_time() -> None:
    reactions = [{"reaction": ":)", "actor": "Bo", "timestamp": 1772645400}]

    assert said(content="x", reactions=reactions).details == (
        ("reaction", ":) by Bo, 2026-03-04T17:30:00+00:00"),
    )


RECORD = """<div class="pam _a6-g"><h2 class="_a6-h">{}</h2><div class="_a6-p"><table>
<tr><td class="_a6_q">IP Address<div><div>{}</div></div></td></tr>
<tr><td class="_a6_q">Date and Time</td><td class="_a6_r">{}</td></tr>
<tr><td class="_a6_q">User Agent<div>Phone</div></td></tr></table></div></div>"""
TIMES = ("2026-03-04T17:30:00+00:00", "Mar 04, 2026 9:30 am")


@pytest.mark.parametrize("addresses", [("192.0.2.1",), ("192.0.2.1", "192.0.2.2")])
def test_a_log_in_in_a_table_is_read_whole(addresses: tuple[str, ...]) -> None:
    body = "".join(RECORD.format(TIMES[0], each, TIMES[1]) for each in addresses)
    html = f"<html><title>Login activity</title><main><h1>Log-ins</h1>{body}</main></html>"
    found = read_all(BytesSource(html.encode(), "instagram/login_activity.html"), "instagram")
    messages = messages_of(found)

    assert [each.happened.iso for each in messages] == [TIMES[0]] * len(addresses)
    for each, address in zip(messages, addresses, strict=True):
        assert f"IP Address\n{address}" in each.text
        assert each.text.endswith(f"{TIMES[1]}\nUser Agent\nPhone")
        assert each.marks == ("log-in",)


def test_a_table_with_a_record_in_each_row_is_read_by_rows() -> None:
    row = "<tr><td>{}</td><td class='d'>Mar 0{}, 2026 9:30 am</td></tr>"
    rows = "".join(row.format(name, day) for day, name in enumerate(("ann", "bo"), 1))
    html = f'<html><body class="_a6-g"><h1>Followers</h1><table>{rows}</table></body></html>'
    messages = messages_of(read_all(BytesSource(html.encode(), "followers.html"), "facebook"))

    assert [each.text for each in messages] == ["ann", "bo"]


@pytest.mark.parametrize(
    ("name", "record", "reader"),
    [
        ("restricted_profiles.json", {"label": "Username", "value": "bo"}, "instagram"),
        ("x.json", {"label": "URL", "value": "https://www.instagram.com/bo"}, "instagram"),
        ("instagram/x.json", {"label": "Nutzername", "value": "bo"}, "instagram"),
        ("x.json", {"label": "Name", "value": "Bo"}, "facebook"),
    ],
)
def test_a_file_of_one_record_is_read(name: str, record: dict[str, str], reader: str) -> None:
    one = {"timestamp": 1772645400, "media": [], "label_values": [record], "fbid": "1"}
    content = json.dumps(one).encode()

    assert load_reader(reader).recognises(content, name) is Confidence.YES
    (message,) = messages_of(read_all(BytesSource(content, name), reader))
    assert message.happened.iso == "2026-03-04T17:30:00+00:00"
    assert f"{record['label']}: {record['value']}" in message.text


POST = """<div class="_a6-g"><h2 class="_a6-h">{}</h2><div class="_a6-p"><div><img src="{}" /></div>
</div><div class="_a6-o">{}</div></div>"""


def test_a_post_without_words_keeps_its_picture() -> None:
    posts = [("hello", "a.jpg", "Mar 04, 2026 9:30 am"), ("", "b.jpg", "Mar 05, 2026 9:30 am")]
    body = "".join(POST.format(*each) for each in posts)
    html = f"<html><title>Posts</title><main>{body}</main></html>"
    messages = messages_of(read_all(BytesSource(html.encode(), "posts_1.html"), "facebook"))

    assert [each.attachments for each in messages] == [("a.jpg",), ("b.jpg",)]
    assert [each.text for each in messages] == ["hello", ""]


LIKE = """<div class="_a6-g"><div class="_a6-h">{}</div><div class="_a6-p"><div><div><a
href="https://example.org/{}">+</a></div><div class="_a6-o">{}</div></div></div></div>"""


def test_a_like_is_no_post_and_says_whose_post_it_was() -> None:
    likes = [("ann", "1", "Mar 04, 2026 9:30 am"), ("bo", "2", "Mar 05, 2026 9:30 am")]
    body = "".join(LIKE.format(*each) for each in likes)
    html = f"<html><title>Liked posts</title><main>{body}</main></html>"
    found = read_all(BytesSource(html.encode(), "liked_posts.html"), "facebook")
    messages = messages_of(found)

    assert [(each.kind, each.marks) for each in messages] == [("event", ("reaction",))] * 2
    assert [each.text.split()[0] for each in messages] == ["ann", "bo"]


@pytest.mark.parametrize(
    ("name", "content", "kind", "marks", "text"),
    [
        ("likes_and_reactions_1.json", [{
            "timestamp": 1603000000, "title": "Ann likes Bo's post.",
            "data": [{"reaction": {"reaction": "LIKE", "actor": "Ann"}}],
        }], "event", ("reaction",), "Ann likes Bo's post.\nreaction: LIKE\nactor: Ann"),
        ("anonymous_posts_you_ve_written.json", {"anonymous_author_posts": [{
            "timestamp": 1603000000, "data": [{"post": "help"}], "title": "Ann posted.",
        }]}, "post", (), "help"),
        ("contact_verifications.json", {"contact_verifications_v2": [{
            "verification_time": 1603000000, "contact": "+447700900001",
        }]}, "event", ("contact",), "contact: +447700900001"),
        ("mobile_devices.json", {"devices_v2": [{"type": "phone", "update_time": 1603000000}]},
         "event", ("log-in",), "type: phone"),
    ],
)  # fmt: skip
def test_lists_nobody_named_are_known_by_what_is_in_them(
    name: str, content: object, kind: str, marks: tuple[str, ...], text: str
) -> None:
    source = BytesSource(json.dumps(content).encode(), name)

    assert load_reader("facebook").recognises(source.content, name) is Confidence.YES
    (found,) = messages_of(read_all(source, "facebook"))
    assert (found.kind, found.marks, found.text) == (kind, marks, text)
    assert found.happened.iso == "2020-10-18T05:46:40+00:00"
