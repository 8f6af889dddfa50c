"""Addresses that tell nothing: a random handle in place of every page's name and parameters.

What a page is called inside (`entry`, its id, the words searched for) never reaches the browser,
which would write it to history, sessions and sync. The browser sees `/x/<22 characters>`. The
same page has the same handle as long as the casebook is open, so that reload, Back and two tabs
work; at lock the table is gone with its process.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

Parameter = str | int | bool | None | list[str]
"""What a page may be told in its address; anything longer belongs in the drawer."""

PREFIX = "/x/"
HANDLE_LENGTH = 22
MOST_ADDRESSES = 50_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Address:
    """A page of ours with what it was asked to show."""

    route: str
    """The route's name."""

    params: Mapping[str, Parameter]
    """What the page is told; empty values are left out."""


class SealedAddresses:
    """The table of handles of one unlocked session."""

    def __init__(self) -> None:
        """Begin with an empty table and a fresh key."""
        self._key = secrets.token_bytes(32)
        self._table: OrderedDict[str, Address] = OrderedDict()

    def seal(self, route: str, params: Mapping[str, Parameter]) -> str:
        """Give the path under which a page can be asked for.

        Args:
            route: the route's name.
            params: what the page is told.

        Returns:
            `/x/` and a handle; the same for the same page while this session lasts.
        """
        kept = {
            name: value for name, value in sorted(params.items()) if value not in (None, "", [])
        }
        said = json.dumps([route, kept]).encode()
        digest = hmac.new(self._key, said, hashlib.sha256).digest()
        handle = base64.urlsafe_b64encode(digest).decode()[:HANDLE_LENGTH]
        self._table[handle] = Address(route=route, params=kept)
        self._table.move_to_end(handle)
        if len(self._table) > MOST_ADDRESSES:
            self._table.popitem(last=False)
        return PREFIX + handle

    def find(self, path: str) -> Address | None:
        """Give the page behind a path, or None when this session never gave that path out.

        Args:
            path: the request's path.
        """
        return self._table.get(path.removeprefix(PREFIX)) if path.startswith(PREFIX) else None
