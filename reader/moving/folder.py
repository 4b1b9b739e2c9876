"""A folder of plain files that is written again and again, and in which nothing is overwritten that is not ours.

Its list (LIST) names every file that was ever written there with the hash of what was written, a line each, before it
is written. A file that is there, and is not as it was written, is somebody else's: it stays, and that is told. A file
has its name only when it is whole.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import ReaderError, UsageError
from reader.tongue import _

if TYPE_CHECKING:
    from collections.abc import Iterator

LIST = "reader-library.jsonl"
"""The name of the list."""

_HEAD = {"format": "reader-library", "version": 1}
_VERSION = 1
_INSIDE = re.compile(r"[^/\\\0]+(?:/[^/\\\0]+)*")
"""A path that does not lead out of the folder, `..` apart."""


class ForeignFileError(ReaderError):
    """A file stands where one is to be written, and it is not ours."""

    exit_code = UsageError.exit_code


class Target:
    """The folder at `path`, to be written to.

    Raises:
        UsageError: where it is no folder, or holds something and was not written by this.
        ReaderError: where it cannot be made or read.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._written: dict[str, str] = {}
        try:
            path.mkdir(parents=True, exist_ok=True)
            is_ours = (path / LIST).is_file()
            if not is_ours and any(path.iterdir()):
                raise UsageError(
                    _("{folder} holds something else: name an empty folder, or one that was exported to").format(
                        folder=path
                    )
                )
            self._known = set(listed(path)) if is_ours else set()
            self._list = (path / LIST).open("a", encoding="utf-8", newline="\n")
            if not is_ours:
                self._put_on_list(_HEAD)
        except OSError as error:
            raise _failed(path, error) from error

    def write(self, name: str, data: bytes) -> bool:
        """Writes the file `name`, a path with `/` between its parts; whether it was not there so already.

        Raises:
            ForeignFileError: where a file is there that is not ours.
            ReaderError: where it cannot be written.
        """
        path, digest = self.path / name, hashlib.sha256(data).hexdigest()
        self._written[name] = digest
        try:
            there = path.read_bytes() if path.is_file() else None
            if there == data:
                return False
            if there is not None and (name, hashlib.sha256(there).hexdigest()) not in self._known:
                raise ForeignFileError(
                    _("{file} was changed since it was exported, and stays as it is: move it away").format(file=path)
                )
            path.parent.mkdir(parents=True, exist_ok=True)
            self._put_on_list({"path": name, "sha256": digest})
            _replace(path, data)
        except OSError as error:
            raise _failed(path, error) from error
        self._known.add((name, digest))
        return True

    def close(self, *, is_whole: bool) -> None:
        """Ends the writing.

        Args:
            is_whole: Whether all was written that belongs there: then what was written once and does not belong there
                any more goes, where nobody changed it, and the list is written anew, in the order of names.
        """
        try:
            self._list.close()
            if is_whole:
                gone = sorted(name for name in {name for name, _digest in self._known} if name not in self._written)
                for name in gone:
                    self._remove(name)
                lines = [_HEAD, *({"path": name, "sha256": self._written[name]} for name in sorted(self._written))]
                _replace(self.path / LIST, "".join(f"{_line(each)}\n" for each in lines).encode())
        except OSError as error:
            raise _failed(self.path, error) from error

    def _remove(self, name: str) -> None:
        path = self.path / name
        if path.is_file() and (name, hashlib.sha256(path.read_bytes()).hexdigest()) in self._known:
            path.unlink()
            if not any(path.parent.iterdir()):
                path.parent.rmdir()

    def _put_on_list(self, entry: dict[str, object] | dict[str, str]) -> None:
        self._list.write(f"{_line(entry)}\n")
        self._list.flush()


def listed(folder: Path) -> Iterator[tuple[str, str]]:
    """Path and hash of each file that was written to `folder`; a line that was cut off is passed over.

    Raises:
        UsageError: where its list is of another form.
        OSError: where it cannot be read.
    """
    with (folder / LIST).open(encoding="utf-8", errors="replace") as lines:
        if not is_head(next(lines, "")):
            raise UsageError(_("{folder} was written by a newer Reader: update Reader").format(folder=folder))
        for line in lines:
            try:
                entry = json.loads(line)
                name, digest = str(entry["path"]), str(entry["sha256"])
            except (ValueError, KeyError, TypeError, RecursionError):
                continue
            if _INSIDE.fullmatch(name) and ".." not in name.split("/"):
                yield name, digest


def is_head(line: str) -> bool:
    """Whether a list that begins with `line` is one that is known here."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and found.get("format") == _HEAD["format"] and found.get("version") == _VERSION


def is_library(location: str) -> bool:
    """Whether a library was exported to the folder at `location`."""
    return (Path(location) / LIST).is_file()


def _line(entry: object) -> str:
    return json.dumps(entry)


def _replace(path: Path, data: bytes) -> None:
    """Write a file under another name, and give it its own when it is whole."""
    draft = path.with_name(f".{path.name[:60]}.{os.getpid()}.new")
    try:
        draft.write_bytes(data)
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def _failed(path: Path, error: OSError) -> ReaderError:
    return ReaderError(_("{file} cannot be written ({why})").format(file=path, why=error.strerror))
