"""Files as a page shows them: each with its address."""

from dataclasses import dataclass, replace

from files.models import File


@dataclass(frozen=True)
class FileShown:
    """One file, and where it opens."""

    file: File
    url: str


@dataclass(frozen=True)
class FilesShown:
    """The file that hangs on a thing now, those before it, and where it is taken back.

    For a page of those who see what is past.
    """

    now: FileShown | None
    past: list
    withdraw: str = ""

    @classmethod
    def of(cls, newest, *, url, withdraw=""):
        """`url(file)` is the address of one file."""
        now = FileShown(newest, url(newest)) if newest.stands else None
        return cls(now, [FileShown(file, url(file)) for file in newest.past], withdraw)

    @property
    def without_past(self):
        """The same for those who see what hangs there now, and no more."""
        return replace(self, past=[])
