"""How hard a passphrase is to guess for somebody who knows the person well.

An estimate in bits, on purpose a low one: a stalker knows names, dates and favourite songs.
Letters are counted as English text, words from a list as one choice of that list, everyday words,
rows of keys, years and repeats as next to nothing, and a stretch of a phrase that everybody
knows as one choice of a thousand. No list of stolen passwords is shipped.

References:
    security.md R13; NIST SP 800-63B-4 section 3.1.1.2; the tests run 653 of the passwords that
    are tried first.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from holdfast.knowledge.wording import everyday_words, famous_phrases, passphrase_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ENOUGH_BITS = 40.0
"""Four words that do not belong together pass, three do not: with Argon2id at half a second a try,
2^40 tries are thousands of years of one machine."""

WORD_BITS = 11.0
"""A word that people choose from a list of 7,776 (12.9 bits when dice choose)."""

KNOWN_BITS = 5.0
"""A word that stands in her own record: a name, a street, a car."""

FAMOUS_BITS = 10.0
"""A stretch of a phrase that many people know: one choice of a thousand, and where to cut it."""

FEWEST_FAMOUS_WORDS, FEWEST_FAMOUS_LETTERS = 3, 10
"""What a stretch needs to be known again; shorter ones stand in any sentence."""

EVERYDAY_BITS = 2.0
REPEAT_BITS = 1.0
RUN_BITS = 4.0
YEAR_BITS = 5.0
LETTER_BITS = 2.2
"""A letter of English text, given those before it."""

RANDOM_LETTER_BITS = 4.5
DIGIT_BITS = 2.5
SIGN_BITS = 3.0
SHORTEST_RUN = 3
SHORT_PIECE = 2
SHORTEST_WORD = 3
LONGEST_WORD = 12
LONGEST_PART = 256
"""Only so much is looked at: what follows cannot make it easier to guess."""

ROWS = (
    "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "azertyuiop",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm", "01234567890", "!@#$%^&*()", '!"\N{POUND SIGN}$%^&*()',
)  # fmt: skip
PIECE = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")
VOWELS = frozenset("aeiouy")
LOOKALIKES = str.maketrans("0134578@$!", "oleastbasi")
FEWEST_VOWELS, MOST_VOWELS = 0.2, 0.7


def guess_bits(passphrase: str, known: Iterable[str] = ()) -> float:
    """Estimate how hard a passphrase is to guess.

    Args:
        passphrase: as typed.
        known: names, handles, places, dates and number plates from her own record.

    Returns:
        Bits; the lower of two readings, as typed and with `p@ssw0rd` read as `password`.
    """
    typed = unicodedata.normalize("NFKC", passphrase).casefold()[:LONGEST_PART]
    familiar = frozenset(_familiar(known))
    return min(_bits(text, familiar) for text in (typed, typed.translate(LOOKALIKES)))


def _familiar(known: Iterable[str]) -> Iterator[str]:
    for text in known:
        pieces = PIECE.findall(unicodedata.normalize("NFKC", text).casefold())
        yield from (each for each in pieces if len(each) >= SHORTEST_WORD)
        yield from (each[-2:] for each in pieces if each.isdigit())
        yield "".join(pieces)


def _bits(text: str, familiar: frozenset[str]) -> float:
    seen: set[str] = set()
    text, stretches = _without_famous(text)
    total = FAMOUS_BITS * stretches
    familiar |= _of_one_phrase(text)
    for piece in PIECE.findall(_without_rows(text)):
        total += REPEAT_BITS if piece in seen else _piece_bits(piece, familiar)
        seen.add(piece)
    return total + RUN_BITS * _rows_in(text)


def _without_famous(text: str) -> tuple[str, int]:
    """Take out what stands in a phrase that many people know, with or without spaces.

    Args:
        text: folded.

    Returns:
        What is left, and how many stretches were taken out.
    """
    found = 0
    letters, places = _letters_of(text)
    for stretch in _famous_stretches():
        start = letters.find(stretch)
        if start >= 0:
            first, last = places[start], places[start + len(stretch) - 1]
            text = f"{text[:first]} {text[last + 1 :]}"
            letters, places = _letters_of(text)
            found += 1
    return text, found


def _letters_of(text: str) -> tuple[str, list[int]]:
    places = [place for place, sign in enumerate(text) if sign.isalpha()]
    return "".join(text[place] for place in places), places


@cache
def _famous_stretches() -> tuple[str, ...]:
    """Give every stretch of every phrase without spaces, the longest first."""
    found = set[str]()
    for phrase in famous_phrases():
        words = phrase.split()
        fewest = min(FEWEST_FAMOUS_WORDS, len(words))
        for start in range(len(words) - fewest + 1):
            for end in range(start + fewest, len(words) + 1):
                found.add("".join(words[start:end]))
    enough = (each for each in found if len(each) >= FEWEST_FAMOUS_LETTERS)
    return tuple(sorted(enough, key=lambda each: (-len(each), each)))


def _of_one_phrase(text: str) -> frozenset[str]:
    """Give the words of a phrase of which most stand in the text, in whatever order."""
    words = frozenset(PIECE.findall(text))
    rare = (words & each for each in _famous_words())
    return frozenset().union(*(each for each in rare if len(each) >= FEWEST_FAMOUS_WORDS))


@cache
def _famous_words() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(phrase.split()) - everyday_words() for phrase in famous_phrases())


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """Give the stretches that follow a row of keys, forwards or backwards, or repeat one sign."""
    start = 0
    while start < len(text):
        end = _run_end(text, start)
        if end - start >= SHORTEST_RUN:
            yield start, end
            start = end
        else:
            start += 1


def _run_end(text: str, start: int) -> int:
    end = start + 1
    while end < len(text) and text[end] == text[start]:
        end += 1
    best = end
    for row in ROWS:
        for line in (row, row[::-1]):
            end = start + 2
            while end <= len(text) and text[start:end] in line:
                end += 1
            best = max(best, end - 1)
    return best


def _without_rows(text: str) -> str:
    for start, end in _runs(text):
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _rows_in(text: str) -> int:
    return sum(1 for _ in _runs(text))


def _piece_bits(piece: str, familiar: frozenset[str]) -> float:
    if piece in familiar:
        return KNOWN_BITS
    if piece.isdigit():
        return _digit_bits(piece)
    if not piece.isalpha():
        return SIGN_BITS
    if len(piece) <= SHORT_PIECE and piece not in everyday_words():
        return RANDOM_LETTER_BITS * len(piece)
    return _letters_bits(piece, familiar)


def _digit_bits(digits: str) -> float:
    if re.fullmatch(r"(?:19|20)\d\d", digits):
        return YEAR_BITS
    unit = _unit(digits)
    return DIGIT_BITS * len(unit) + (REPEAT_BITS if unit != digits else 0)


def _unit(text: str) -> str:
    """Give the shortest part that the text is repetitions of."""
    return text[: (text + text).find(text, 1)]


def _letters_bits(letters: str, familiar: frozenset[str]) -> float:
    unit = _unit(letters)
    if unit != letters:
        return REPEAT_BITS + _letters_bits(unit, familiar)
    vowels = sum(letter in VOWELS for letter in letters) / len(letters)
    speakable = FEWEST_VOWELS <= vowels <= MOST_VOWELS
    each = LETTER_BITS if speakable or not letters.isascii() else RANDOM_LETTER_BITS
    cheapest = [0.0]
    for end in range(1, len(letters) + 1):
        options = [cheapest[end - 1] + each]
        for start in range(max(0, end - LONGEST_WORD), end):
            word_bits = _word_bits(letters[start:end], familiar)
            if word_bits is not None:
                options.append(cheapest[start] + word_bits)
        cheapest.append(min(options))
    return cheapest[-1]


def _word_bits(word: str, familiar: frozenset[str]) -> float | None:
    if word in familiar:
        return KNOWN_BITS
    if word in everyday_words() and len(word) > 1:
        return EVERYDAY_BITS
    if len(word) >= SHORTEST_WORD and word in _listed():
        return WORD_BITS
    return None


@cache
def _listed() -> frozenset[str]:
    return frozenset(passphrase_words())
