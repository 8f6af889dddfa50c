"""What the web app needs of a casebook before it is open."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable

    from holdfast.vault.casebook import OpenCasebook


class Door(Protocol):
    """The casebook as it stands in its folder."""

    def is_there(self) -> bool:
        """Say whether there is a casebook."""
        ...

    def takes_notes(self) -> bool:
        """Say whether the lock page shows the in-tray, because she turned that on."""
        ...

    def make(self, passphrase: str) -> OpenCasebook:
        """Make one and leave it open."""
        ...

    def open_with_passphrase(self, passphrase: str) -> OpenCasebook:
        """Open it."""
        ...

    def open_with_kit(self, kit_words: str) -> OpenCasebook:
        """Open it with the recovery words."""
        ...

    def put_in(self, chunks: Iterable[bytes], how: str) -> str:
        """Seal something into the in-tray without opening the casebook."""
        ...

    def place_for_back_up(self) -> IO[bytes]:
        """Give a file without a name, for a back-up that is sent."""
        ...

    def take_back(self, back_up: IO[bytes]) -> None:
        """Bring the casebook back out of a back-up; it is closed then."""
        ...
