"""Published contacts against the counts that were taken of them by hand (MANIFEST.md)."""

from __future__ import annotations

import re

import pytest

from holdfast.model.message import Leftover, Part
from tests.corpus import corpus
from tests.readers.samples import (
    BytesSource,
    assert_every_byte_is_accounted_for,
    messages_of,
    read_all,
)

CARDS = {
    "John_Doe_ANDROID.vcf": 6, "John_Doe_BLACK_BERRY.vcf": 1, "John_Doe_EVOLUTION.vcf": 1,
    "John_Doe_GMAIL.vcf": 1, "John_Doe_IPHONE.vcf": 1, "John_Doe_LOTUS_NOTES.vcf": 1,
    "John_Doe_MAC_ADDRESS_BOOK.vcf": 1, "John_Doe_MS_OUTLOOK.vcf": 1, "fullcontact.vcf": 1,
    "gmail-list.vcf": 3, "gmail-single.vcf": 1, "gmail-single2.vcf": 1, "outlook-2003.vcf": 1,
    "outlook-2007.vcf": 1, "rfc2426-example.vcf": 2, "rfc6350-example.vcf": 1,
    "thunderbird-MoreFunctionsForAddressBook-extension.vcf": 1,
}  # fmt: skip
PICTURES = {
    "John_Doe_ANDROID.vcf", "John_Doe_BLACK_BERRY.vcf", "John_Doe_IPHONE.vcf",
    "John_Doe_LOTUS_NOTES.vcf", "John_Doe_MAC_ADDRESS_BOOK.vcf", "John_Doe_MS_OUTLOOK.vcf",
    "outlook-2007.vcf", "thunderbird-MoreFunctionsForAddressBook-extension.vcf",
}  # fmt: skip


@pytest.mark.parametrize("name", CARDS)
def test_every_card_number_and_picture_is_found(name: str) -> None:
    content = corpus("samples", "vcard", "ez-vcard", name).read_bytes()

    found = read_all(BytesSource(content, name), "contacts")

    assert_every_byte_is_accounted_for(found, len(content))
    cards = messages_of(found)
    assert len(cards) == CARDS[name]
    assert not any(isinstance(each, Leftover) for each in found)
    # One name of a firm was cut by the phone in the midst of a character.
    cut = {"bytes-replaced"} if name == "John_Doe_ANDROID.vcf" else set()
    assert all(card.text and card.marks[:1] == ("contact",) for card in cards)
    assert {mark for card in cards for mark in card.marks[1:]} == cut
    for prop, code in ((rb"TEL", "tel"), (rb"EMAIL", "email")):
        lines = re.findall(rb"(?m)^(?:item\d+\.)?" + prop + rb"[;:]", content)
        assert sum(each == code for card in cards for each, _ in card.details) == len(lines)
    pictures = [
        each.content
        for each in found
        if isinstance(each, Part) and each.name.startswith("photo")
    ]  # fmt: skip
    assert bool(pictures) is (name in PICTURES)
    assert all(each.startswith(b"\xff\xd8\xff") for each in pictures)


def test_every_published_contact_is_listed_here() -> None:
    assert {path.name for path in corpus("samples", "vcard").rglob("*.vcf")} == set(CARDS)
