"""Readers: one module per export format, bytes in, messages and leftovers out."""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Mapping

    from holdfast.readers.reader import Reader

READERS: Mapping[str, str] = MappingProxyType(
    {
        "whatsapp": "holdfast.readers.whatsapp",
        "whatsapp-store": "holdfast.readers.whatsapp_store",
        "photo": "holdfast.readers.photo",
        "recording": "holdfast.readers.recording",
        "signal": "holdfast.readers.signal",
        "sms-xml": "holdfast.readers.sms_xml",
        "sms-json": "holdfast.readers.sms_json",
        "imessage": "holdfast.readers.imessage",
        "mail": "holdfast.readers.mail",
        "mbox": "holdfast.readers.mbox",
        "google-voice": "holdfast.readers.google_voice",
        "facebook": "holdfast.readers.facebook",
        "instagram": "holdfast.readers.instagram",
        "android-sms": "holdfast.readers.android_sms",
        "android-calls": "holdfast.readers.android_calls",
        "google-chat": "holdfast.readers.google_chat",
        "skype": "holdfast.readers.skype",
        "mhtml": "holdfast.readers.mhtml",
        "web-page": "holdfast.readers.web_page",
        "webarchive": "holdfast.readers.webarchive",
        "warc": "holdfast.readers.warc",
        "wacz": "holdfast.readers.wacz",
        "har": "holdfast.readers.har",
        "pdf": "holdfast.readers.pdf",
        "location": "holdfast.readers.location",
        "telegram": "holdfast.readers.telegram",
        "twitter": "holdfast.readers.twitter",
        "contacts": "holdfast.readers.contacts",
        "calendar": "holdfast.readers.calendar",
        "tiktok": "holdfast.readers.tiktok",
        "call-records": "holdfast.readers.call_records",
        "reddit": "holdfast.readers.reddit",
        "linkedin": "holdfast.readers.linkedin",
        "sign-ins": "holdfast.readers.sign_ins",
        "imazing": "holdfast.readers.imazing",
        "discord": "holdfast.readers.discord",
        "discord-package": "holdfast.readers.discord_package",
        "snapchat": "holdfast.readers.snapchat",
        "ios_backup": "holdfast.readers.ios_backup",
        "ios_calls": "holdfast.readers.ios_calls",
        "ios_contacts": "holdfast.readers.ios_contacts",
        "viber": "holdfast.readers.viber",
        "line": "holdfast.readers.line",
        "kakaotalk": "holdfast.readers.kakaotalk",
        "outlook-msg": "holdfast.readers.outlook_msg",
        "android-backup": "holdfast.readers.android_backup",
        "opaque": "holdfast.readers.opaque",
    }
)
"""Name of a format -> module that reads it. `opaque` is last: it takes what nobody else does."""


def load_reader(name: str) -> Reader:
    """Give the module that reads a format; imported when first asked for.

    Args:
        name: a key of `READERS`; anything else is a fault of the caller.
    """
    # A module is what the protocol describes; the type checker cannot see through the name.
    return cast("Reader", import_module(READERS[name]))
