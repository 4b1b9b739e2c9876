"""How a language reports what was said, read from its `speech.toml` into sets that the rules can ask.

A language of which nothing is known gives empty sets: marks are still paired, and nobody is named a speaker.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from reader.lang import entries, knowledge, words
from reader.lang.verbs import verbs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reader.lang.verbs import Verb


@dataclass(frozen=True, slots=True)
class Form:
    """What a pronoun or determiner shows: gender m, f, n or * (any), number s, p or *."""

    gender: str
    number: str


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases as the tokens that they are made of, the longest first."""

    all: tuple[tuple[str, ...], ...]
    openings: frozenset[str]
    """The words that one of them can begin with in a text."""


@dataclass(frozen=True, slots=True, eq=False)
class Speech:
    """The knowledge of one language. Words are in lower case, with straight apostrophes; names in capitals as such."""

    infinitives: frozenset[str]
    finite: frozenset[str]
    participles: frozenset[str]
    gerunds: frozenset[str]
    beside: frozenset[str]
    """Finite forms of verbs that report only directly beside the words they report."""
    beside_participles: frozenset[str]
    beside_infinitives: frozenset[str]
    linkers: frozenset[str]
    """Prepositions that join a verb and the infinitive that reports (se borne à dire)."""
    times: Phrases
    """When something is said, where it stands between a verb and its subject (avait dit la veille X)."""
    opening_participles: tuple[str, ...]
    """How participles and adjectives end that open a sentence before its subject (Interrogé par X, le maire …)."""
    verb_tails: frozenset[str]
    according: Phrases
    according_beside: Phrases
    according_after: Phrases
    own_view: Mapping[tuple[str, ...], Form]
    """Phrases that name the speaker by a possessive (in her view), each with what the possessive shows."""
    complementizers: frozenset[str]
    conjunctions: frozenset[str]
    coordinators: frozenset[str]
    """Conjunctions that begin no subordinate clause."""
    relatives: frozenset[str]
    contrasts: frozenset[str]
    """Conjunctions behind which somebody else is spoken of (“…”, while X said)."""
    auxiliaries: frozenset[str]
    passive: frozenset[str]
    """Auxiliaries that make a participle passive, so that the subject is spoken of and does not speak."""
    reflexives: frozenset[str]
    clitics: frozenset[str]
    adverbs: frozenset[str]
    asides: Phrases
    """Phrases that stand where an adverb can."""
    adverb_endings: tuple[str, ...]
    prepositions: frozenset[str]
    absolutes: frozenset[str]
    """Prepositions behind which a name can have a gerund of its own (with Lee saying)."""
    genitives: frozenset[str]
    """Prepositions that carry a description on (the mayor *of* X)."""
    determiners: Mapping[str, Form]
    definite: frozenset[str]
    demonstratives: frozenset[str]
    pronouns: Mapping[str, Form]
    nobody: frozenset[str]
    inverted: frozenset[str]
    to_speaker: frozenset[str]
    titles: frozenset[str]
    titles_f: frozenset[str]
    titles_m: frozenset[str]
    honorifics: frozenset[str]
    postnominals: frozenset[str]
    """Letters behind a name that belong to how one is styled (QC, MP)."""
    particles: frozenset[str]
    naming: frozenset[str]
    named: frozenset[str]
    verbs: frozenset[str]
    verb_endings: tuple[str, ...]
    past_endings: tuple[str, ...]
    """How a finite verb in the past ends, or is."""
    roles: frozenset[str]
    bodies: frozenset[str]
    """Roles that no person has: firms, offices, papers."""
    role_endings: tuple[str, ...]
    adjective_endings: tuple[str, ...]
    """How adjectives end that no verb in the third person does (le parquet national)."""
    plural: str
    """The ending of a plural."""
    gerund_endings: tuple[str, ...]
    first_person: frozenset[str]
    second_person: frozenset[str]
    question_labels: frozenset[str]
    """What stands before the questions of an interview (Q, Question)."""
    answer_labels: frozenset[str]
    agents: frozenset[str]
    """Prepositions that name who does what a passive says (par, by)."""
    questions: frozenset[str]
    """Nouns that a question stands beside which somebody is asked (à la question « … », X répond)."""
    sayings: frozenset[str]
    """What everybody says and nobody in particular (the saying goes)."""
    utterances: frozenset[str]
    """What is said or written: what somebody's letter says, that person says."""
    possessives: frozenset[str]
    latter: frozenset[str]
    """Pronouns for whoever was named last (ce dernier, the latter)."""
    kinds: tuple[tuple[frozenset[str], frozenset[str], tuple[str, ...]], ...]
    """Nouns that take up somebody already named (le chercheur), with the nouns that they cover, and their endings."""
    offices: tuple[tuple[tuple[str, ...], ...], ...]
    """Descriptions of one and the same office (le premier ministre, le chef du gouvernement)."""
    taken_up: frozenset[str]
    """All the nouns of `kinds` that take somebody up."""
    anybody: frozenset[str]
    """Nouns that can take up any person (l'homme, the woman)."""
    anybody_endings: tuple[str, ...]
    """How nouns end that say how old somebody is (le quadragénaire, the 43-year-old)."""
    demonyms: frozenset[str]
    """Nouns in capitals that say where somebody is from and are not told by their ending."""
    demonym_endings: tuple[str, ...]
    grammatical_gender: bool
    """Whether 'he' and 'she' stand for bodies too."""
    capital_nouns: bool
    """Whether nouns are written with a capital, so that one alone is no name."""
    verb_second: bool
    """Whether the verb comes second, so that its subject follows where something else comes first."""
    speaking: frozenset[str]
    """Verbs by which the next sentence names who was speaking (Paul Roux s'exprimait devant X)."""
    cited: frozenset[str]
    """Participles whose subject is quoted, though they are passive (X is quoted as saying)."""
    reported_mood: frozenset[str]
    """Verbs in the mood of reported speech: their sentence goes on with what the last speaker says (sie seien …)."""
    compounds: bool
    """Whether nouns are written together, so that the last part tells what the whole is (Fluggesellschaft)."""
    inversion: bool
    """Whether, after a quotation, the verb comes before its subject."""
    token: re.Pattern[str]
    clitic: re.Pattern[str] | None
    """A subject that hangs on its verb by a hyphen."""


