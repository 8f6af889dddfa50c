"""An export that may be a part only is said to be; one without a sign is never called whole."""

from __future__ import annotations

import pytest

from holdfast.insight.gaps import SIGNS, Seen, gaps
from holdfast.knowledge.account_words import gap_words
from holdfast.knowledge.wording import words


@pytest.mark.parametrize(
    ("seen", "found"),
    [
        pytest.param(Seen(format="mail", found=3), (), id="no sign"),
        pytest.param(Seen(format="signal", found=0), (), id="nothing in it"),
        pytest.param(Seen(format="signal", found=3), ("signal",), id="never whole"),
        pytest.param(
            Seen(format="twitter", found=3, whys={"one-sided"}), ("twitter",), id="one side"
        ),
        pytest.param(
            Seen(format="imessage", found=3, whys={"newer-rows-beside"}),
            ("rows-beside",),
            id="newest rows beside",
        ),
        pytest.param(
            Seen(format="facebook", found=3, last="2023-11-30T10:00", received="2023-12-01"),
            ("facebook",),
            id="before chats were encrypted",
        ),
        pytest.param(
            Seen(format="facebook", found=3, last="2026-11-01", received="2026-11-20"),
            (),
            id="up to the day it came",
        ),
        pytest.param(
            Seen(format="whatsapp", found=3, last="2026-01-01", newest_of_same_people="2026-03-01"),
            ("older-than-others",),
            id="others are newer",
        ),
        pytest.param(
            Seen(format="whatsapp", found=3, last="2026-01-01", newest_screenshot="2026-03-01"),
            ("older-than-screenshot",),
            id="a screenshot is newer",
        ),
        pytest.param(
            Seen(format="mail", found=1, last="2026-01-01", newest_screenshot="2026-03-01"),
            (),
            id="a mail is whole as it is",
        ),
        pytest.param(
            Seen(format="whatsapp", found=3, last="2026-01", newest_screenshot="2026-99-99"),
            (),
            id="days that are not known",
        ),
    ],
)
def test_signs_of_a_part_are_told(seen: Seen, found: tuple[str, ...]) -> None:
    assert gaps(seen) == found


@pytest.mark.parametrize("code", words("gaps").keys())
def test_every_gap_says_how_to_get_the_rest_and_when_that_was_checked(code: str) -> None:
    gap = gap_words(code)

    assert gap.how
    assert gap.checked.startswith("Checked ")


def test_every_sign_has_words() -> None:
    assert set(SIGNS.values()) <= set(words("gaps").keys())
