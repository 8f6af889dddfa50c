"""The tables of sign-ins, devices and account use that companies hand out, by their columns.

One row a table: columns it must have, columns whose cells are times, columns that make the words
of the event, and its mark. Names of columns are in small letters. References:
docs/readers/sign-ins.md.
"""

from __future__ import annotations

from typing import NamedTuple

from holdfast.readers.csv_tables import Layout, find_layout, find_layout_in

USE, DEVICE, LOG_IN = "account-use", "account-device", "log-in"
REACHES_BACK_BRIEFLY = "google-access-log"
"""Why a table of Google's may be a part only: a key of knowledge/words/en/gaps.toml."""


class Kind(NamedTuple):
    """One table of a company."""

    layout: Layout
    """How it is known."""

    times: tuple[tuple[str, ...], ...]
    """An event for each; of several names the first that is there. `*` stands for any end."""

    said: tuple[str, ...]
    """What makes the words of the event, in this order; all columns when none of these is there."""

    mark: str
    """Of every event."""

    gap: str = ""
    """Why it may be a part only, where that is known of it."""

    named: str = ""
    """What the name of the file must hold, where the columns alone are too common."""

    has_sections: bool = False
    """Whether other tables follow, each below a line that says what it is."""


_NETFLIX_DEVICE = (
    ("profile first playback date", "acct first playback date"),
    ("profile last playback date", "acct last playback date"),
    ("deactivation time",),
)
_NETFLIX_SAID = ("device description", "ip")
KINDS = (
    Kind(
        Layout("google-activities", ("activity timestamp", "ip address")),
        (("activity timestamp",),),
        (
            "product name", "sub-product name", "activity type", "ip address", "user agent string",
            "user agent",
        ),
        USE, REACHES_BACK_BRIEFLY,
    ),
    Kind(
        Layout("google-devices", ("device type", "gaia id")),
        (("first activity*", "device first activity*"),
         ("last activity*", "device last activity*", "device last location")),
        (
            "device type", "brand name", "marketing name", "device model", "os", "os version",
            "user given name",
        ),
        DEVICE, REACHES_BACK_BRIEFLY,
    ),
    Kind(
        Layout("apple-sign-ons", ("logged in date", "application")),
        (("logged in date",),), ("application", "ip address"), LOG_IN,
    ),
    Kind(
        Layout("apple-devices", ("device name", "device added date")),
        (("device added date",), ("device last heartbeat timestamp",)),
        ("device name", "device model name"), DEVICE,
    ),
    Kind(
        Layout("apple-computers", ("device name", "associated date")),
        (("associated date",),), ("device name",), DEVICE,
    ),
    Kind(
        Layout("apple-account", ("apple id number", "last update date")),
        (("last update date",),), (), "account-changed",
    ),
    Kind(
        Layout("apple-requests", ("request time",)),
        (("request time",),), (), "data-requested", named="privacy request",
    ),
    Kind(
        Layout("apple-usage", ("date",)), (("date",),), (), USE, named="icloudusagedata",
        has_sections=True,
    ),
    Kind(
        Layout("netflix-streams", ("esn", "ip", "ts", "localized device description")),
        (("ts",),), _NETFLIX_SAID, USE,
    ),
    Kind(
        Layout("netflix-streams", ("esn", "ip", "ts", "region code display name")),
        (("ts",),), _NETFLIX_SAID, USE,
    ),
    Kind(Layout("netflix-log-ins", ("esn", "ip", "ts")), (("ts",),), _NETFLIX_SAID, LOG_IN),
    Kind(Layout("netflix-access", ("esn", "devices", "date")), (("date",),), ("devices",), USE),
    Kind(Layout("netflix-devices", ("esn", "device type")), _NETFLIX_DEVICE, ("device type",),
         DEVICE),
    Kind(
        Layout("amazon-devices", ("first time registered", "last time registered")),
        (("first time registered",), ("last time registered",), ("time deregistered",)),
        ("device model", "amazon device model name"), DEVICE,
    ),
    Kind(
        Layout("entra", ("date (utc)", "username", "ip address")),
        (("date (utc)",),), ("application", "status", "ip address"), LOG_IN,
    ),
    Kind(
        Layout("entra", ("createddatetime", "userprincipalname", "ipaddress")),
        (("createddatetime",),), ("appdisplayname", "status", "ipaddress"), LOG_IN,
    ),
)  # fmt: skip
"""The first that fits counts."""

CODES = {
    "gaia id": "account-id", "apple id number": "account-id", "device serial number":
    "serial-number", "device imei": "imei", "device phone number": "phone", "country": "country",
    "device os version": "system-version",
}  # fmt: skip
"""Column -> code of knowledge/words/en/details.toml; of any other its heading is told."""


def find_kind(cells: list[str], name: str) -> Kind | None:
    """Tell which table a record begins by naming its columns; None when it does not.

    Args:
        cells: of the record.
        name: of the file, as received.
    """
    kinds = _possible(name)
    found = find_layout(cells, [kind.layout for kind in kinds])
    return _with(found, kinds)


def find_kind_in(head: bytes, name: str, delimiter: str) -> Kind | None:
    """Tell which table a file holds by its beginning, None when it is none.

    Args:
        head: its first bytes.
        name: as received.
        delimiter: what stands between cells.
    """
    kinds = _possible(name)
    found = find_layout_in(head, [kind.layout for kind in kinds], delimiter)
    return _with(found, kinds)


def _possible(name: str) -> list[Kind]:
    """Give the tables that a file of this name may hold."""
    return [kind for kind in KINDS if kind.named in name.casefold()]


def _with(layout: Layout | None, kinds: list[Kind]) -> Kind | None:
    """Give the table that is known by a layout."""
    return next((kind for kind in kinds if kind.layout is layout), None)
