"""Mails whose formatted version, which programs show, says something else than the plain one."""

from __future__ import annotations

from base64 import encodebytes
from typing import TYPE_CHECKING

import pytest

from holdfast.readers import mail_text
from tests.readers.samples import BytesSource, messages_of, read_all

if TYPE_CHECKING:
    from holdfast.model.message import Message

HEAD = (
    "From: robin@example.org\nTo: kim@example.com\nDate: Tue, 4 Mar 2025 09:00:02 +0000\n"
    'Content-Type: multipart/alternative; boundary="b"\n\n'
)
BODY = (
    "--b\nContent-Type: text/plain; charset=utf-8\n\n{}\n"
    "--b\nContent-Type: text/html; charset=utf-8\n\n{}\n--b--\n"
)


def read(plain: str, formatted: str) -> Message:
    content = (HEAD + BODY.format(plain, formatted)).encode()
    (message,) = messages_of(read_all(BytesSource(content, "a.eml"), "mail"))
    return message


def second_texts(message: Message) -> list[str]:
    return [text for code, text in message.details if code == "second-text"]


def test_words_that_only_the_formatted_version_has_are_shown_beside_the_plain_ones() -> None:
    message = read("Your program shows no pictures.", "<p>I know <b>where you live</b></p>")

    assert message.text == "Your program shows no pictures."
    assert second_texts(message) == ["I know where you live"]
    assert message.marks == ("two-texts",)


@pytest.mark.parametrize("count", [5, 50])
def test_a_word_is_no_piece_of_another(count: int) -> None:
    words = [f"w{number}" for number in range(count)]
    plain = ",".join(words)

    assert second_texts(read(plain, f"<p>{'.'.join(words)}</p>")) == []
    assert second_texts(read(f"nothing,{plain}", f"<p>not.{'.'.join(words)}</p>")) != []
    assert second_texts(read(f"nothing,not,{plain}", f"<p>not.{'.'.join(words)}</p>")) == []


def test_one_word_more_is_enough() -> None:
    message = read("I will come.", "I will <i>not</i> come.")

    assert second_texts(message) == ["I will not come."]


@pytest.mark.parametrize(
    ("plain", "formatted"),
    [
        pytest.param("*Hello* _you_ there", "<b>Hello</b> <i>you</i> there", id="dressed"),
        pytest.param("Café & tea", "Caf&eacute; &amp; tea", id="entities"),
        pytest.param("On Tue Kim <a@b> wrote:\n> no", "On Tue Kim &lt;a@b&gt; wrote: <q>no</q>",
                     id="quoted"),
        pytest.param("hi", "<title>t</title><style>p{color:red}</style><!--[if mso]>x<![endif]-->"
                     "<p>HI</p><script>var y</script>", id="what is not shown"),
        pytest.param("hi", "<style>p{}", id="a style that never ends"),
        pytest.param("hi there, all", "<p>hi</p>", id="less"),
    ],
)  # fmt: skip
def test_the_same_words_otherwise_dressed_are_shown_once(plain: str, formatted: str) -> None:
    message = read(plain, formatted)

    assert second_texts(message) == []
    assert message.marks == ("formatted-too",)


def test_two_texts_inside_a_signature_are_told_too(monkeypatch: pytest.MonkeyPatch) -> None:
    inside = (*HEAD.partition("Content-Type")[1:], BODY.format("plain", "<p>other</p>"))
    monkeypatch.setattr(
        "holdfast.readers.mail_inside.signed_content", lambda _: "".join(inside).encode()
    )
    content = (
        b"From: robin@example.org\nContent-Type: application/pkcs7-mime; smime-type=signed-data\n"
        b"Content-Transfer-Encoding: base64\n\n" + encodebytes(b"x")
    )

    (message,) = messages_of(read_all(BytesSource(content, "a.eml"), "mail"))

    assert (message.text, second_texts(message)) == ("plain", ["other"])


def test_words_are_seen_in_time_that_grows_with_the_text_only() -> None:
    for piece in ("<style>", "<", "<!--", "<p "):
        seen = mail_text._words_seen(piece * 100_000)  # noqa: SLF001
        assert len(seen) <= len(piece) * 100_000
