"""The checker that goes along with every pack: one HTML file, no network."""

from __future__ import annotations

from importlib.resources import files


def verify_page() -> bytes:
    """Give `verify.html` as it goes into a pack.

    Returns:
        The same bytes every time; UTF-8, one file, its script and style named by hash in its own
        content security policy.

    References:
        docs/pack-format.md §12; built from `source/` by js/build.mjs.
    """
    return files(__package__).joinpath("verify.html").read_bytes()
