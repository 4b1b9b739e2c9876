"""What is known of each language can be read, and languages are told apart by their commonest words."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import lang

FOLDER = Path(lang.__file__).parent

SENTENCES = {
    "fr": [
        "Le canot est rentré au port avec la marée, et personne n'a vu que la barre était cassée.",
        "Elle a passé deux hivers dans cette tour sans que l'on sache ce qu'elle y faisait.",
    ],
    "en": [
        "The boat came back with the tide, and nobody saw that her rudder was broken.",
        "She had spent two winters in the tower, and they never knew what she did there.",
    ],
    "de": [
        "Das Boot kam mit der Flut zurück, und niemand hatte gesehen, dass das Ruder gebrochen war.",
        "Sie hat zwei Winter in dem Turm verbracht, und man wusste nicht, was sie dort tat.",
    ],
    "es": [
        "La barca volvió al puerto con la marea, y nadie vio que el timón estaba roto.",
        "Pasó dos inviernos en la torre sin que se supiera lo que hacía por las noches.",
    ],
    "it": [
        "La barca è tornata in porto con la marea, e nessuno ha visto che il timone era rotto.",
        "Ha passato due inverni nella torre senza che si sapesse che cosa faceva di notte.",
    ],
    "pt": [
        "O barco voltou ao porto com a maré, e ninguém viu que o leme estava partido.",
        "Ela passou dois invernos na torre sem que se soubesse o que fazia à noite.",
    ],
    "nl": [
        "De boot kwam terug met het tij, en niemand zag dat het roer gebroken was.",
        "Zij heeft twee winters in de toren gewoond zonder dat men wist wat zij daar deed.",
    ],
}
CASES = [(language, sentence) for language, sentences in SENTENCES.items() for sentence in sentences]


@pytest.mark.parametrize(("language", "sentence"), CASES)
def test_one_sentence_is_enough(language: str, sentence: str) -> None:
    assert lang.detect(sentence) == language
    assert lang.detect(sentence.upper()) == language


@pytest.mark.parametrize(
    "text", ["", "3 141 592", "Marzenka Vltavin", "潮が満ちてきた", "Vene palasi satamaan nousuveden mukana."]
)
def test_where_words_do_not_tell_there_is_no_language(text: str) -> None:
    assert lang.detect(text) is None


def test_two_languages_in_equal_parts_are_none() -> None:
    assert lang.detect(" ".join(SENTENCES["fr"][:1] + SENTENCES["de"][:1])) is None


@given(st.text())
def test_any_text_has_a_known_language_or_none(text: str) -> None:
    assert lang.detect(text) in (*lang.LANGUAGES, None)


@pytest.mark.parametrize("language", ["", "xx", "FR", "../fr", "fr/../en", None])
def test_nothing_is_known_of_an_unknown_language(language: str | None) -> None:
    assert lang.knowledge(language, "language") == {}


def test_nothing_is_known_of_an_unknown_topic() -> None:
    assert lang.knowledge("fr", "astronomy") == {}


def test_every_language_has_a_folder_and_every_folder_is_a_language() -> None:
    assert {path.parent.name for path in FOLDER.glob("*/*.toml")} == set(lang.LANGUAGES)
    assert {path.parent.name for path in FOLDER.glob("*/language.toml")} == set(lang.LANGUAGES)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*/*.toml")), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_file_says_what_it_holds(path: Path) -> None:
    held = tomllib.loads(path.read_text(encoding="utf-8"))
    assert held
    assert held == lang.knowledge(path.parent.name, path.stem)


@pytest.mark.parametrize("language", lang.LANGUAGES)
def test_each_language_has_a_name_marks_and_its_commonest_words(language: str) -> None:
    known = lang.knowledge(language, "language")
    assert known["name"]
    assert all(len(pair) == 2 and all(pair) for pair in known["marks"]["pairs"])
    frequent = known["frequent"].split()
    assert len(set(frequent)) == len(frequent) >= 40
    assert all(word == word.lower() for word in frequent)


def test_lists_in_the_files_are_split_at_white_space_or_lines() -> None:
    assert lang.words("un  deux\ntrois un") == {"un", "deux", "trois"}
    assert lang.entries("\n  porte-parole de \n\nchef\n") == ("porte-parole de", "chef")
