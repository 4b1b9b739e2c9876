"""The byte code of the modules that a start needs, in one file: it is there in half the time.

A start imports some 350 modules. To find, open and check the file of byte code that Python keeps for each of them
takes longer than to read what stands in it. Here is the very same byte code, gathered once an app has started; each
module's source is compared with it by size and time, as Python itself does, and whatever differs or is not here is
imported in the usual way. Beside it stands what those modules compile while they run (see `compiled`). The file is
nobody's but the user's: code that another could have written is not run.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import sys
from _frozen_importlib import ModuleSpec  # importlib.machinery, which hands it on, takes a while to load
from _frozen_importlib_external import SourceFileLoader

from reader.compiled import HIDDEN, Compiler
from reader.facts import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from types import CodeType, ModuleType

_Entry = tuple[int, int, str, "list[str] | None", bytes]
"""Where in the file a module's byte code begins, its length, the module's source, where a package's modules are, and
the time and size of the source as a file of byte code has them."""

_HEADER = 16
"""Bytes before the byte code in Python's own files (PEP 552): a number, flags, and the source's time and size."""

_LENGTH = 4
"""Bytes of the number of bytes of the table at the file's beginning."""

_OTHERS_MAY_WRITE = 0o022


class Bundle:
    """An open file of byte code, as one of the finders of `sys.meta_path`."""

    def __init__(self, descriptor: int, base: int, modules: Mapping[str, _Entry], compiler: Compiler) -> None:
        self._descriptor = descriptor
        self._base = base
        self._modules = modules
        self.is_stale = False
        """Whether a module was asked for whose source has changed."""
        self.compiler = compiler

    def find_spec(
        self,
        name: str,
        path: Sequence[str] | None = None,  # noqa: ARG002 - as every finder is asked
        target: ModuleType | None = None,  # noqa: ARG002
    ) -> ModuleSpec | None:
        """The module called `name`; None where it is not here, or not as it is now."""
        entry = self._modules.get(name)
        if entry is None:
            return None
        at, length, origin, places, state = entry
        if _state(origin) != state:
            self.is_stale = True
            return None
        code = os.pread(self._descriptor, length, self._base + at)
        spec = ModuleSpec(
            name, _Loader(name, origin, code, self.compiler), origin=origin, is_package=places is not None
        )
        spec.has_location = True
        if places is not None:
            spec.submodule_search_locations = places
        return spec

    def close(self) -> None:
        """Find no more modules."""
        if self in sys.meta_path:
            sys.meta_path.remove(self)
            self.compiler.remove()
            os.close(self._descriptor)


class _Loader(SourceFileLoader):
    """Python's own loader of a source file, which has the byte code already."""

    def __init__(self, name: str, path: str, code: bytes, compiler: Compiler) -> None:
        super().__init__(name, path)
        self._code = code
        self._compiler = compiler

    def exec_module(self, module: ModuleType) -> None:
        super().exec_module(module)
        if module.__name__ in HIDDEN:
            self._compiler.take(module.__name__)

    def get_code(self, fullname: str) -> CodeType | None:
        code, self._code = self._code, b""
        if not code:
            return super().get_code(fullname)
        found: CodeType = marshal.loads(code)  # noqa: S302 - what we wrote ourselves, see `use`
        return found


def use(path: str) -> Bundle | None:
    """Import what is in the file at `path` from there; None where there is none that is ours and for this Python."""
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except OSError:
        return None
    try:
        found = _read(descriptor)
    except (OSError, EOFError, ValueError, TypeError):
        found = None
    if found is None:
        os.close(descriptor)
        return None
    found.compiler.install()
    sys.meta_path.insert(0, found)
    return found


def use_or_record(path: str) -> None:
    """As `use`; where there is none, what is compiled from now on is kept in mind for when one is made."""
    if use(path) is None:
        import dataclasses  # noqa: F401 - before it makes any

        Compiler().install()


def _read(descriptor: int) -> Bundle | None:
    status = os.fstat(descriptor)
    if status.st_uid != os.getuid() or status.st_mode & _OTHERS_MAY_WRITE:
        return None
    length = int.from_bytes(os.pread(descriptor, _LENGTH, 0), "little")
    made_for, modules, size, kept = marshal.loads(os.pread(descriptor, length, _LENGTH))  # noqa: S302
    base = _LENGTH + length
    if made_for != _here() or status.st_size != base + size:
        return None
    return Bundle(descriptor, base, modules, Compiler(kept))


def _here() -> tuple[str, int, list[str]]:
    """What decides what a name is imported as: this Python, how it compiles, and where it looks."""
    return sys.version, sys.flags.optimize, sys.path


def _state(source: str) -> bytes:
    """Time and size of a source file, as a file of byte code has them; nothing where it is gone."""
    try:
        status = os.stat(source)  # noqa: PTH116 - pathlib is among what is imported from here
    except OSError:
        return b""
    numbers = (int(status.st_mtime), status.st_size)
    return b"".join((number & 0xFFFFFFFF).to_bytes(4, "little") for number in numbers)


def make(path: str) -> None:
    """Gather the byte code of all modules that are loaded now in the file at `path`, which is replaced.

    Raises:
        OSError: where it cannot be written.
    """
    modules: dict[str, _Entry] = {}
    codes: list[bytes] = []
    at = 0
    for name, module in list(sys.modules.items()):
        spec = getattr(module, "__spec__", None)
        if spec is None or spec.name != name or not isinstance(spec.loader, SourceFileLoader) or not spec.cached:
            continue
        with contextlib.suppress(OSError), open(spec.cached, "rb") as file:  # noqa: PTH123
            data = file.read()
            if data[4:8] == bytes(4) and data[8:_HEADER] == _state(spec.origin):
                places = spec.submodule_search_locations
                length = len(data) - _HEADER
                modules[name] = (at, length, spec.origin, None if places is None else [*places], data[8:_HEADER])
                codes.append(data[_HEADER:])
                at += length
    table = marshal.dumps((_here(), modules, at, Compiler.all_kept()))
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)  # noqa: PTH103, PTH120
    written = f"{path}.{os.getpid()}"
    descriptor = os.open(written, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor
            file.write(len(table).to_bytes(_LENGTH, "little"))
            file.write(table)
            file.writelines(codes)
        os.replace(written, path)  # noqa: PTH105
    except BaseException:
        os.unlink(written)  # noqa: PTH108 - on a full disk each start would leave another
        raise
