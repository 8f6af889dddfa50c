"""What the readers of exports share: bytes that are no text, odd pages."""

from __future__ import annotations

import pytest

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Leftover, Message
from holdfast.model.span import Span
from holdfast.readers.html_leaves import Leaves
from holdfast.readers.moments import Unit, from_epoch, is_impossible
from holdfast.readers.written_dates import find_written
from tests.readers.samples import BytesSource, messages_of, read_all


@pytest.mark.parametrize(
    ("reader", "content"),
    [
        ("discord", b"AuthorID,Author,Date,Content\n1,x,2024-03-04T10:00:00Z,\xff\n"),
        ("discord-package",
         b"ID,Timestamp,Contents,Attachments\n1214000000000000001,2024-03-04,\xff,\n"),
    ],
)  # fmt: skip
def test_bytes_that_are_no_text_are_marked(reader: str, content: bytes) -> None:
    (message,) = messages_of(read_all(BytesSource(content, "x.csv"), reader))

    assert (message.text, message.marks[-1]) == ("\ufffd", "bytes-replaced")


def test_a_page_of_discord_may_hold_next_to_nothing() -> None:
    page = (
        b'<html><style>.chatlog__x{}</style><div data-message-id="684700000000000000">'
        b'<div class="chatlog__reference" onclick="scrollToMessage(event, \'684700000000000001\')">'
        b"</div></div><div data-message-id=684700000000000002></div>"
    )

    first, second = messages_of(read_all(BytesSource(page), "discord"))

    told = (("reply-to", "684700000000000001"), ("message-id", "684700000000000000"))
    assert (first.details, first.marks) == (told, ("no-text",))
    assert (second.sender, second.details) == (None, (("message-id", "684700000000000002"),))


def test_a_page_of_telegram_may_hold_next_to_nothing() -> None:
    page = (
        b'<html><div class="message default"><div class="date details">10:00</div></div>'
        b'<div class="message default" id="message2"><div class="date details" title="x">1</div>'
        b'<div class="signature details">Dana</div></div>'
        b'<div class="message service" id="message-3">Not a day</div>'
    )

    first, second = messages_of(read_all(BytesSource(page), "telegram"))

    assert (first.happened.as_written, first.sender) == ("10:00", None)
    assert "no-text" in first.marks
    assert ("also-stated", "Dana") in second.details


def test_dates_without_anything_before_them_are_messages_of_nobody() -> None:
    page = (
        b'<div class="_a6-g"><div class="_a72d">Sep 13, 2020, 12:26 PM</div>'
        b'<div class="_a72d">Sep 13, 2020, 12:27 PM</div><p>Anna</p><p>Hello</p>'
        b'<div class="_a72d">Sep 13, 2020, 12:28 PM</div></div>'
    )

    messages = messages_of(read_all(BytesSource(b"<html>" + page, "message_1.html"), "facebook"))

    assert [each.sender for each in messages] == [None, None, "Anna"]


def test_elements_beyond_all_depth_and_never_closed_are_passed_over() -> None:
    leaves = Leaves(b"<div>" * 1_000 + b"words<i>more</i>" + b"</p></div>" * 5 + b"after")

    assert leaves.text(leaves.leaves[0]) == "wordsmore"
    assert "words" not in repr(leaves.leaves)


def test_words_go_on_behind_an_element_that_was_never_opened() -> None:
    page = b"<p>before</tr> and behind</p><tr>"
    leaves = Leaves(page)
    end = page.index(b"<tr>")

    assert leaves.words_between(page.index(b"</tr>"), end) == Span(9, 16)
    assert leaves.words_between(page.index(b"</p>"), end) is None


def test_a_bracket_before_a_sign_begins_no_tag() -> None:
    page = b"<p>before</tr><'and behind></p>"

    assert Leaves(page).words_between(page.index(b"</tr>"), len(page)) is not None


def test_words_go_on_in_a_title_that_never_ends() -> None:
    page = b"<title>Chat</td></tr> and behind"

    assert Leaves(page).words_between(page.index(b"</td>"), len(page)) is not None


@pytest.mark.parametrize("behind", [b"and behind", b"and <b>behind</b>"])
@pytest.mark.parametrize("begin", [b"<!-- ", b"<style>", b"<script>"])
def test_what_never_ends_may_have_swallowed_words(begin: bytes, behind: bytes) -> None:
    page = b"<p>before</p>" + begin + behind

    assert Leaves(page).words_between(len(b"<p>before</p>"), len(page)) is not None
    assert Leaves(page + b"--></style></script>").words_between(13, len(page)) is None


def test_a_truth_is_no_time() -> None:
    assert is_impossible(from_epoch(True, Unit.SECONDS))  # noqa: FBT003  # the value in question


@pytest.mark.parametrize(
    ("reader", "name", "content", "expected"),
    [
        pytest.param(
            "discord-package", "user.json",
            b'{"id": "900000000000000001", "username": "a", "settings": {}, "x": {, "relationships"'
            b': [7, {}, {"type": }]}', ["about-the-export"] * 2 + ["damaged-record"],
            id="an account that is damaged",
        ),
        pytest.param(
            "discord", "x.json",
            b'{"guild": {"id": "0"}, "channel": {}, "messages": '
            b'[{"id": "1", "attachments": [{}]}]}',
            ["about-the-export", ("no-text",)], id="a message without anything",
        ),
        pytest.param(
            "instagram", "messages.json",
            b'[{"participants": ["a"], "conversation": [{"sender": "a", "text": "x"}, '
            b'{"a": }]}, {}]',
            ["about-the-export", (), "damaged-record"], id="old chats that are damaged",
        ),
        pytest.param(
            "instagram", "x.json", b'{"saved_saved_media": [{"timestamp": 1}, []]}',
            [()], id="a list of another kind",
        ),
        pytest.param(
            "facebook", "message_1.json",
            b'{"messages": [{"sender_name": "A", "timestamp_ms": 1, "share": {"link": "y"}}], '
            b'"participants": []}', [()], id="a link without words",
        ),
        pytest.param(
            "telegram", "result.json",
            b'{"chats": {"list": [{"name": "x", "messages": [7, {"type": "message", "text": '
            b'[{"text": "a", "href": "b"}], "file": "x"}]}]}, "contacts": {"list": [{"a": 1}, '
            b'{"a": }]}, "about": ""}',
            ["about-the-export", "not-understood", (), ("contact",), "damaged-record"],
            id="all chats, with a contact without time",
        ),
    ],
)  # fmt: skip
def test_odd_files_are_read_to_their_end(
    reader: str, name: str, content: bytes, expected: list[object]
) -> None:
    found = read_all(BytesSource(content, name), reader)

    told: list[object] = []
    for each in found:
        assert isinstance(each, Leftover | Message)
        told.append(each.why if isinstance(each, Leftover) else each.marks)
    assert told == expected


def test_a_zone_that_cannot_be_leaves_a_written_date_without_one() -> None:
    found = find_written("Sep 13, 2020, 12:26 PM UTC+99")

    assert found is not None
    assert (found.stated, found.offset_minutes) == ("2020-09-13T12:26", None)


@pytest.mark.parametrize("reader", ["facebook", "instagram"])
def test_another_file_is_refused(reader: str) -> None:
    with pytest.raises(NotThisFormatError):
        read_all(BytesSource(b"{}"), reader)
