"""Names that are one thing under several: NATO and OTAN, UN and United Nations, as the languages' lists say.

Two names are joined where an article has both; the lists find no names by themselves.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reader.analysis.entities.lexicon import phrase
from reader.lang import LANGUAGES, entries, knowledge

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reader.analysis.draft import Name
    from reader.analysis.entities.lexicon import Phrase
    from reader.analysis.entities.register import Register

_BAR = "|"


@cache
def things() -> Mapping[Phrase, Phrase]:
    """For each form that is listed one that stands for all that it is the same as."""
    found: dict[Phrase, Phrase] = {}

    def first(form: Phrase) -> Phrase:
        while (other := found.setdefault(form, form)) != form:
            form = other
        return form

    for language in LANGUAGES:
        for line in entries(str(knowledge(language, "aliases").get("same", ""))):
            forms = [phrase(form) for form in line.split(_BAR)]
            for form in forms[1:]:
                found[first(form)] = first(forms[0])
    return {form: first(form) for form in found}


def join(names: Iterable[Name], register: Register) -> None:
    """Makes one thing of those among `names` that are listed as one, and of what earlier windows named so."""
    listed = things()
    for name in names:
        one = listed.get(phrase(name.words))
        thing = register.known(name.key)
        if one is None or thing is None:
            continue
        other = register.root(register.listed.setdefault(one, thing))
        if other is not thing:
            fuller, shorter = (thing, other) if len(thing.name) > len(other.name) else (other, thing)
            register.merge(shorter, fuller)
