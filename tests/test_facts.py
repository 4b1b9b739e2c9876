"""Facts are dataclasses and named tuples to everyone who asks, whatever they are made by."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
from dataclasses import FrozenInstanceError, asdict, fields, is_dataclass, replace
from functools import cached_property

import pytest

from reader.facts import NamedTuple, dataclass
from reader.facts import replace as with_others


@dataclass(frozen=True, slots=True, order=True)
class Point:
    """A point."""

    x: int
    y: int = 0

    def __post_init__(self) -> None:
        if self.x < 0:
            raise ValueError("left of everything")

    def __len__(self) -> int:
        return self.y


@dataclass(frozen=True)
class Shape:
    """What has points."""

    points: tuple[Point, ...] = ()

    @cached_property
    def count(self) -> int:
        return len(self.points)


class Pair(NamedTuple):
    """Two things."""

    one: str
    other: str = "b"

    @property
    def both(self) -> str:
        return self.one + self.other


def test_a_fact_is_made_compared_and_shown_as_a_dataclass() -> None:
    assert Point(1) == Point(1, 0) == Point(x=1)
    assert Point(1) != (1, 0)
    assert hash(Point(1)) == hash(Point(1, 0))
    assert repr(Point(1, 2)) == "Point(x=1, y=2)"
    assert sorted([Point(2), Point(1, 5)]) == [Point(1, 5), Point(2)]
    assert len(Point(1, 7)) == 7
    with pytest.raises(ValueError, match="left"):
        Point(-1)
    with pytest.raises(TypeError):
        Point()  # type: ignore[call-arg]


def test_a_fact_does_not_change() -> None:
    with pytest.raises(FrozenInstanceError):
        Point(1).x = 2  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del Shape().points
    assert not hasattr(Point(1), "__dict__")


def test_the_standard_library_takes_it_for_its_own() -> None:
    assert is_dataclass(Point)
    assert [field.name for field in fields(Point(1))] == ["x", "y"]
    assert replace(Point(1, 2), y=3) == Point(1, 3)
    assert asdict(Shape((Point(1),))) == {"points": ({"x": 1, "y": 0},)}
    shape = Shape((Point(1), Point(2)))
    assert shape.count == 2
    assert pickle.loads(pickle.dumps(shape)) == shape == copy.deepcopy(shape)
    match Point(3, 4):
        case Point(x, y):
            assert (x, y) == (3, 4)


def test_a_named_tuple_is_one() -> None:
    assert Pair("a") == ("a", "b")
    assert Pair("a")._replace(other="c").both == "ac"
    assert pickle.loads(pickle.dumps(Pair("a"))).both == "ab"


def test_the_page_needs_no_heavy_module() -> None:
    """What the first screen is made of loads none of these, each of which costs 5 ms and more."""
    code = (
        "import sys, reader.cli.first, reader.sources.markdown.beginning, reader.store.glance;"
        "print([m for m in ('dataclasses', 'inspect', 'typing', 'pathlib', 'argparse', 'tomllib', 'hashlib', 'rich',"
        " 'sqlite3', 'threading', 'markdown_it', 'textual') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", f"import sys; sys.path[:0] = {sys.path!r}; {code}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"


def test_a_fact_with_other_values_is_what_the_standard_library_makes() -> None:
    assert with_others(Point(1, 2), y=5) == replace(Point(1, 2), y=5) == Point(1, 5)
    assert with_others(Shape((Point(1),)), points=()) == Shape()


def test_a_fact_may_have_no_fields() -> None:
    @dataclass(frozen=True, slots=True)
    class Nothing:
        """Nothing at all."""

    assert Nothing() == Nothing()
    assert pickle.loads(pickle.dumps(Point(1))) == Point(1)
