"""The words of a mail: which of its parts are shown, and how they become text.

References: RFC 2046 section 5.1.4, RFC 2183; docs/readers/mail.md.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from holdfast.readers.html_text import text_of_html
from holdfast.readers.mail_uu import SIGN, without_files
from holdfast.readers.mail_words import decode_text, decode_transfer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from holdfast.readers.mail_headers import Bytes
    from holdfast.readers.mail_structure import Leaf

LONGEST_TEXT = 8 << 20
"""Bytes of a mail that are shown as words; a text beyond them is a file."""

AS_IT_STANDS = frozenset({"", "7bit", "8bit", "binary"})
"""Encodings of parts whose bytes stand as they are."""

_SHOWN = frozenset({"text/plain", "text/html", "text/enriched", "text/richtext", "text"})
_PLAIN, _HTML = "text/plain", "text/html"
# <img src="https://…">    background="//…"    url(http://…)    <link href=…>
_REMOTE = re.compile(
    r"""\b(?:src|background|poster|srcset|data)\s{0,20}=\s{0,20}["']?\s{0,20}(?:https?:)?//"""
    r"""|url\(\s{0,20}["']?\s{0,20}(?:https?:)?//"""
    r"""|<link\b[^>]{0,200}?href\s{0,20}=\s{0,20}["']?\s{0,20}(?:https?:)?//""",
    re.IGNORECASE,
)
_ESCAPED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)
# What of a formatted text is none of its words, seen quickly and not exactly.
_TAG = re.compile(r"<[^<>]*+>")
_ASIDE = (("<!--", "-->"), ("<style", "</style"), ("<script", "</script"), ("<title", "</title"))
_WORD = re.compile(r"[^\W_]+")
_FEW = 30
"""So many words are looked for one by one, which is faster than taking a whole text apart."""

_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}[\"']?([A-Za-z0-9_:.-]{1,40})")


class Words(NamedTuple):
    """What is shown of a mail."""

    text: str
    """The words, lines ended by LF."""

    marks: tuple[str, ...]
    """What is in doubt about them."""

    remote: int
    """How many things the formatted version would fetch from elsewhere when it is opened."""

    second: str = ""
    """What the formatted version says, where it has words that the plain one lacks."""


class _Said(NamedTuple):
    """One part as text."""

    text: str
    marks: tuple[str, ...]
    is_plain: bool
    choice: int | None
    remote: int


def sort_out(leaves: list[Leaf], *, is_alone: bool) -> tuple[list[Leaf], list[Leaf]]:
    """Tell the words of a mail from the files that came with it.

    Args:
        leaves: its parts.
        is_alone: whether the mail is nothing but one part.

    Returns:
        What is shown, and the files. In a mail that has words under a file's name only, the first
        of them is both.
    """
    shown: list[Leaf] = []
    files: list[Leaf] = []
    room = LONGEST_TEXT
    for leaf in leaves:
        is_words = _is_shown(leaf, is_alone=is_alone) and leaf.end - leaf.start <= room
        (shown if is_words else files).append(leaf)
        room -= leaf.end - leaf.start if is_words else 0
    if not shown:
        shown = [leaf for leaf in files if _may_be_shown(leaf)][:1]
    return shown, files


def _may_be_shown(leaf: Leaf) -> bool:
    """Tell whether a file is a text that nobody called an attachment."""
    declared = leaf.declared
    is_words = declared.media_type in _SHOWN and declared.disposition != "attachment"
    return is_words and leaf.end - leaf.start <= LONGEST_TEXT


def _is_shown(leaf: Leaf, *, is_alone: bool) -> bool:
    """Tell whether a part is words of the mail, not a file that came with it."""
    declared = leaf.declared
    if declared.disposition == "attachment" or declared.name:
        return False
    return declared.media_type in _SHOWN or (is_alone and declared.media_type.startswith("text/"))


