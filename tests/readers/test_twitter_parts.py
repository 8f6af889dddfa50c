"""Pieces of the reader for X's archive: times of posts, and the oldest layouts."""

from __future__ import annotations

import json

import pytest

from holdfast.readers.reader import OWNER
from holdfast.readers.twitter_others import parse_stamp
from tests.readers.samples import BytesSource, messages_of, read_all

STAMPS = {
    "Sun Mar 21 12:53:22 +0000 2021": "2021-03-21T12:53:22+00:00",
    "2021-03-21 12:53:22 +0100": "2021-03-21T12:53:22+01:00",
    "2021-03-21T12:53:22.000Z": "2021-03-21T12:53:22+00:00",
    "Sun Smr 21 12:53:22 +0000 2021": None,
    "Sun Feb 31 12:53:22 +0000 2021": None,
    "": None,
}


@pytest.mark.parametrize("written", STAMPS)
def test_the_time_of_a_post_is_read_as_written(written: str) -> None:
    moment = parse_stamp(written)

    assert moment.iso == STAMPS[written]
    assert moment.as_written == written


def test_posts_of_the_oldest_archives_are_read() -> None:
    content = (
        b"Grailbird.data.tweets_2013_01 =\n"
        b' [ {"created_at":"2013-01-05 10:00:00 +0000","id_str":"1","text":"old"} ]'
    )

    (post,) = messages_of(read_all(BytesSource(content, "2013_01.js"), "twitter"))

    assert (post.kind, post.sender, post.text) == ("post", OWNER, "old")
    assert post.happened.iso == "2013-01-05T10:00:00+00:00"


def test_a_list_that_says_nothing_of_anybody_is_left_over() -> None:
    content = b'\xef\xbb\xbfwindow.YTD.like.part0 = [ {"like":{"tweetId":"1"}}, {} ]'

    found = read_all(BytesSource(content, "like.js"), "twitter")

    assert [getattr(each, "why", "") for each in found] == ["about-the-export"]


def test_a_list_that_is_cut_is_left_over() -> None:
    content = (
        b'window.YTD.deleted_tweets.part0 = [ {"tweet":{"full_text":"x","deleted_at":"y"}}, {"tw'
    )

    _, post, cut = read_all(BytesSource(content, "deleted-tweets.js"), "twitter")

    assert messages_of([post])[0].marks == ("deleted",)
    assert messages_of([post])[0].details == (("deleted-at", "y"),)
    assert getattr(cut, "why", "") == "not-understood"


def test_a_video_is_named_as_it_lies_in_the_archive() -> None:
    versions = [
        {"content_type": "application/x-mpegURL", "url": "https://v.example/a.m3u8"},
        {"bitrate": "2176000", "content_type": "video/mp4", "url": "https://v.example/big.mp4?t=1"},
        {"bitrate": "832000", "content_type": "video/mp4", "url": "https://v.example/small.mp4"},
    ]
    media = [{"media_url_https": "https://p.example/t.jpg", "video_info": {"variants": versions}}]
    tweet = {"id_str": "7", "full_text": "x", "extended_entities": {"media": media}}
    content = f"window.YTD.tweets.part0 = {json.dumps([{'tweet': tweet}])}".encode()

    (post,) = messages_of(read_all(BytesSource(content, "tweets.js"), "twitter"))

    assert post.attachments == ("7-big.mp4",)


def test_posts_to_a_circle_are_posts_and_their_headers_are_not() -> None:
    stated = {"created_at": "Sun Mar 21 12:53:22 +0000 2021"}
    circle = json.dumps([{"tweet": {**stated, "id_str": "1", "full_text": "only for you"}}])
    heads = json.dumps([{"tweet": {**stated, "tweet_id": "1", "user_id": "2"}}])

    (post,) = messages_of(
        read_all(
            BytesSource(
                f"window.YTD.twitter_circle_tweet.part0 = {circle}".encode(),
                "twitter-circle-tweet.js",
            ),
            "twitter",
        )
    )
    none = messages_of(
        read_all(BytesSource(f"window.YTD.tweet_headers.part0 = {heads}".encode()), "twitter")
    )

    assert (post.kind, post.text, post.happened.iso) == (
        "post", "only for you", "2021-03-21T12:53:22+00:00",
    )  # fmt: skip
    assert none == []


@pytest.mark.parametrize(
    ("kind", "record"),
    [
        ("screen_name_change", {"screenNameChange": {"accountId": "1", "screenNameChange": {
            "changedAt": "2012-05-06T07:08:09.000Z", "changedFrom": "a", "changedTo": "b"}}}),
        ("email_address_change", {"emailAddressChange": {"accountId": "1", "emailChange": {
            "changedAt": "2012-05-06T07:08:09.000Z", "changedTo": "b@mail.example"}}}),
        ("sso", {"sso": {"ssoId": "1", "createdAt": "2012-05-06T07:08:09.000Z"}}),
    ],
)  # fmt: skip
def test_changes_of_the_account_have_the_time_that_stands_inside(kind: str, record: object) -> None:
    content = f"window.YTD.{kind}.part0 = {json.dumps([record])}".encode()

    (event,) = messages_of(read_all(BytesSource(content), "twitter"))

    assert (event.kind, event.marks) == ("event", ("account-changed",))
    assert event.happened.iso == "2012-05-06T07:08:09+00:00"
