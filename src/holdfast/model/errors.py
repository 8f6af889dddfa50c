"""Every error Holdfast raises on purpose, each with a code that `words/errors.toml` explains.

An error carries a code and a place; never text from a file, a name, a number or a path in
somebody's home. What the person reads is looked up by code, in two places only:
`cli/errors.py` and `web/pages/errors.py`.
"""

from __future__ import annotations

from typing import ClassVar


class HoldfastError(Exception):
    """Root of the errors a person is told about."""

    code: ClassVar[str] = "fault"

    may_be_saved = False
    """Whether what was being saved may be there all the same at the next opening."""

    def __init__(self, place: str = "") -> None:
        """Note where it happened.

        Args:
            place: an exhibit reference, an entry's sequence, an option's name; no content.
        """
        super().__init__(self.code, place)
        self.place = place


class PersonCanFixError(HoldfastError):
    """Something the person can put right: a wrong file, a locked casebook, a full disk."""

    code = "person-can-fix"


class WeCannotReadError(HoldfastError):
    """A file whose format or version is not understood; its bytes are kept all the same."""

    code = "cannot-read"


class UsageError(PersonCanFixError):
    """What was asked for cannot be understood; nothing was done."""

    code = "usage"


class PortNotFreeError(UsageError):
    """The port that was asked for is in use, or is no port this account may use."""

    code = "port-not-free"


class AmbiguousTimeError(UsageError):
    """A time that can be read in two ways."""

    code = "time-two-ways"


class UnreadableTimeError(UsageError):
    """A time in none of the forms listed in the help."""

    code = "time-unreadable"


class NoSuchEntryError(UsageError):
    """No entry goes by that id or number."""

    code = "no-such-entry"


class NoSuchQuestionError(UsageError):
    """The file has no such open question, or the choice is not one of its choices."""

    code = "no-such-question"


class NotThatKindError(UsageError):
    """What was asked for cannot be done with that kind of entry."""

    code = "not-that-kind"


class AlreadyWithdrawnError(UsageError):
    """The entry is withdrawn already."""

    code = "already-withdrawn"


class NotWithdrawnError(UsageError):
    """The entry is not withdrawn, so nothing can be undone."""

    code = "not-withdrawn"


class NothingSaidError(UsageError):
    """An entry with neither words nor a file."""

    code = "nothing-said"


class OptionFileError(UsageError):
    """The file given for a passphrase or for recovery words cannot be read."""

    code = "option-file"


class PassphraseNeededError(UsageError):
    """The passphrase is needed, and there is nobody at a terminal to ask."""

    code = "passphrase-needed"


class PassphrasesDifferError(UsageError):
    """The new passphrase was typed differently the second time."""

    code = "passphrases-differ"


class FeedUnreadableError(PersonCanFixError):
    """A file that is no directory of services, or one that is too large or too deep."""

    code = "feed-unreadable"


class AudienceNotBuiltError(UsageError):
    """A pack for an audience that is not built yet."""

    code = "audience-not-built"


class SomebodyElsesError(PersonCanFixError):
    """The source is somebody else's phone or account; nothing was taken in."""

    code = "somebody-elses"


class ForbiddenImageError(PersonCanFixError):
    """A sexual image of somebody under 18, so told by the person; it is not kept."""

    code = "sexual-image-of-a-child"


class WrongPassphraseError(PersonCanFixError):
    """The passphrase or kit opens no key slot."""

    code = "wrong-passphrase"


class KitUnreadableError(PersonCanFixError):
    """The recovery words do not add up: a word is wrong or missing."""

    code = "kit-unreadable"


class PassphraseGuessableError(PersonCanFixError):
    """The passphrase could be guessed."""

    code = "passphrase-guessable"


class NoCasebookError(PersonCanFixError):
    """There is no casebook in that folder."""

    code = "no-casebook"


class CasebookExistsError(PersonCanFixError):
    """There is a casebook, or something else, in that folder already."""

    code = "casebook-exists"


class FileInTheWayError(UsageError):
    """There is something already where a new file should go."""

    code = "file-in-the-way"


class CasebookInUseError(PersonCanFixError):
    """Another process is writing and did not finish in time."""

    code = "casebook-in-use"


class DiskFullError(PersonCanFixError):
    """The disk is full; what was confirmed before is kept."""

    code = "disk-full"


class CannotWriteError(PersonCanFixError):
    """The folder cannot be written to, or the device reported an error."""

    code = "cannot-write"


class InTrayFullError(PersonCanFixError):
    """The in-tray has reached its limit."""

    code = "in-tray-full"


class FileNotThereError(PersonCanFixError):
    """A file or folder that was named does not exist or cannot be read."""

    code = "file-not-there"


class NotThisFormatError(WeCannotReadError):
    """A reader was given a file that is not in its format."""

    code = "not-this-format"


class ReaderStoppedError(WeCannotReadError):
    """The process that reads died, hung or made no sense over a file; its bytes are kept."""

    code = "reader-stopped"


class CaptureUnreadableError(WeCannotReadError):
    """A sealed note that does not open with this casebook's identity, or is damaged."""

    code = "capture-unreadable"


class NewerCasebookError(WeCannotReadError):
    """The casebook was made by a newer Holdfast; nothing was changed."""

    code = "newer-casebook"


class PackUnreadableError(WeCannotReadError):
    """A file handed to the checker is no pack."""

    code = "pack-unreadable"


class BackUpUnreadableError(WeCannotReadError):
    """A file handed over for restoring is no back-up, was cut or was changed."""

    code = "back-up-unreadable"


class CasebookDamagedError(HoldfastError):
    """Something in the store is damaged or was tampered with."""

    code = "casebook-damaged"
