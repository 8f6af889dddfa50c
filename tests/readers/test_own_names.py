"""The words by which formats call their owner are those that their readers know."""

from __future__ import annotations

from holdfast.readers import READERS, google_voice, imessage_written, signal_text, viber
from holdfast.readers.own_names import OWN_NAMES, names_the_owner


def test_the_table_says_what_the_readers_say() -> None:
    said = {
        "google-voice": google_voice.OWN,
        "imessage": imessage_written.ME,
        "signal": signal_text.OWN,
        "viber": viber.OWN,
    }

    assert said == OWN_NAMES
    assert set(said) <= set(READERS)


def test_the_word_of_one_format_says_nothing_in_another() -> None:
    assert names_the_owner("viber", "Me")
    assert not names_the_owner("whatsapp", "Me")
    assert not names_the_owner("viber", "me")
