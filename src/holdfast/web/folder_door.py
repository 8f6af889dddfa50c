"""The door of a casebook in a folder on this machine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from holdfast.actions.back_up import place_beside, take_back
from holdfast.vault.in_tray import InTray
from holdfast.vault.keys import KitWords, Passphrase
from holdfast.vault.making import make_casebook
from holdfast.vault.opening import open_casebook
from holdfast.vault.public import is_casebook, look_at
from holdfast.vault.slots import STANDARD, Derivation

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from holdfast.vault.casebook import OpenCasebook


@dataclass(frozen=True, kw_only=True, slots=True)
class FolderDoor:
    """The door of a casebook in a folder."""

    home: Path
    """The casebook's folder."""

    derivation: Derivation = STANDARD
    """How costly a new passphrase slot is to try."""

    def is_there(self) -> bool:
        """Say whether there is a casebook."""
        return is_casebook(self.home)

    def takes_notes(self) -> bool:
        """Say whether the lock page shows the in-tray, because she turned that on."""
        return look_at(self.home).in_tray_open

    def make(self, passphrase: str) -> OpenCasebook:
        """Make one and leave it open.

        Args:
            passphrase: what will open it.
        """
        return make_casebook(self.home, passphrase, derivation=self.derivation)

    def open_with_passphrase(self, passphrase: str) -> OpenCasebook:
        """Open it.

        Args:
            passphrase: what she typed.
        """
        return open_casebook(self.home, Passphrase(passphrase))

    def open_with_kit(self, kit_words: str) -> OpenCasebook:
        """Open it with the recovery words.

        Args:
            kit_words: what she typed.
        """
        return open_casebook(self.home, KitWords(kit_words))

    def put_in(self, chunks: Iterable[bytes], how: str) -> str:
        """Seal something into the in-tray without opening the casebook.

        Args:
            chunks: a zip as the in-tray expects it.
            how: how it came.
        """
        return InTray.capture(self.home, chunks, how=how)

    def place_for_back_up(self) -> IO[bytes]:
        """Give a file without a name, for a back-up that is sent."""
        return place_beside(self.home)

    def take_back(self, back_up: IO[bytes]) -> None:
        """Bring the casebook back out of a back-up; it is closed then.

        Args:
            back_up: at its beginning.
        """
        take_back(back_up, self.home)
