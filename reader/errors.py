"""What can go wrong for a user, as one tree, so that each command reports it in one sentence and one exit code.

    ReaderError                 1
    ├── UsageError              2   the command's words are off
    ├── SourceError             3   the source cannot be read
    ├── NotAnArticleError       4   it can be read, but it is no article
    ├── NetworkError            5   the network
    └── LibraryError            6   the library (the database of what was read)
        ├── LibraryBusyError    6   another program is changing it
        └── DamagedLibraryError 6   its file makes no sense

A message is one sentence: what went wrong, where, and what to do next. It may hold names from outside; whoever
prints it passes it through `gate.line`.
"""

from __future__ import annotations

from reader.tongue import N_, _

INTERRUPTED = 130
"""Exit code of a run that Ctrl+C ended."""


class ReaderError(Exception):
    """Anything that a user can cause and mend."""

    exit_code = 1


class UsageError(ReaderError):
    """The command's words are off."""

    exit_code = 2


class SourceError(ReaderError):
    """The source cannot be read: it is missing, forbidden, or no file."""

    exit_code = 3


class NotAnArticleError(ReaderError):
    """The source was read, but holds no article: it is empty, or binary."""

    exit_code = 4


class NetworkError(ReaderError):
    """The network did not give what was asked for."""

    exit_code = 5


class LibraryError(ReaderError):
    """The library cannot be opened or written."""

    exit_code = 6


class LibraryBusyError(LibraryError):
    """The library cannot be written now, since another program does."""


class DamagedLibraryError(LibraryError):
    """The library's file is damaged."""


_SYSTEM = (
    N_("Permission denied"),
    N_("No such file or directory"),
    N_("File exists"),
    N_("Not a directory"),
    N_("Is a directory"),
    N_("Directory not empty"),
    N_("No space left on device"),
    N_("Read-only file system"),
    N_("Disk quota exceeded"),
    N_("File name too long"),
    N_("Too many levels of symbolic links"),
    N_("Too many open files"),
    N_("Input/output error"),
    N_("Operation not permitted"),
    N_("Exec format error"),
    N_("Argument list too long"),
    N_("Cannot allocate memory"),
    N_("No such device or address"),
    N_("Broken pipe"),
)
"""What systems say of files (strerror of POSIX), so that the catalogues have it."""


def said_of(error: Exception) -> str:
    """Why a file or a program cannot be had, as a part of a sentence."""
    told = error.strerror if isinstance(error, OSError) else None
    return _(told) if told else str(error) or type(error).__name__
