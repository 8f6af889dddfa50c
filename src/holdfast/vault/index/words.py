"""Words: how a text is made findable, and how what she types becomes a question to the index.

Both go through the same steps, so that they meet. Signs that cannot be seen are taken out
(somebody may have put them inside words), compatibility forms become plain letters, and scripts
without spaces, and pictures such as 🔪, become single signs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

# Signs that do not show or only shade: variation selectors, joiners, direction marks, skin tones,
# Arabic and Hebrew vowel points (usually left out in messages), the Arabic stretching stroke.
UNSEEN = re.compile(
    "[\u00ad\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u061c\u0640\u064b-\u065f\u0670"
    "\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\U0001f3fb-\U0001f3ff]"
)
# Thai, Lao, Tibetan, Myanmar, Khmer, kana, Chinese characters, Hangul.
WITHOUT_SPACES = re.compile(
    "[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]"
)
PICTURE = re.compile("[\u2190-\u21ff\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001fbff]")

SHORTEST_PREFIX = 3
"""Words of so many letters also find longer words that begin with them."""

QUOTED = re.compile(r'"([^"]*)"?|([^\s"]+)')
PIECE = re.compile(r"[^\W_]+")

SIMPLE = re.compile(r"[A-Za-z0-9]{4,}")
"""Beginnings longer than the index of beginnings knows, that SQLite folds just as Python does."""

Longer = Callable[[str], list[str] | None]

TOKENIZER = "unicode61 remove_diacritics 2 categories 'L* N* Co M*'"
"""How SQLite cuts words: marks belong to words, or Hindi and Punjabi fall to pieces."""


def findable(text: str) -> str:
    """Give a text in the form in which its words are indexed.

    Args:
        text: as written.
    """
    if text.isascii():
        return text
    plain = UNSEEN.sub("", unicodedata.normalize("NFKC", text))
    if plain.isascii():
        return plain
    return PICTURE.sub(_picture_word, WITHOUT_SPACES.sub(r" \g<0> ", plain))


def _picture_word(found: re.Match[str]) -> str:
    return f" zzpicture{ord(found[0]):x} "


def to_match(typed: str, longer: Longer | None = None) -> str | None:
    """Turn what somebody typed into a question to FTS5; nothing in it is taken for syntax.

    Args:
        typed: words, all of which must occur. Words of three letters or more also find longer
            words that begin with them; words in double quotes must stand together as they are.
        longer: gives the words that begin in some way, when there are not too many: asking for
            each of them is quicker than letting FTS5 gather all their rows first.

    Returns:
        The question, or None when there is no word in it.
    """
    parts: list[str] = []
    clean = typed.replace("\0", " ").encode("utf-8", "replace").decode()
    for quoted, word in QUOTED.findall(clean):
        cleaned = findable(quoted or word).replace('"', " ").strip()
        if not PIECE.search(cleaned):
            continue
        begins = word and not WITHOUT_SPACES.search(word) and _last_length(cleaned)
        is_prefix = bool(begins) and begins >= SHORTEST_PREFIX
        parts.append(_beginning(cleaned, longer) if is_prefix else f'"{cleaned}"')
    return " AND ".join(dict.fromkeys(parts)) or None


def _beginning(cleaned: str, longer: Longer | None) -> str:
    """Ask for all words with a beginning; those of three letters have an index of their own."""
    if longer is not None and SIMPLE.fullmatch(cleaned):
        words = longer(cleaned.lower())
        if words is not None:
            return "(" + " OR ".join(f'"{word}"' for word in words or [cleaned]) + ")"
    return f'"{cleaned}" *'


def _last_length(cleaned: str) -> int:
    """Length of the last piece; a star behind a phrase is about its last word."""
    return len(PIECE.findall(cleaned)[-1])


def excerpt(text: str, typed: str, length: int = 240) -> str:
    """Cut a long text around the first of the words somebody looked for.

    Args:
        text: as written.
        typed: what was looked for.
        length: characters to give, about.
    """
    if len(text) <= length:
        return text
    lower = text.lower()
    places = (lower.find(word.lower()) for word in PIECE.findall(typed))
    start = max(min((place for place in places if place >= 0), default=0) - length // 3, 0)
    cut = text[start : start + length]
    return ("…" if start else "") + cut + ("…" if start + length < len(text) else "")