def _forms(value: str) -> dict[str, Form]:
    found = {}
    for line in entries(value):
        *head, gender, number = line.split()
        found[" ".join(head)] = Form(gender, number)
    return found


def _phrases(value: str, genitives: frozenset[str]) -> Phrases:
    found = tuple(sorted(map(_parts, entries(value)), key=lambda phrase: (-len(phrase), phrase)))
    first = {phrase[0] for phrase in found}
    more = genitives if first & genitives else frozenset()
    return Phrases(found, frozenset(first | {unaccented(word) for word in first} | more))


@cache
def unaccented(word: str) -> str:
    """A word without its accents, as capitals are often printed."""
    return "".join(char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))


def _parts(line: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+'|[\w-]+", line))


def _forms_of(known: Iterable[Verb], part: Literal["finite", "participles", "gerunds"]) -> frozenset[str]:
    return frozenset(form for verb in known for form in getattr(verb, part))


def _kinds(value: str) -> tuple[tuple[frozenset[str], frozenset[str], tuple[str, ...]], ...]:
    found = []
    for line in entries(value):
        kind, _, members = line.partition("|")
        nouns = members.split()
        endings = tuple(sorted(noun[1:] for noun in nouns if noun.startswith("-")))
        found.append((words(kind), frozenset(nouns), endings or ("\0",)))
    return tuple(found)


def _offices(value: str) -> tuple[tuple[tuple[str, ...], ...], ...]:
    return tuple(tuple(_parts(phrase) for phrase in line.split("|")) for line in entries(value))


@cache
def speech(language: str | None) -> Speech:
    """What is known of how `language` reports speech."""
    data = knowledge(language, "speech")

    def listed(key: str) -> frozenset[str]:
        return words(data.get(key, ""))

    reporting, beside = tuple(verbs(data, "reporting")), tuple(verbs(data, "beside"))
    inverted = listed("inverted")
    elided = sorted(listed("elided"), key=len, reverse=True)
    elision = rf"(?:{'|'.join(map(re.escape, elided))})['’](?=\w)|" if elided else ""
    within = "-" if elided else "-'’"
    hanging = "|".join(sorted(map(re.escape, inverted), key=len, reverse=True))
    return Speech(
        infinitives=frozenset(verb.infinitive for verb in reporting),
        finite=_forms_of(reporting, "finite"),
        participles=_forms_of(reporting, "participles"),
        gerunds=_forms_of(reporting, "gerunds"),
        beside=_forms_of(beside, "finite"),
        beside_participles=_forms_of(beside, "participles"),
        beside_infinitives=frozenset(verb.infinitive for verb in beside),
        linkers=listed("linkers"),
        times=_phrases(data.get("times", ""), listed("genitives")),
        opening_participles=tuple(sorted(listed("opening_participles"))) or ("\0",),
        verb_tails=listed("verb_tails"),
        according=_phrases(data.get("according", ""), listed("genitives")),
        according_beside=_phrases(data.get("according_beside", ""), listed("genitives")),
        according_after=_phrases(data.get("according_after", ""), listed("genitives")),
        own_view={_parts(phrase): form for phrase, form in _forms(data.get("own_view", "")).items()},
        complementizers=listed("complementizers"),
        conjunctions=listed("conjunctions"),
        coordinators=listed("coordinators"),
        relatives=listed("relatives"),
        contrasts=listed("contrasts"),
        auxiliaries=listed("auxiliaries"),
        passive=listed("passive"),
        reflexives=listed("reflexives"),
        clitics=listed("clitics"),
        adverbs=listed("adverbs"),
        asides=_phrases(data.get("asides", ""), listed("genitives")),
        adverb_endings=tuple(sorted(listed("adverb_endings"))),
        prepositions=listed("prepositions"),
        absolutes=listed("absolutes"),
        genitives=listed("genitives"),
        determiners=_forms(data.get("determiners", "")),
        demonstratives=listed("demonstratives"),
        definite=listed("definite"),
        pronouns=_forms(data.get("pronouns", "")),
        nobody=listed("nobody"),
        inverted=inverted,
        to_speaker=listed("to_speaker"),
        titles=listed("titles"),
        titles_f=listed("titles_f"),
        titles_m=listed("titles_m"),
        honorifics=listed("honorifics"),
        postnominals=listed("postnominals"),
        particles=listed("particles"),
        naming=listed("naming"),
        named=listed("named"),
        verbs=listed("verbs"),
        past_endings=tuple(sorted(listed("past_endings"))) or ("\0",),
        verb_endings=tuple(sorted(listed("verb_endings"))),
        roles=listed("roles") | listed("bodies"),
        bodies=listed("bodies"),
        role_endings=tuple(sorted(listed("role_endings"))),
        adjective_endings=tuple(sorted(listed("adjective_endings"))) or ("\0",),
        plural=data.get("plural", ""),
        gerund_endings=tuple(sorted(listed("gerund_endings"))),
        first_person=listed("first_person"),
        second_person=listed("second_person"),
        question_labels=listed("question_labels"),
        answer_labels=listed("answer_labels"),
        agents=listed("agents"),
        questions=listed("questions"),
        sayings=listed("sayings"),
        utterances=listed("utterances"),
        possessives=listed("possessives"),
        latter=frozenset(" ".join(_parts(line)).replace("' ", "'") for line in entries(data.get("latter", ""))),
        kinds=_kinds(data.get("kinds", "")),
        taken_up=frozenset().union(*(nouns for nouns, *_ in _kinds(data.get("kinds", "")))),
        offices=_offices(data.get("offices", "")),
        anybody=listed("anybody"),
        anybody_endings=tuple(sorted(listed("anybody_endings"))) or ("\0",),
        demonyms=listed("demonyms"),
        demonym_endings=tuple(sorted(listed("demonym_endings"))) or ("\0",),
        grammatical_gender=bool(data.get("grammatical_gender", False)),
        capital_nouns=bool(data.get("capital_nouns", False)),
        verb_second=bool(data.get("verb_second", False)),
        speaking=listed("speaking"),
        cited=listed("cited"),
        reported_mood=listed("reported_mood"),
        compounds=bool(data.get("compounds", False)),
        inversion=bool(data.get("inversion", False)),
        token=re.compile(rf"{elision}(?:\w\.){{2,9}}|\w+(?:[{within}]\w+)*|[^\w\s]", re.IGNORECASE),
        clitic=re.compile(rf"(?:-t)?-(?:{hanging})\Z", re.IGNORECASE) if inverted else None,
    )
