"""Pieces of the readers of Meta's exports: texts, names of chats, written dates, whose file."""

from __future__ import annotations

import json

import pytest

from holdfast.model.message import Leftover
from holdfast.readers.json_ends import object_at_end
from holdfast.readers.json_values import facts_of, object_of, text_of, whole_number
from holdfast.readers.meta_activity import kind_of_list
from holdfast.readers.meta_marks import Kind, find_kind
from holdfast.readers.meta_text import meta_moment, repair
from holdfast.readers.meta_threads import name_of_thread
from holdfast.readers.written_dates import find_written
from tests.readers.samples import BytesSource, messages_of, read_all

SHARED = (
    b'{"participants": [], "messages": [{"sender_name": "A", "timestamp_ms": 1, '
    b'"share": {"link": "https://www.instagram.com/x"}%s}]}'
)


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("plain", "plain"), ("caf\u00c3\u00a9", "café"), ("café", "café"), ("Ã", "Ã"),
        ("\u00f0\u009f\u0091\u008d", "👍"), ("😀", "😀"), ("", ""),
    ],
)  # fmt: skip
def test_a_text_is_put_right_once(written: str, typed: str) -> None:
    assert repair(written) == typed


@pytest.mark.parametrize(
    ("about", "name"),
    [
        ({"title": "A", "thread_path": "inbox/a"}, "A"),
        ({"threadName": "B"}, "B"),
        ({"title": "", "participants": [{"name": "A"}, "B", {"name": None}]}, "A, B"),
        ({"participants": "x", "thread_path": "inbox/a"}, "inbox/a"),
        ({}, ""),
    ],
)
def test_a_chat_is_named_by_what_there_is(about: dict[str, object], name: str) -> None:
    assert name_of_thread(about) == name


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("Sep 13, 2020, 12:26 PM", "2020-09-13T12:26"),
        ("Sep 13, 2020, 12:26\u202fAM", "2020-09-13T00:26"),
        ("Wednesday, October 19, 2019 at 2:37 pm", "2019-10-19T14:37"),
        ("Tuesday, March 4, 2014 at 10:00am UTC", "2014-03-04T10:00+00:00"),
        ("Tuesday, March 4, 2014 at 10:00am UTC-08:00", "2014-03-04T10:00-08:00"),
        ("19 Oct 2019, 14:37:05", "2019-10-19T14:37:05"),
        ("19. März 2019 um 14:37", "2019-03-19T14:37"),
        ("13 juil. 2020 à 12:26", "2020-07-13T12:26"),
        ("13 de set. de 2020 12:26", "2020-09-13T12:26"),
        ("2019-10-19 14:37:01", "2019-10-19T14:37:01"),
        ("13 сент. 2020 \u0433., 12:26", "2020-09-13T12:26"),
        ("13 Eyl 2020 12:26", "2020-09-13T12:26"),
        ("2020年9月13日 午後2:37", "2020-09-13T14:37"),
        ("2020년 9월 13일 (일) 오후 2:37", "2020-09-13T14:37"),
        ("2020. 9. 13. 오후 2:37", "2020-09-13T14:37"),
        ("13/09/2020 12:26", "2020-09-13T12:26"),
        ("09/09/20, 12:26", "2020-09-09T12:26"),
        ("06-Jan-23 02:03 PM", "2023-01-06T14:03"),
        ("03/04/2020 12:26", None),
        ("31 Feb 2020 12:26", None),
    ],
)
def test_written_dates_are_read(written: str, iso: str | None) -> None:
    found = find_written(written)

    assert found is not None
    assert (found.iso, found.as_written) == (iso, written)


