"""What a form said: names and texts, read once, within limits."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from starlette.requests import Request

# Ten years of diary fit; a hostile body does not.
MOST_BYTES = 8 * 1024 * 1024
MOST_FIELDS = 12_000

TOKEN = "_token"  # noqa: S105 -- the field's name, not a secret
NAME = "_form"
OURS = frozenset({TOKEN, NAME})
"""Fields that belong to the form's machinery and never to what she wrote."""


class FormTooLargeError(Exception):
    """More was sent than any form of ours can hold."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Form:
    """The fields of one form in the order they were sent."""

    fields: Mapping[str, tuple[str, ...]] = field(repr=False)
    """Every value under its field's name."""

    def text(self, name: str) -> str:
        """Give a field's text without white space around it; empty when it was not sent.

        Args:
            name: the field's name.
        """
        return self.raw(name).strip()

    def raw(self, name: str) -> str:
        """Give a field's text exactly as sent; empty when it was not sent.

        Args:
            name: the field's name.
        """
        values = self.fields.get(name, ())
        return values[-1] if values else ""

    def texts(self, name: str) -> tuple[str, ...]:
        """Give all values of a field that are not empty.

        Args:
            name: the field's name.
        """
        return tuple(value.strip() for value in self.fields.get(name, ()) if value.strip())

    def has(self, name: str) -> bool:
        """Say whether the field was sent at all, as a ticked box or a pressed button is.

        Args:
            name: the field's name.
        """
        return name in self.fields

    @property
    def hers(self) -> dict[str, list[str]]:
        """Everything but the form's own machinery, as it can be kept as a draft."""
        return {name: list(said) for name, said in self.fields.items() if name not in OURS}


EMPTY = Form(fields={})


def form_of(pairs: Iterable[tuple[str, str]]) -> Form:
    """Gather names and values into a form.

    Args:
        pairs: in the order sent; line ends are brought to LF.
    """
    gathered: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        said = value.replace("\r\n", "\n")
        gathered[name] = (*gathered.get(name, ()), said)
    return Form(fields=gathered)


def parse_form(body: bytes) -> Form:
    """Read a form sent without files.

    Args:
        body: `application/x-www-form-urlencoded`, UTF-8.

    Raises:
        FormTooLargeError: too many fields.
    """
    try:
        pairs = parse_qsl(
            body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS
        )
    except ValueError as too_many:
        raise FormTooLargeError from too_many
    return form_of(pairs)


async def read_form(request: Request) -> Form:
    """Read the body of a request as a form.

    Args:
        request: a POST without files.

    Raises:
        FormTooLargeError: the body is larger than any form of ours.
    """
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            raise FormTooLargeError
    return parse_form(bytes(body))
