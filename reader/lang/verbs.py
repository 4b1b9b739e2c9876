"""The forms of verbs, from lines of a language's data: an irregular verb gives its forms, a regular one its infinitive.

    dire | dit disent disait | dit dite dits dites | disant
    affirmer ajouter annoncer

The second line holds regular verbs, conjugated by the table `conjugation` of the same file: an infinitive's ending,
and what stands in its place in each form. The longest ending that fits decides (manger by -ger, not by -er). A tilde
stands for the stem: `be~en` fits betonen and not sagen, and ge~t makes gesagt of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from reader.lang import entries

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Verb(NamedTuple):
    """One verb's forms, in lower case."""

    infinitive: str
    finite: tuple[str, ...]
    participles: tuple[str, ...]
    gerunds: tuple[str, ...]


def verbs(data: Mapping[str, Any], key: str) -> Iterator[Verb]:
    """The verbs that the list `key` of a language's data holds.

    Raises:
        ValueError: where a line names a regular verb whose ending no conjugation has.
    """
    endings = sorted(data.get("conjugation", {}).items(), key=lambda each: -len(each[0]))
    for line in entries(data.get(key, "")):
        infinitive, *forms = line.split("|")
        if forms:
            finite, participles, gerunds = ([*cells.split()] for cells in (*forms, "", "")[:3])
            yield Verb(infinitive.strip(), tuple(finite), tuple(participles), tuple(gerunds))
            continue
        for verb in infinitive.split():
            yield _conjugated(verb, endings)


def _conjugated(infinitive: str, endings: list[tuple[str, str]]) -> Verb:
    for pattern, forms in endings:
        prefix, _, ending = pattern.rpartition("~")
        if infinitive.startswith(prefix) and infinitive.endswith(ending):
            stem = infinitive.removesuffix(ending)
            finite, participles, gerunds = (
                tuple(_form(stem, form) for form in cells.split()) for cells in forms.split("|")
            )
            return Verb(infinitive, finite, participles, gerunds)
    raise ValueError(f"no conjugation fits {infinitive!r}")


def _form(stem: str, ending: str) -> str:
    """A form: `ending` behind the stem, or around it."""
    before, tilde, behind = ending.partition("~")
    return f"{before}{stem}{behind}" if tilde else f"{stem}{ending}"
