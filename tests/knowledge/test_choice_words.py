"""What the answers to a question about a file are called."""

from __future__ import annotations

import pytest

from holdfast.knowledge.choice_words import choice_words

KEEP = "None of these: keep it as it is"
NOTES = "They are my own notes: keep the file as it is"


@pytest.mark.parametrize(
    ("question", "codes", "said"),
    [
        pytest.param(
            "format",
            ["whatsapp", "opaque"],
            {"whatsapp": "It is a chat (WhatsApp)", "opaque": NOTES},
            id="a chat or notes",
        ),
        pytest.param(
            "format",
            ["whatsapp", "signal", "opaque"],
            {"whatsapp": "WhatsApp", "signal": "Signal", "opaque": KEEP},
            id="which app",
        ),
        pytest.param(
            "date-year-3", ["2025", "not-known"], {"not-known": "I do not know"}, id="year"
        ),
        pytest.param("unheard-of", ["a"], {}, id="a question of a newer version"),
    ],
)
def test_each_choice_has_the_words_that_fit_what_is_asked(
    question: str, codes: list[str], said: dict[str, str]
) -> None:
    assert choice_words(question, codes) == said