@pytest.mark.parametrize(
    "words", ["", "hello", "at 12:26", "Sep 13, 2020", "We met on Sep 13, 2020, 12:26 PM",
              "Foo 13, 2020, 12:26 PM", "Sep 13, 2020, 12:26 PM " + "x" * 60, "1.2.3.4:5"]
)  # fmt: skip
def test_other_words_are_no_date(words: str) -> None:
    assert find_written(words) is None


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b'{"participants": [], "messages": [], "thread_path": "x"}', Kind.FACEBOOK),
        (b'{"participants": [], "messages": []}', Kind.NEITHER),
        (b'{"messages": [{"sender_name": "A", "timestamp_ms": 1}]}', Kind.INSTAGRAM),
        (SHARED % b"", Kind.INSTAGRAM),
        (SHARED % b', "type": "Share"', Kind.FACEBOOK),
        (b'{"participants": [{"name": "' + b"x" * 40_000, Kind.FACEBOOK),
        (b'{"participants": [{"name": "x"}]}', Kind.NEITHER),
        (b'{"comments": [{"timestamp": 1700000000}]}', Kind.FACEBOOK),
        (b'{"comments": [{"by": "A"}]}', Kind.NEITHER),
        (b"<html><style>._a6-g{margin:0}</style>", Kind.FACEBOOK),
        (b'<html><style>._a6-g{margin:0}</style><img src="Instagram-Logo.png">', Kind.INSTAGRAM),
        (b'{"friends_v2": []}', Kind.FACEBOOK),
        (b'{"relationships_following": []}', Kind.INSTAGRAM),
        (b'{"name": "x"}', Kind.NEITHER),
        (b'[{"label_values": [{"label": "URL", "value": "https://www.instagram.com/x"}]}]',
         Kind.INSTAGRAM),
        (b'[{"label_values": []}]', Kind.FACEBOOK),
        (b'[{"media": [{"uri": "a", "creation_timestamp": 1}]}]', Kind.INSTAGRAM),
        (b'[{"a": 1}]', Kind.NEITHER),
        (b"[]", Kind.NEITHER),
        (b"<html><body></body></html>", Kind.NEITHER),
    ],
)  # fmt: skip
def test_whose_file_it_is_shows_inside(content: bytes, kind: Kind) -> None:
    assert find_kind(content, "x.json")[0] is kind


def test_a_title_after_many_messages_is_found_without_reading_them() -> None:
    messages = [{"sender_name": "A", "timestamp_ms": 1, "content": '"title": "no"'}] * 2_000
    content = json.dumps({"participants": [], "messages": messages, "title": "Yes"}).encode()

    assert object_at_end(BytesSource(content)) == {"title": "Yes"}
    assert object_at_end(BytesSource(content[:-1])) == {}


def test_seconds_and_milliseconds_are_told_apart_by_their_size() -> None:
    assert meta_moment(1_600_000_000).stated == meta_moment("1600000000000").stated
    assert meta_moment(None).as_written == ""
    assert meta_moment(-5).stated is None


def test_values_are_taken_without_trusting_their_shape() -> None:
    assert [text_of(each) for each in ("a", 1, 1.5, True, False, None, [1])] == [
        "a", "1", "1.5", "true", "false", "", "",
    ]  # fmt: skip
    assert [whole_number(each) for each in (1, "2", 3.0, -1, True, "x", 1e300, 1 << 63)] == [
        1, 2, 3, None, None, None, None, None,
    ]  # fmt: skip
    assert object_of([]) == {}
    assert list(facts_of({"a": [{"b": 1}, "x"], "c": None, "d": False})) == [("b", "1"), ("a", "x")]


def test_a_page_without_dates_is_left_over() -> None:
    page = b'<html><body><div class="_a6-g"><p>Only words</p></div></body></html>'

    (leftover,) = read_all(BytesSource(page, "message_1.html"), "facebook")

    assert isinstance(leftover, Leftover)
    assert page[leftover.span.start : leftover.span.end] == b"Only words"


def test_a_page_of_another_kind_becomes_events() -> None:
    page = (
        b'<html><title>Where you are logged in</title><div class="_a6-g"><h2>Leeds</h2>'
        b'<div class="_a72d">Sep 13, 2020, 12:26 PM</div></div>'
    )

    (event,) = messages_of(read_all(BytesSource(page, "login_history.html"), "facebook"))

    assert (event.kind, event.text, event.marks) == ("event", "Leeds", ("log-in",))


def test_an_old_page_is_a_conversation_under_any_name() -> None:
    page = (
        b'<html><head><title>Anna - Messages</title></head><body><div class="contents"><div '
        b'class="thread">Anna, Ben<div class="message"><div class="message_header"><span '
        b'class="user">Ben</span><span class="meta">Thursday, March 3, 2016 at 12:41pm UTC'
        b"</span></div></div><p>hello</p></div></div></body></html>"
    )
    (message,) = messages_of(read_all(BytesSource(page, "017.dat"), "facebook"))

    assert (message.kind, message.sender, message.text) == ("message", "Ben", "hello")


