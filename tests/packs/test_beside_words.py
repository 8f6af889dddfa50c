"""What a file states beside a message's words is printed, and apart from them."""

from __future__ import annotations

import pytest

from holdfast.packs.papers.beside_words import beside_words


def parts(
    kind: str, *, marks: list[str], seconds: int | None = None, **details: str
) -> list[object]:
    stated = ["hash", 0, kind, "chat", "Sam", "words", None, None, [], marks, seconds]
    return [*stated, [[code.replace("_", "-"), text] for code, text in details.items()]]


@pytest.mark.parametrize(
    ("given", "says"),
    [
        pytest.param(parts("message", marks=["received"]), "", id="nothing beside its words"),
        pytest.param(parts("message", marks=[])[:11], "", id="no details at all"),
        pytest.param(
            parts("message", marks=["hour-twice", "deleted"]),
            "The file says: Clocks showed this hour twice. The time is shown as written."
            " · This message was deleted. The words are gone.",
            id="marks",
        ),
        pytest.param(
            parts("call", marks=["sent", "a-new-mark"], seconds=90, to="07700 900123"),
            "The file says: Call · It went out from this phone or account."
            " · 1 minute 30 seconds · To: 07700 900123",
            id="call",
        ),
        pytest.param(
            parts("event", marks=[], service_centre="+44", a_new_code="x"),
            "The file says: Event",
            id="what only a checker reads",
        ),
    ],
)
def test_what_is_said_beside_the_words(given: list[object], says: str) -> None:
    assert beside_words(given) == says  # type: ignore[arg-type]
