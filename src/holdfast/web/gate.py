"""Who may speak to us at all: our own Host, our own Origin, no other site.

A page on the internet can make a browser send requests to this machine (also after rebinding a
name to 127.0.0.1). So the Host is on a short list, requests that another site began are refused,
and what changes anything must come from one of our own pages. Refusals have no body.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

MISDIRECTED = 421
FORBIDDEN = 403
METHOD_NOT_ALLOWED = 405
READING = frozenset({"GET", "HEAD"})
METHODS = READING | {"POST"}

# Fetch Metadata: "none" is an address typed by the person. "same-site" is another port here.
OWN_SITES = frozenset({"same-origin", "none"})


def hosts_for(port: int) -> frozenset[str]:
    """Give the Host headers under which this server answers.

    Args:
        port: where it listens.
    """
    return frozenset(f"{name}:{port}" for name in ("localhost", "127.0.0.1"))


def find_refusal(method: str, headers: Mapping[str, str], hosts: frozenset[str]) -> int | None:
    """Say with which status a request is refused, if it is.

    Args:
        method: the request's method.
        headers: its headers, names in lower case.
        hosts: what `hosts_for` gave.

    Returns:
        A status to be sent without a body, or None when the request may go on.
    """
    host = headers.get("host", "")
    if host not in hosts:
        return MISDIRECTED
    if method not in METHODS:
        return METHOD_NOT_ALLOWED
    if headers.get("sec-fetch-site", "none") not in OWN_SITES:
        return FORBIDDEN
    if not is_own_origin(method, headers, f"http://{host}"):
        return FORBIDDEN
    return None


def is_own_origin(method: str, headers: Mapping[str, str], own: str) -> bool:
    """Say whether one of our own pages sent it.

    Args:
        method: the request's method.
        headers: its headers, names in lower case.
        own: our origin as the request's Host names it.

    Returns:
        For reading: True unless a foreign origin is named. For anything else an origin of our own
        must be named, or the browser must vouch for it by Fetch Metadata.
    """
    origin = headers.get("origin")
    if origin == own:
        return True
    if method in READING:
        return origin is None
    vouched = headers.get("sec-fetch-site") == "same-origin"
    return vouched and origin in {None, "null"}
