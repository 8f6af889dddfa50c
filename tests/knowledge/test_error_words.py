"""Every error raised on purpose has its three sentences, and no sentence is an orphan."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from holdfast.knowledge.table import KnowledgeError, parse_table
from holdfast.knowledge.wording import error_words, passphrase_words
from holdfast.model.errors import HoldfastError

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_SENTENCE = 25


def every_class(root: type[HoldfastError]) -> Iterator[type[HoldfastError]]:
    yield root
    for below in root.__subclasses__():
        yield from every_class(below)


def sentences() -> list[str]:
    texts = [
        text
        for words in error_words().values()
        for text in (
            words.what,
            words.safe,
            words.next,
            words.next_on_command_line,
            *words.advice,
        )
    ]
    return [each for text in texts for each in re.split(r"(?<=[.?!]) ", text) if each]


def test_codes_in_the_program_and_in_the_words_are_the_same() -> None:
    in_code = {each.code for each in every_class(HoldfastError)}

    assert in_code == set(error_words())


def test_no_two_errors_share_a_code() -> None:
    codes = [each.code for each in every_class(HoldfastError) if "code" in vars(each)]

    assert len(codes) == len(set(codes))


def test_sentences_are_short() -> None:
    assert [each for each in sentences() if len(each.split()) > LONGEST_SENTENCE] == []


def test_words_never_promise_what_nobody_can() -> None:
    refused = ("court-admissible", "you are safe", "proves who", "risk score")

    assert [each for each in sentences() if any(word in each.lower() for word in refused)] == []


def test_a_data_file_with_a_hole_says_where() -> None:
    table = parse_table("[[row]]\nname = 'a'\n[[row]]\nname = ''\n", "sample")

    with pytest.raises(KnowledgeError, match=r"sample\.row\[1\]\.name"):
        [row.text("name") for row in table.tables("row")]


@pytest.mark.parametrize(
    ("text", "getter", "says"),
    [
        pytest.param("a = 1", "text", "a text", id="number instead of text"),
        pytest.param("a = 1", "texts", "a list of texts", id="number instead of a list"),
        pytest.param("a = 'x'", "day", "a date", id="text instead of a date"),
        pytest.param("a = 1", "table", "a table", id="number instead of a table"),
        pytest.param("a = 1", "tables", "a list of tables", id="number instead of tables"),
    ],
)
def test_a_wrong_type_is_named(text: str, getter: str, says: str) -> None:
    table = parse_table(text, "sample")

    with pytest.raises(KnowledgeError, match=says):
        getattr(table, getter)("a")


def test_what_is_no_toml_is_a_fault_with_the_file_named() -> None:
    with pytest.raises(KnowledgeError, match="sample"):
        parse_table("= =", "sample")


def test_the_word_list_is_whole() -> None:
    assert len(set(passphrase_words())) == 6**5