@pytest.mark.parametrize("name", ["message_1.html", "message_1 (1).html", "messages.htm"])
def test_a_page_that_was_fetched_twice_is_still_a_conversation(name: str) -> None:
    page = (
        b'<html><head><title>Ben</title></head><body><div class="_a6-g"><div>Ben</div><div '
        b'class="_a6-p">hello</div><div class="_a72d">Sep 13, 2020, 12:26 PM</div></div>'
        b"</body></html>"
    )

    assert messages_of(read_all(BytesSource(page, name), "facebook"))[0].sender == "Ben"


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Boris called you.<div>Duration: 65 seconds</div>", "call"),
        ("Boris called you.", "message"),
        ("You called me a liar.", "message"),
        ("My mum called you.<div>Duration: 65 seconds</div>", "message"),
        ("You missed a call from Boris.", "call"),
        ("You missed a call from my mum.", "message"),
        ("I missed your call.", "message"),
        ("Boris missed your video chat.", "call"),
        ("You missed an audio call", "call"),
        ("You missed a call", "message"),
        ("Audio call ended", "call"),
        ("Boris unsent a message.", "event"),
        ("He unsent a message.", "message"),
    ],
)
def test_only_the_apps_own_sentences_about_those_who_take_part_are_calls(
    words: str, kind: str
) -> None:
    page = (
        "<html><head><title>Boris Sample</title></head><body>"
        '<div class="_3-95 _a6-g"><div class="_a6-h">Boris Sample</div>'
        f'<div class="_a6-p"><div>{words}</div></div>'
        '<div class="_3-94 _a6-o"><div class="_a72d">Mar 04, 2024 10:00:05 am</div></div></div>'
        "</body></html>"
    )

    found = read_all(BytesSource(page.encode(), "message_1.html"), "facebook")

    assert [each.kind for each in messages_of(found)] == [kind]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("instagram/message_1.html", Kind.INSTAGRAM),
        ("messenger/message_1.html", Kind.FACEBOOK),
        ("message_1.html", Kind.FACEBOOK),
        ("other/message_1.html", Kind.FACEBOOK),
    ],
)
def test_a_page_is_of_the_app_that_its_folder_names(name: str, kind: Kind) -> None:
    page = b'<html><body><div class="_a6-p">made up</div></body></html>'

    assert find_kind(page, name)[0] is kind


def test_words_below_an_empty_place_for_a_name_are_nobodys_name() -> None:
    page = (
        "<html><head><title>Instagram User</title></head><body><main>"
        + "".join(
            f'<div class="pam _a6-g"><h2 class="_a6-h _a6-i">{name}</h2><div class="_a6-p"><div>'
            f'{words}</div></div><div class="_3-94 _a6-o">Apr 25, 2025 10:2{minute} am</div></div>'
            for minute, (name, words) in enumerate(
                [("Ann", "who is this"), ("", "I know where you live"), ("Ann", ""), ("", "")]
            )
        )
        + "</main></body></html>"
    )

    found = messages_of(read_all(BytesSource(page.encode(), "message_1.html"), "facebook"))

    assert [(each.sender, each.text) for each in found] == [
        ("Ann", "who is this"), (None, "I know where you live"), ("Ann", ""), (None, ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "kind", "marks"),
    [
        ("search_history_v2", "event", ()),
        ("your_search_history", "event", ()),
        ("location_history_v2", "event", ("position",)),
        ("account_history_imprecise_last_known_location", "event", ("position",)),
        ("payment_history", "event", ()),
        ("videos_watched", "event", ()),
        ("posts_you're_not_interested_in", "event", ()),
        ("story_views_in_past_7_days", "event", ()),
        ("facebook_reels_usage_information", "event", ()),
        ("your_photos", "post", ()),
        ("ig_stories", "post", ()),
        ("archived_story", "post", ()),
        ("account_history_login_history", "event", ("log-in",)),
    ],
)
def test_what_was_looked_at_is_no_post_and_a_history_no_story(
    name: str, kind: str, marks: tuple[str, ...]
) -> None:
    assert kind_of_list(name) == (kind, marks)


def test_cells_inside_cells_keep_their_labels_and_their_files() -> None:
    record = {
        "timestamp": 1700000007,
        "label_values": [
            {"label": "Message", "value": "Happy birthday"},
            {"label": "Media", "media": [{"uri": "posts/media/1.jpg"}]},
            {"title": "Owner", "dict": [{"title": "", "dict": [
                {"label": "Name", "value": "Bo"}, {"label": "Username", "value": "bo1"},
            ]}]},
            {"label": "Places", "vec": [{"value": "Leeds"}, {"value": "York"}]},
            {"title": "Hashtags", "dict": []},
        ],
    }  # fmt: skip

    (post,) = messages_of(
        read_all(BytesSource(json.dumps([record]).encode(), "other_posts.json"), "facebook")
    )

    assert post.attachments == ("posts/media/1.jpg",)
    assert post.text.split("\n") == [
        "Message: Happy birthday", "uri: posts/media/1.jpg", "Owner, Name: Bo",
        "Owner, Username: bo1", "Places: Leeds", "Places: York",
    ]  # fmt: skip