def words_of(source: Bytes, leaves: Iterable[Leaf], *, is_from_mailbox: bool) -> Words:
    """Give the words of a mail.

    Args:
        source: the mail.
        leaves: its parts that are shown, in order.
        is_from_mailbox: whether lines that begin with “>From ” were so changed by a mailbox.

    Returns:
        Of ways of saying the same, the plain one, unless it is empty; the others are marked
        `formatted-too`. Where they say something else, the mark is `two-texts`.
    """
    said = [_say(source, leaf, is_from_mailbox=is_from_mailbox) for leaf in leaves]
    if len(said) == 1:
        return Words(_laid_out(said[0]).rstrip("\n"), said[0].marks, said[0].remote)
    plain = {each.choice for each in said if each.is_plain and each.text.strip()} - {None}
    kept = [each for each in said if each.is_plain or each.choice not in plain]
    marks = dict.fromkeys(mark for each in kept for mark in each.marks)
    second = ""
    if len(kept) < len(said):
        second = _second_text([each for each in said if each.choice in plain])
        marks["two-texts" if second else "formatted-too"] = None
    laid_out = map(_laid_out, kept)
    texts = [text.strip("\n") for text in laid_out if text.strip()]
    remote = sum(each.remote for each in said)
    return Words("\n\n".join(texts), tuple(marks), remote, second)


def _second_text(said: list[_Said]) -> str:
    """Give what formatted versions say when a word of them is in no plain one; most have none.

    Programs show the formatted one, so that is what was read, whatever the plain one says.
    """
    plain = " ".join(each.text for each in said if each.is_plain).casefold()
    formatted = [each for each in said if not each.is_plain]
    if not any(_has_more(_words_seen(each.text), plain) for each in formatted):
        return ""
    text = "\n\n".join(_laid_out(each).strip() for each in formatted)
    return text if _has_more(text.casefold(), plain) else ""


def _has_more(text: str, plain: str) -> bool:
    """Tell whether a text has a word that the plain one lacks; both in small letters."""
    # Most words stand between the same spaces in both; the others are taken apart.
    others = set(_WORD.findall(" ".join(set(text.split()).difference(plain.split()))))
    if len(others) > _FEW:
        return not others.issubset(_WORD.findall(plain))
    return not all(_stands_in(plain, word) for word in others)


def _stands_in(text: str, word: str) -> bool:
    """Tell whether a word stands somewhere in a text, not as a piece of another."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
            return True
        at = text.find(word, at + 1)
    return False


def _words_seen(html: str) -> str:
    """Give what a formatted text says as far as it is seen without taking it apart."""
    text = html.casefold()
    for begin, end in _ASIDE:
        kept, at = [], 0
        while (start := text.find(begin, at)) >= 0 and (stop := text.find(end, start)) >= 0:
            kept.append(text[at:start])
            at = stop + len(end)
        text = " ".join([*kept, text[at:]])
    return _TAG.sub(" ", text)


def _say(source: Bytes, leaf: Leaf, *, is_from_mailbox: bool) -> _Said:
    """Give one part as text."""
    raw = source.read(leaf.start, leaf.end - leaf.start)
    marks: tuple[str, ...] = ()
    if is_from_mailbox and b">From " in raw:
        raw, changed = _ESCAPED_FROM.subn(rb"\1", raw)
        marks = ("from-unescaped",) if changed else ()
    declared = leaf.declared
    content = decode_transfer(raw, declared.encoding) if declared.encoding else raw
    if SIGN in content and declared.encoding in AS_IT_STANDS:
        content = without_files(content)
    is_html = declared.media_type == _HTML
    text, doubts = decode_text(
        content, declared.charset or (charset_of(content) if is_html else "")
    )
    remote = 0
    if is_html:
        remote = count_remote(text)
    return _Said(text, (*marks, *doubts), not is_html, leaf.choice, remote)


def count_remote(html: str) -> int:
    """Count what a formatted text would fetch from elsewhere when it is opened.

    Args:
        html: the text.
    """
    return sum(1 for _ in _REMOTE.finditer(html))


def _laid_out(said: _Said) -> str:
    """Give a part's words, lines ended by LF."""
    text = said.text if said.is_plain else text_of_html(said.text)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def charset_of(content: bytes) -> str:
    """Give the charset that a formatted text declares itself, empty when it declares none.

    Args:
        content: its bytes.
    """
    found = _META_CHARSET.search(content[:2048])
    return found[1].decode("ascii") if found else ""
