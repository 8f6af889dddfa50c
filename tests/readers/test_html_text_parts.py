"""Text of HTML: lines as a browser shows them, and hostile input that ends all the same."""

from __future__ import annotations

from itertools import product

import pytest

from holdfast.readers.html_text import hides_words, text_of_html, title_of_html
from holdfast.readers.html_tokens import TokenKind, attributes_of, tokens

SHOWN = {
    "blocks are lines": ("<div>a</div><div>b</div>", "a\nb"),
    "an empty line is a break in a block": ("<div>a</div><div><br></div><div>b</div>", "a\n\nb"),
    "breaks": ("a<br>b<br/>c", "a\nb\nc"),
    "white space is one space": ("a \n\t b", "a b"),
    "space between inline elements": ("<b>a</b> <i>b</i>", "a b"),
    "entities": ("a &amp; b &#33; &lt;p&gt;", "a & b ! <p>"),
    "an impossible entity": ("&#99999999999999999;", "\ufffd"),
    "scripts and styles": ("a<style>b{}</style><script>'<p>c'</script>d", "ad"),
    "template": ("a<template><template>b</template>c</template>d", "ad"),
    "the inside of an element, written down": (
        "<x-a><template shadowrootmode=open><template>a</template><p>b</template><p>c</p></x-a>d",
        "b\nc\nd",
    ),
    "the same by Chrome of 2020": ('<x-a><template shadowmode="open">b</template></x-a>c', "bc"),
    "a page in a frame": (
        'a<iframe srcdoc="<p>b &amp;amp; <b>c</b></p><p>d</p>"></iframe>e', "a\nb & c\nd\ne",
    ),
    "a page in a frame in a frame": (
        "<iframe srcdoc=\"a<iframe srcdoc='b'></iframe>\"></iframe>", "a\nb",
    ),
    "a frame that is somewhere else": ('a<iframe src="https://x.example">b</iframe>c', "ac"),
    "title": ("<title>a</title>b", "b"),
    "cells": ("<table><tr><td>a<td>b</tr><tr><td>c</table>", "a\tb\nc"),
    "spaces that count": ("<pre> a\n  b</pre>", " a\n  b"),
    "a quotation mark behind no sign of equality": ('<p a"b title="1>2">c', "c"),
    "a smaller sign": ("1 < 2 <3", "1 < 2 <3"),
    "a greater sign in a quote": ('<a title="a>b">c</a>', "c"),
    "a quote without end": ('<a title="a>b', "b"),
    "a tag behind one without end": ('<a </a"= "x>y"', '<a y"'),
    "a quote in plain words": ("<p class=it's>it's</p>", "it's"),
    "comment": ("a<!-- <p>b --><!-->c<!x>d", "acd"),
    "comment without end": ("a<!-- b", "a"),
    "script without end": ("a<script>b", "a"),
    "a script closed by itself": ("a<script src='x'/>b", "ab"),
    "emoji": ("<img alt='\u2764' src='x'><img alt='logo'>", "\u2764"),
    "no words": ("<p></p>", ""),
}  # fmt: skip

HOSTILE = (
    "<!--", "<a ", '<a href="', "<a ='\"", "<script/>", "<title>", "<", "</", "<template>", "&#1",
    "&", "<!", "<a =\"'>", "<pre>", '<p a="x">', "<a x='1' >", "<a =", "<![CDATA[", "<?", "<br>",
    "<a", '<a ="x" ', "='<a =\"", "</a",
)  # fmt: skip
ENDS = ("", ">", '=">"', "'>")
"""What may follow: a sign that ends a tag, or seems to."""


@pytest.mark.parametrize("name", SHOWN)
def test_text_is_what_a_browser_shows(name: str) -> None:
    written, expected = SHOWN[name]

    assert text_of_html(written) == expected
    assert text_of_html(written.encode()) == expected


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("piece", HOSTILE)
def test_tokens_cover_every_byte_of_hostile_html(piece: str, end: str) -> None:
    # A quadratic search would take minutes for this many.
    content = piece.encode() * 100_000 + end.encode()

    at = 0
    for token in tokens(content):
        assert token.start == at < token.end
        at = token.end

    assert at == len(content)


def test_a_fragment_that_is_only_dressed_up_says_what_the_long_way_says() -> None:
    pieces = (
        "<b>", "</b>", '<ss type="sad">', "<e_m t='1'/>", "<a href=x>", '<i t="<">', "<br>", " ",
        "\n ", "&am", "p;", "&lt", "&#10;", "&#32;", "a", "<", "ö",
    )  # fmt: skip
    fragments = ["".join(each) for each in product(pieces, repeat=3)]

    differ = [each for each in fragments if text_of_html(each) != text_of_html(each.encode())]

    assert differ == []


def test_attributes_are_decoded_and_the_first_of_two_counts() -> None:
    content = b"<a HREF='x?a=1&amp;b' href=y checked title=\"it's\" lang=en>"
    (token,) = tokens(content)

    assert token.kind is TokenKind.OPEN
    assert attributes_of(content, token) == {
        "href": "x?a=1&b", "checked": "", "title": "it's", "lang": "en",
    }  # fmt: skip


def test_bytes_are_decoded_as_told() -> None:
    assert text_of_html("<p>caf\u00e9".encode("cp1252"), "cp1252") == "caf\u00e9"


def test_a_title_is_one_line() -> None:
    assert title_of_html(b"<head><TITLE>\n a &amp;\n b</title>") == "a & b"
    assert title_of_html(b"<p>no title") == ""


DRESSED = {
    "an entity that a tag cuts names nothing": ("&am<b>p;</b> x", "&amp; x"),
    "an entity before a tag": ("a &amp;<b> b</b> ", "a & b"),
    "white space that an entity names stays in front": ("&#32; a", "  a"),
    "nothing but space": (" <b> </b>&#10;", ""),
    "half a character": ("<i>a\ud800</i>", "a?"),
}


@pytest.mark.parametrize(("content", "words"), DRESSED.values(), ids=DRESSED)
def test_tags_that_only_dress_words_up_are_taken_off(content: str, words: str) -> None:
    assert text_of_html(content) == words


@pytest.mark.parametrize("piece", ["<!--", "<![CDATA[", "<a ", "</"])
def test_whether_words_stand_outside_of_tags_takes_no_longer_for_tags_without_end(
    piece: str,
) -> None:
    # A quadratic search would take minutes for this many.
    content = piece.encode() * 200_000

    assert hides_words(content)
    assert not hides_words(b"<p>" + content + b">")