def test_what_a_video_says_where_it_cannot_be_played_is_nobodys_words() -> None:
    file = "your_instagram_activity/messages/inbox/b_1/videos/1.mp4"
    page = (
        "<html><head><title>Bo</title></head><body><main>"
        '<div class="_a6-g"><h2 class="_a6-h">Bo</h2><div class="_a6-p"><div></div><div>look</div>'
        f'<div><video src="{file}" controls="1"><a target="_blank" href="{file}"><div>Click for '
        'video:</div></a></video></div><ul class="_a6-q"><li><span>:) Ann<span> (Apr 23, 2022 5:32 '
        "pm)</span></span></li><li><span>:( Cy</span></li></ul></div>"
        '<div class="_a6-o">Apr 23, 2022 10:03 am</div></div></main></body></html>'
    )

    (message,) = messages_of(read_all(BytesSource(page.encode(), "message_1.html"), "instagram"))

    assert (message.text, message.attachments) == ("look", (file,))
    assert message.details == (
        ("reaction", ":) Ann (Apr 23, 2022 5:32 pm)"),
        ("reaction", ":( Cy"),
    )


PICTURE: dict[str, object] = {
    "uri": "posts/media/1.jpg", "creation_timestamp": 1400000000, "title": "Mobile uploads",
    "description": "at sea", "comments": [
        {"timestamp": 1500000000, "comment": "ugly caf\u00c3\u00a9", "author": "Bo Sample"},
        {"timestamp": 1500000100, "comment": "stop", "author": "Ann", "group": "Club"},
    ],
}  # fmt: skip
BELOW = (
    ("also-stated", "comment: Bo Sample, 2017-07-14T02:40:00+00:00: ugly café"),
    ("also-stated", "comment: Ann, 2017-07-14T02:41:40+00:00: stop, group: Club"),
)


@pytest.mark.parametrize(
    ("name", "content", "stated"),
    [
        ("your_uncategorized_photos.json", {"other_photos_v2": [PICTURE]}, "2014-05-13"),
        ("0.json", {"name": "Mobile uploads", "photos": [PICTURE]}, "2014-05-13"),
        ("your_posts_1.json", [{
            "timestamp": 1600000000, "title": "Ann added a photo.",
            "attachments": [{"data": [{"media": PICTURE}]}],
        }], "2020-09-13"),
    ],
)  # fmt: skip
def test_what_others_wrote_below_a_picture_is_theirs_with_its_time(
    name: str, content: object, stated: str
) -> None:
    source = BytesSource(json.dumps(content).encode(), name)

    (post,) = messages_of(read_all(source, "facebook"))

    assert (post.kind, post.text, post.sender) == ("post", "at sea", None)
    assert (post.happened.stated or "")[:10] == stated
    assert post.attachments == ("posts/media/1.jpg",)
    assert post.details[-2:] == BELOW
    assert "ugly" not in "".join(told for _, told in post.details[:-2])


def test_what_is_no_list_of_comments_is_kept_as_it_stands() -> None:
    picture = {**PICTURE, "comments": [{"comment": "a"}, "b", {"author": "c"}]}
    source = BytesSource(json.dumps({"other_photos_v2": [picture]}).encode(), "p.json")

    (post,) = messages_of(read_all(source, "facebook"))

    told = [post.text, *(told for _, told in post.details)]
    assert {"a", "comments: b", "author: c"} <= set(told)


def test_posts_without_words_are_known_and_have_their_title() -> None:
    link = {"external_context": {"url": "https://links.example/1"}}
    posts = [
        {"timestamp": 1600000000, "attachments": [{"data": [link]}], "title": "Ann shared a link."}
    ]

    (post,) = messages_of(
        read_all(BytesSource(json.dumps(posts).encode(), "your_posts_1.json"), "facebook")
    )

    assert (post.text, post.details) == (
        "Ann shared a link.",
        (("also-stated", "url: https://links.example/1"),),
    )


def test_a_list_of_other_programs_is_none_of_metas() -> None:
    for content in (
        [{"attachments": [{"data": []}], "time": "noon"}],
        {"name": "holiday", "photos": [{"src": "a.jpg"}]},
    ):
        assert find_kind(json.dumps(content).encode(), "a.json")[0] is Kind.NEITHER
