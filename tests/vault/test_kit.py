"""The kit's words carry the secret, and a slip of the pen is noticed."""

from __future__ import annotations

import json

import pytest

from holdfast.model.errors import KitUnreadableError
from holdfast.vault.kit import combine, find_words, new_kit, read_kit, suggest
from tests.corpus import corpus

VECTORS = 45


def test_a_new_kit_has_twenty_words_that_carry_its_secret() -> None:
    secret, words = new_kit()

    assert len(words.split()) == 20
    assert read_kit(words) == secret


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("{}", id="as printed"),
        pytest.param("  1. {}\n", id="with a number and white space"),
        pytest.param("{}.", id="with a full stop"),
    ],
)
def test_words_are_found_however_they_are_laid_out(typed: str) -> None:
    _, words = new_kit()

    assert read_kit(typed.format(words.upper().replace(" ", ", "))) == read_kit(words)


def test_four_letters_of_each_word_are_enough() -> None:
    _, words = new_kit()

    assert read_kit(" ".join(word[:4] for word in words.split())) == read_kit(words)


def test_a_word_that_is_not_on_the_list_is_named() -> None:
    _, words = new_kit()
    typed = ["zzz", *words.split()[1:]]
    with pytest.raises(KitUnreadableError) as wrong:
        read_kit(" ".join(typed))

    assert wrong.value.place == "word 1"


@pytest.mark.parametrize("place", range(20))
def test_any_word_for_another_is_noticed(place: int) -> None:
    words = new_kit()[1].split()
    words[place] = "academic" if words[place] != "academic" else "acid"
    with pytest.raises(KitUnreadableError):
        read_kit(" ".join(words))


@pytest.mark.parametrize("typed", ["", "academic", "academic " * 20, "é"])
def test_what_is_no_kit_is_refused(typed: str) -> None:
    with pytest.raises(KitUnreadableError):
        read_kit(typed)


def test_a_mistyped_word_brings_words_that_look_like_it() -> None:
    assert "academic" in suggest("acadmeic")
    assert suggest("qqqqqqqq") == ()


def test_a_word_that_begins_no_word_of_the_list_stays_as_it_is() -> None:
    assert find_words("zzzzz duck ab") == ["zzzzz", "duckling", "ab"]


def test_the_published_vectors_are_judged_right() -> None:
    stored = json.loads(corpus("conformance", "slip39", "vectors.json").read_bytes())
    judged = []
    for _, shares, secret, _ in stored:
        try:
            found = combine(shares, b"TREZOR").hex()
        except KitUnreadableError:
            found = ""
        judged.append(found == secret)

    assert len(judged) == VECTORS
    assert all(judged)
