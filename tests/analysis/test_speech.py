"""The data of reported speech: what every language must say, and that what it says can be found in a text."""

from __future__ import annotations

import pytest

from reader.analysis.masking import tokens
from reader.analysis.speech import Phrases, Speech, speech
from reader.lang import LANGUAGES, knowledge
from reader.lang.verbs import verbs


def _listed(known: Speech) -> tuple[Phrases, ...]:
    return known.according, known.according_beside, known.according_after, known.asides, known.times


over_languages = pytest.mark.parametrize("language", LANGUAGES)


@over_languages
def test_every_verb_has_all_its_forms(language: str) -> None:
    for key in ("reporting", "beside"):
        for verb in verbs(knowledge(language, "speech"), key):
            assert all(verb), verb
            for form in (verb.infinitive, *verb.finite, *verb.participles, *verb.gerunds):
                assert form == form.lower()
                assert form.isalpha(), verb


@over_languages
def test_a_reporting_verb_stands_in_one_list(language: str) -> None:
    data = knowledge(language, "speech")
    lemmas = [verb.infinitive for key in ("reporting", "beside") for verb in verbs(data, key)]
    assert len(lemmas) == len(set(lemmas))


@over_languages
def test_every_phrase_can_be_found_in_a_text(language: str) -> None:
    known = speech(language)
    for phrase in (
        *(phrase for listed in _listed(known) for phrase in listed.all),
        *known.own_view,
    ):
        found = tuple(token.low for token in tokens(" ".join(phrase).replace("' ", "'"), 0, (), known).items)
        assert found == phrase


@over_languages
def test_genders_and_numbers_are_known_letters(language: str) -> None:
    known = speech(language)
    for form in (*known.determiners.values(), *known.pronouns.values(), *known.own_view.values()):
        assert form.gender in "mfn*"
        assert form.number in "sp*"


def test_nothing_is_known_of_other_languages() -> None:
    known = speech(None)
    assert not known.finite
    assert not known.pronouns
