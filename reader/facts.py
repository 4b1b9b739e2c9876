"""What facts are made of: the standard library's dataclasses and named tuples, without what they cost a first screen.

`dataclasses` imports `inspect` and compiles up to nine functions a class, one by one; `typing` is a large module. Of
the 38 ms in which an article's text can be on the screen they would take 25. For whoever checks types the names below
are the standard library's own; what runs compiles once a class, and leaves the rest until somebody asks for it.
"""

from __future__ import annotations

TYPE_CHECKING = False

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass  # noqa: PLC0414 - handed on, as mypy wants it written
    from dataclasses import replace as replace  # noqa: PLC0414
    from typing import NamedTuple as NamedTuple  # noqa: PLC0414
else:
    from collections import namedtuple

    def dataclass(*, frozen, slots=False, order=False):
        """A frozen dataclass, as `dataclasses.dataclass` makes it of a class without a dataclass above it.

        `dataclasses.replace`, `fields` and the like work on it. Fields have defaults, but no `field()`.
        """
        if not frozen:
            raise TypeError("facts are frozen")

        def made(cls):
            names = tuple(cls.__dict__.get("__annotations__", ()))  # noqa: RUF063 - what ruff proposes imports inspect
            defaults = {name: cls.__dict__[name] for name in names if name in cls.__dict__}
            if slots:
                cls = _with_slots(cls, names)
            scope = {f"default_{name}": value for name, value in defaults.items()}
            setters = {name: cls.__dict__[name].__set__ for name in names} if slots else {}
            scope |= {f"set_{name}": setter for name, setter in setters.items()} or {"set": object.__setattr__}
            exec(_source(cls, names, defaults, slots, order), scope)  # noqa: S102 - of the names of our own fields
            for name in _METHODS[: None if order else -4]:
                method = scope[name]
                method.__qualname__ = f"{cls.__qualname__}.{name}"
                setattr(cls, name, method)
            cls.__repr__, cls.__setattr__, cls.__delattr__ = _repr, _refuse, _refuse
            cls.__match_args__ = names
            cls.__dataclass_fields__ = _Fields(names, defaults)
            return cls

        return made

    _METHODS = ("__init__", "__eq__", "__hash__", "__reduce__", "__lt__", "__le__", "__gt__", "__ge__")

    def _with_slots(cls, names):
        """The class anew, with slots in the place of its defaults."""
        kept = {key: value for key, value in cls.__dict__.items() if key not in (*names, "__dict__", "__weakref__")}
        return type(cls)(cls.__name__, cls.__bases__, kept | {"__slots__": names, "__qualname__": cls.__qualname__})

    def _source(cls, names, defaults, slots, order):
        """The text of the methods that are worth compiling: those that run often."""
        given = ", ".join(f"{name}=default_{name}" if name in defaults else name for name in names)
        values = "(" + "".join(f"self.{name}, " for name in names) + ")"
        set_ = "set_{0}(self, {0})" if slots else "set(self, {0!r}, {0})"
        lines = [f"def __init__(self, {given}):", " pass", *(f" {set_.format(name)}" for name in names)]
        if hasattr(cls, "__post_init__"):
            lines.append(" self.__post_init__()")
        lines += [
            f"def __hash__(self):\n return hash({values})",
            f"def __reduce__(self):\n return self.__class__, {values}",
        ]
        compared = {"__eq__": "==", **({"__lt__": "<", "__le__": "<=", "__gt__": ">", "__ge__": ">="} if order else {})}
        lines += [
            f"def {name}(self, other):\n"
            " if other.__class__ is not self.__class__:\n  return NotImplemented\n"
            f" return {values} {sign} {values.replace('self.', 'other.')}"
            for name, sign in compared.items()
        ]
        return "\n".join(lines)

    def _repr(self):
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__match_args__)
        return f"{self.__class__.__qualname__}({shown})"

    def _refuse(_self, name, *_value):
        from dataclasses import FrozenInstanceError

        raise FrozenInstanceError(f"cannot change {name!r}: facts are frozen")

    def replace(fact, **changes):
        """A fact of such a class with other values, as `dataclasses.replace` makes it."""
        known = {name: getattr(fact, name) for name in fact.__match_args__}
        return fact.__class__(**known | changes)

    class _Fields:
        """What `dataclasses` knows a dataclass by, made by itself when it first looks."""

        def __init__(self, names, defaults):
            self._known = (names, defaults)

        def __get__(self, instance, owner):
            from dataclasses import make_dataclass

            names, defaults = self._known
            kinds = owner.__annotations__
            made = make_dataclass(
                owner.__name__, [(n, kinds[n], *([defaults[n]] if n in defaults else [])) for n in names]
            )
            owner.__dataclass_fields__ = made.__dataclass_fields__
            return made.__dataclass_fields__

    class _Named(type):
        def __new__(cls, name, bases, body):
            if not bases:
                return super().__new__(cls, name, bases, body)
            names = tuple(body["__annotations__"])
            defaults = [body[each] for each in names if each in body]
            made = namedtuple(name, names, defaults=defaults, module=body["__module__"])
            for key, value in body.items():
                if key not in names and key not in ("__module__", "__slots__"):
                    setattr(made, key, value)
            return made

    class NamedTuple(metaclass=_Named):
        """A named tuple of what the class's annotations name, as `typing.NamedTuple` makes it."""
