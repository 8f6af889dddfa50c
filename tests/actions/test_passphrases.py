"""Drawn passphrases are taken; what a stalker would try first is refused."""

from __future__ import annotations

import re

import pytest

from holdfast.actions.passphrases import generate_passphrase, is_guessable, refuse_guessable
from holdfast.knowledge.wording import famous_phrases
from holdfast.model.errors import PassphraseGuessableError
from tests.corpus import corpus

SHORTEST_LISTED = 8
LISTED = 653


def listed_passwords() -> set[str]:
    folder = corpus("hostile", "weak-passwords", "fuzzdb-project__fuzzdb")
    lines = [
        line.strip()
        for file in sorted(folder.glob("*/*.txt"))
        for line in file.read_text(encoding="latin-1").splitlines()
    ]
    return {line for line in lines if len(line) >= SHORTEST_LISTED and not line.startswith("#!")}


def test_every_password_that_is_tried_first_is_refused() -> None:
    passwords = listed_passwords()

    assert len(passwords) >= LISTED
    assert [each for each in passwords if not is_guessable(each)] == []


def test_what_is_drawn_is_six_words_and_always_taken() -> None:
    drawn = [generate_passphrase() for _ in range(500)]

    assert {len(each.split()) for each in drawn} == {6}
    assert not any(is_guessable(each) for each in drawn)
    assert len(set(drawn)) == len(drawn)


@pytest.mark.parametrize(
    "passphrase",
    [
        pytest.param("", id="nothing"),
        pytest.param("P@ssw0rd!2024", id="password in disguise"),
        pytest.param("password password password password password", id="one word again and again"),
        pytest.param("abcdefghijklmnopqrstuvwxyz", id="alphabet"),
        pytest.param("qwertyuiopasdfghjklzxcvbnm", id="rows of keys"),
        pytest.param("98765432109876543210", id="digits backwards"),
        pytest.param("aaaaaaaaaaaaaaaaaaaaaaaaaaaa", id="one letter"),
        pytest.param("abcabcabcabcabcabcabcabcabc", id="one part again and again"),
        pytest.param("04/03/1990 04/03/1990", id="birthday twice"),
        pytest.param("to be or not to be that is the question", id="a line everybody knows"),
        pytest.param("i love you so much my darling dog", id="a sentence of everyday words"),
        pytest.param("walnut ferry cobalt", id="three words"),
        pytest.param("iloveyoumydarlingforeverandever", id="everyday words without spaces"),
    ],
)
def test_what_could_be_guessed_is_refused(passphrase: str) -> None:
    with pytest.raises(PassphraseGuessableError):
        refuse_guessable(passphrase)


@pytest.mark.parametrize(
    "passphrase",
    [
        pytest.param("walnut ferry cobalt thimble", id="four words"),
        pytest.param("walnutferrycobaltthimble", id="four words without spaces"),
        pytest.param("xK9#mQ2$vL7!pR4@wZ", id="from a password safe"),
        pytest.param("der Nebel frisst leise sieben Kaffeemühlen", id="another language"),
    ],
)
def test_what_is_hard_to_guess_is_taken(passphrase: str) -> None:
    refuse_guessable(passphrase)


@pytest.mark.parametrize("phrase", famous_phrases())
def test_a_phrase_that_everybody_knows_is_refused_however_it_is_dressed(phrase: str) -> None:
    together = "".join(word.title() for word in phrase.split())
    dressed = (phrase, together, f"{phrase.capitalize()}!", f"{together}2024", f"my {phrase} 1")

    assert [each for each in dressed if not is_guessable(each)] == []


@pytest.mark.parametrize(
    "passphrase",
    [
        "Correct-Horse-Battery-Staple",
        "c0rrecth0rseb4tterystaple",
        "staple correct battery horse",
        "correct horse battery staple walnut",
        "nemo biscuit apple tennis",
        "shall I compare thee to a summer's day?",
        "Half a pound of tuppenny rice",
    ],
)
def test_it_is_known_again_with_signs_in_another_order_and_with_a_word_more(
    passphrase: str,
) -> None:
    assert is_guessable(passphrase)


def test_phrases_are_written_as_they_are_looked_for() -> None:
    assert [each for each in famous_phrases() if not re.fullmatch(r"[a-z]+( [a-z]+)*", each)] == []
    assert len(set(famous_phrases())) == len(famous_phrases())


def test_names_from_her_own_record_make_a_passphrase_weaker() -> None:
    words = "marigold thornbury vauxhall rowena fishguard"

    assert not is_guessable(words)
    assert is_guessable(words, known=["Rowena Marigold", "Thornbury Road", "a blue Vauxhall"])
