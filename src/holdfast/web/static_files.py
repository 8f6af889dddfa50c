"""The few files that every page needs: style, scripts. They say nothing about anybody."""

from __future__ import annotations

import gzip
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from starlette.responses import Response

PREFIX = "/static/"
TYPES = MappingProxyType({"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8"})
LEVEL = 9


@cache
def _read(name: str) -> tuple[bytes, bytes] | None:
    place = files("holdfast.web").joinpath("static")
    if name not in {each.name for each in place.iterdir()}:
        return None
    plain = place.joinpath(name).read_bytes()
    return plain, gzip.compress(plain, LEVEL, mtime=0)


def answer_static(path: str, accepts: str) -> Response | None:
    """Give one of the files, or None when there is none of that name.

    Args:
        path: the request's path, `/static/…`.
        accepts: the request's Accept-Encoding.
    """
    name = path.removeprefix(PREFIX)
    kind = TYPES.get(name.rpartition(".")[2])
    found = _read(name) if kind else None
    if kind is None or found is None:
        return None
    plain, small = found
    headers = {"content-type": kind, "vary": "accept-encoding"}
    if "gzip" in accepts:
        return Response(small, headers=headers | {"content-encoding": "gzip"})
    return Response(plain, headers=headers)
