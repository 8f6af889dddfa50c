"""What outside programs add while files are taken in, and which of them were missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.outside.installed import Tool, find_tool, not_installed
from holdfast.actions.outside.recordings import look_closer
from holdfast.actions.outside.screenshots import may_hold_words, read_words
from holdfast.actions.so_far import AtHand, Step
from holdfast.model.errors import HoldfastError
from holdfast.model.message import Photo, Recording

if TYPE_CHECKING:
    from collections.abc import Callable

    from holdfast.actions.media_fields import Media
    from holdfast.readers.reader import Source
    from holdfast.vault.casebook import OpenCasebook


class Adding:
    """Adds to what was read; words in pictures only when everything is logged."""

    def __init__(self, book: OpenCasebook) -> None:
        """Stand ready.

        Args:
            book: the open casebook.
        """
        self._book = book
        self._unread: list[str] = []
        self._missing: dict[Tool, None] = {}
        self.cancelled: Callable[[], bool] = lambda: False
        self.tell: Callable[[AtHand | None], None] = lambda _: None

    def look(self, media: Media | None, source: Source) -> Media | None:
        """Add what can be added to a recording before it is logged.

        Args:
            media: what its reader found.
            source: the original.
        """
        if not isinstance(media, Recording):
            return media
        closer, missing = look_closer(media, source)
        self._missing.update(dict.fromkeys(missing))
        return closer

    def notes(self, media: Media | None) -> tuple[str, ...]:
        """Say what is not installed and would have added something to the file just taken in.

        Args:
            media: what its reader found.
        """
        missing, self._missing = tuple(self._missing), {}
        if isinstance(media, Photo) and may_hold_words(media) and not find_tool(Tool.TESSERACT):
            missing = (*missing, Tool.TESSERACT)
        return tuple(map(not_installed, missing))

    def logged(self, media: Media | None, entry_id: str) -> None:
        """Note a picture whose words are to be read.

        Args:
            media: what its reader found.
            entry_id: of its exhibit.
        """
        if isinstance(media, Photo) and may_hold_words(media):
            self._unread.append(entry_id)

    def read_words(self) -> None:
        """Read the words in the pictures that were logged, until it is cancelled."""
        for done, entry_id in enumerate(self._unread):
            if self.cancelled():
                return
            self.tell(AtHand(Step.WORDS, done, len(self._unread)))
            try:
                read_words(self._book, self._book.record.entry(entry_id))
            except HoldfastError:
                # They are a help for finding; the file is safe, and `rebuild` tries again.
                continue
        self._unread.clear()
