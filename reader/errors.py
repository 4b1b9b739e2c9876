"""What can go wrong for a user, as one tree, so that each command reports it in one sentence and one exit code.

    ReaderError                 1
    ├── UsageError              2   the command's words are off
    ├── SourceError             3   the source cannot be read
    ├── NotAnArticleError       4   it can be read, but it is no article
    ├── NetworkError            5   the network
    └── LibraryError            6   the library (the database of what was read)

A message is one sentence: what went wrong, where, and what to do next. It may hold names from outside; whoever
prints it passes it through `gate.line`.
"""

from __future__ import annotations

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
