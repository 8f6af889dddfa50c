"""What a chat is called, told by the name that WhatsApp gives to its file, in the phone's language.

WhatsApp Chat with Anna.txt      Discussion WhatsApp avec Anna.txt     the name stands last
Anna ile WhatsApp Sohbeti.txt    AnnaとのWhatsAppチャット.txt            first
WhatsApp 与Anna的聊天.txt         Biseda me Anna në WhatsApp.txt         or between
"""
# ruff: noqa: RUF001  # words of many scripts

from __future__ import annotations

import re

_WITH = (
    "with", "mit", "con", "com", "avec", "met", "med", "z", "ze", "s", "sa", "su", "ar", "cu",
    "amb", "dengan", "kay", "na", "với", "с", "со", "са", "з", "με", "مع", "با", "עם", "กับ",
)  # fmt: skip
_SOMEBODY = (
    "контактом", "контактам", "uživatelem", "používateľom", "kontaktem", "kontaktom",
)  # fmt: skip
_AND_WITH = (
    " ile WhatsApp", " ilə WhatsApp", " bilan WhatsApp", "とのWhatsApp", "님과의 WhatsApp",
    " के साथ WhatsApp", " सोबतच्या WhatsApp", " এর সাথে WhatsApp", " સાથેની WhatsApp",
    " ਨਾਲ WhatsApp", " ಜೊತೆ WhatsApp", " மായുള്ള WhatsApp", " உடன் WhatsApp", " తో WhatsApp",
    " کے ساتھ WhatsApp",
)  # fmt: skip

_LAST = re.compile(
    rf"[^\n]{{0,24}}(?:WhatsApp|واتساب)[^\n]{{0,18}}?(?: (?:{'|'.join(_WITH)}) | - |: )"
    rf"(?:(?:{'|'.join(_SOMEBODY)}) )?(.+)",
    re.IGNORECASE,
)
_FIRST = re.compile(rf"(.+?)(?:{'|'.join(_AND_WITH)}).*", re.IGNORECASE)
_BETWEEN = re.compile(
    r"WhatsApp ?[与與] ?(.+?) ?的.{2,4}|[与與] ?(.+?) ?的 ?WhatsApp ?.{2,4}"
    r"|WhatsApp-keskustelu henkilön (.+) kanssa|Biseda me (.+) në WhatsApp",
    re.IGNORECASE,
)
# Anna (1).txt    Anna.txt.zip    Anna.txt (1)
_ENDING = re.compile(r"(?: ?\(\d{1,3}\)|\.txt|\.zip)+$", re.IGNORECASE)


def find_title(name: str) -> str:
    """Give the chat's name from the file's, empty when it tells none (`_chat.txt`).

    Args:
        name: file name as received; some ways of sending it put signs in the place of spaces.
    """
    plain = _ENDING.sub("", name)
    if " " not in plain:
        plain = plain.replace("%20", " ").replace("_", " ")
    for pattern in (_BETWEEN, _FIRST, _LAST):
        found = pattern.fullmatch(plain.strip())
        if found is not None:
            return found[found.lastindex or 0].strip()
    return ""
