"""What is taken for a name, of which type, and where else it is found: one construction a case."""

from __future__ import annotations

import random
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.analysis import _windows
from reader.analysis.attribution.roster import Roster
from reader.analysis.draft import Draft
from reader.analysis.entities.grouping import gather_entities
from reader.analysis.entities.names import find_names
from reader.model import Article, Block, BlockKind, Metadata, Source, Span


def article(text: str, language: str | None = "fr", kinds: dict[int, BlockKind] | None = None) -> Article:
    """Every line a block; `kinds` says which are not paragraphs."""
    blocks, at = [], 0
    for number, line in enumerate(text.split("\n")):
        if line.strip():
            kind = (kinds or {}).get(number, BlockKind.PARAGRAPH)
            blocks.append(Block(kind, Span(at, at + len(line)), level=1 if kind is BlockKind.HEADING else None))
        at += len(line) + 1
    return Article(text, tuple(blocks), Source(None, "text/plain", ""), Metadata(language=language))


def draft_of(
    text: str, language: str | None = "fr", kinds: dict[int, BlockKind] | None = None, *, by_block: bool = False
) -> Draft:
    """The draft once names and entities are found, in the usual windows or block by block."""
    draft = Draft(article(text, language, kinds), language)
    count = len(draft.article.blocks)
    for window in [range(i, i + 1) for i in range(count)] if by_block else _windows(draft.article):
        draft.window = window
        find_names(draft)
        gather_entities(draft)
    return draft


def named(text: str, language: str = "fr", kinds: dict[int, BlockKind] | None = None) -> dict[str, str]:
    """Each entity's name with its type."""
    return {entity.name: entity.type.value for entity in draft_of(text, language, kinds).entities}


def mentions(text: str, name: str, language: str = "fr", kinds: dict[int, BlockKind] | None = None) -> list[str]:
    found = [entity for entity in draft_of(text, language, kinds).entities if entity.name == name]
    assert len(found) == 1, draft_of(text, language, kinds).entities
    return [span.of(text) for span in found[0].mentions]


FRENCH = [
    ("Hier, Maëlle Corvaisier a tenu parole.", {"Maëlle Corvaisier": "person"}),
    ("Le préfet Hugo de Valmoral est venu.", {"Hugo de Valmoral": "person"}),
    ("On a vu Mme Ostrevant et M. Kerbiquet au marché.", {"Ostrevant": "person", "Kerbiquet": "person"}),
    ("Vu par J. P. Tarvel, critique.", {"J. P. Tarvel": "person"}),
    ("Elle croise Bastor Elduin, chef produit de la firme.", {"Bastor Elduin": "person"}),
    ("Le groupe Nordélia recrute.", {"Nordélia": "organisation"}),
    ("Il parle avec le PDG de Nordélia, hier.", {"Nordélia": "organisation"}),
    ("Un accord avec l’Institut Mirvaud est prêt.", {"Institut Mirvaud": "organisation"}),
    ("Le ministère de la Santé enquête.", {"ministère de la Santé": "organisation"}),
    ("L'ONU et l'OTAN protestent.", {"ONU": "organisation", "OTAN": "organisation"}),
    ("Elle dirige l'Assemblée nationale.", {"Assemblée nationale": "organisation"}),
    ("Ils vivent à Trévelec depuis mai.", {"Trévelec": "place"}),
    ("Un orage est tombé sur Saint-Maël-sur-Mer.", {"Saint-Maël-sur-Mer": "place"}),
    ("La Norvège et le Finistère attendent.", {"Norvège": "place", "Finistère": "place"}),
    ("Elle habite rue Jacques-Tarvel.", {"rue Jacques-Tarvel": "place"}),
    (
        "Ils vont de Brest, Quimper et Lanvoreg vers la mer.",
        {"Brest": "place", "Quimper": "place", "Lanvoreg": "place"},
    ),
    ("Le déploiement de son initiative « Mirador » commence.", {"Mirador": "work"}),
    ("Le modèle « z4-nano » est sorti.", {"z4-nano": "work"}),
    ("On attend ZRT-7 et le Falbor 900.", {"ZRT-7": "work", "Falbor 900": "work"}),
    ("Le film « La marée du soir » sort demain.", {"La marée du soir": "work"}),
    ("L'IA, le PDG et la TVA occupent la séance.", {}),
    ("Lundi, les Français et les Bretons ont voté en Mars.", {}),
    ("Malgré tout, Interrogée hier, elle se tait.", {}),
    ("Investissements massifs : Diffuser trop tôt serait risqué.", {}),
    ("Une taxe sur les mouettes en vol (TMV) arrive. La TMV déplaît.", {}),
]

ENGLISH = [
    ("Yesterday Edwina Farrowby kept her word.", {"Edwina Farrowby": "person"}),
    ("They met President Alba Quent there.", {"Alba Quent": "person"}),
    ("We saw Mr. Brindlecombe at the market.", {"Brindlecombe": "person"}),
    ("It was Omar J. Calloway who said no.", {"Omar J. Calloway": "person"}),
    ("They praised Linnea van der Holt again.", {"Linnea van der Holt": "person"}),
    ("It was built by O’Hanlon & Sons last year.", {"O’Hanlon & Sons": "organisation"}),
    ("He left Tidewell Industries in May.", {"Tidewell Industries": "organisation"}),
    ("She runs the University of Marlow now.", {"University of Marlow": "organisation"}),
    ("He asked the Coastal Heritage Board for help.", {"Coastal Heritage Board": "organisation"}),
    ("They moved to Lake Orrin in June.", {"Lake Orrin": "place"}),
    ("Prices fell in Wexcombe again.", {"Wexcombe": "place"}),
    ("A Wexcombe-based firm won.", {"Wexcombe": "place"}),
    ("The drone, an AX-12, fell.", {"AX-12": "work"}),
    ("They launched a project called “Long Tide” today.", {"Long Tide": "work"}),
    ("On Monday British officials met AI experts and the CEO.", {}),
    ("Critics said no. Running water helps.", {}),
    ("A marine impact review (MIR) is due. The MIR has no date.", {}),
    ("Farrowby's idea pleased Edwina Farrowby.", {"Edwina Farrowby": "person"}),
]


@pytest.mark.parametrize(("text", "expected"), FRENCH, ids=[text for text, _ in FRENCH])
def test_names_in_french(text: str, expected: dict[str, str]) -> None:
    assert named(text, "fr") == expected


@pytest.mark.parametrize(("text", "expected"), ENGLISH, ids=[text for text, _ in ENGLISH])
def test_names_in_english(text: str, expected: dict[str, str]) -> None:
    assert named(text, "en") == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Der Hund lief über die Straße zum Bäcker.", "de", {}),
        ("Gestern sprach Annegret Holtbrink in Hamburg.", "de", {"Annegret Holtbrink": "person", "Hamburg": "place"}),
        ("La ministra Lucía Barrantes llegó a Sevilla.", "es", {"Lucía Barrantes": "person", "Sevilla": "place"}),
        ("Il sindaco Tommaso Brivesi vive a Torino.", "it", {"Tommaso Brivesi": "person", "Torino": "place"}),
    ],
)
def test_other_languages_are_read_politely(text: str, language: str, expected: dict[str, str]) -> None:
    assert named(text, language) == expected


def test_a_surname_stands_for_the_whole_name_wherever_it_is_met() -> None:
    text = (
        "Ostrevant se défend\n"
        "LÉNA OSTREVANT RÉPOND AUX CRITIQUES\n"
        "Léna Ostrevant a parlé. Mme Ostrevant est maire.\n"
        "« Ostrevant a raison », dit un voisin. Lena Ostrevant sourit."
    )
    kinds = {0: BlockKind.HEADING, 1: BlockKind.HEADING}
    assert mentions(text, "Léna Ostrevant", kinds=kinds) == [
        "Ostrevant",
        "LÉNA OSTREVANT",
        "Léna Ostrevant",
        "Mme Ostrevant",
        "Ostrevant",
        "Lena Ostrevant",
    ]


def test_two_people_of_one_surname_are_kept_apart() -> None:
    text = (
        "Léna Ostrevant est maire. Ostrevant a souri. Paul Ostrevant est son frère. Ostrevant pêche. "
        "Mme Ostrevant a ri, et M. Ostrevant est parti."
    )
    assert len(mentions(text, "Léna Ostrevant")) == 3
    assert len(mentions(text, "Paul Ostrevant")) == 3


def test_middle_initials_and_first_initials_are_one_person() -> None:
    text = "Omar J. Calloway left. Omar Calloway came back. O. Calloway stayed."
    assert mentions(text, "Omar J. Calloway", "en") == ["Omar J. Calloway", "Omar Calloway", "O. Calloway"]


def test_an_abbreviation_in_brackets_is_the_same_thing_and_shows_where_the_name_ends() -> None:
    text = "L’Office breton de la mer (OBM) suivra le dossier. Un avis de l'OBM suivra."
    assert mentions(text, "Office breton de la mer") == ["Office breton de la mer", "OBM", "OBM"]


def test_a_version_makes_its_product_a_product() -> None:
    text = "Une version améliorée de VARD-E est attendue. Le successeur de VARD-E 3 suivra."
    assert named(text) == {"VARD-E": "work", "VARD-E 3": "work"}


DATELINES = [
    ("OUDRENNE, 17 novembre 2025 – La pluie tombe.", "fr", {"OUDRENNE": "place"}),
    ("OUDRENNE, lundi 3 mars – La pluie tombe sur Oudrenne.", "fr", {"Oudrenne": "place"}),
    ("FARROW BAY, Oct 9 (Agency) — The ferry left.", "en", {"FARROW BAY": "place"}),
    ("OUDRENNE-SUR-MER (AFP) – La pluie tombe.", "fr", {"OUDRENNE-SUR-MER": "place", "AFP": "organisation"}),
    ("Farrow Bay, 9 October 2025 -- The ferry left.", "en", {"Farrow Bay": "place"}),
    ("SPORT — La pluie tombe.", "fr", {}),
    ("Lundi 3 mars – La pluie tombe.", "fr", {}),
    ("Omar Calloway, who left in May – with tears – came back.", "en", {"Omar Calloway": "person"}),
]


@pytest.mark.parametrize(("text", "language", "expected"), DATELINES, ids=[text for text, _, _ in DATELINES])
def test_a_dateline_names_a_place(text: str, language: str, expected: dict[str, str]) -> None:
    assert named(text, language) == expected


def test_a_ship_is_she() -> None:
    assert named("The Corvessa failed her survey. Buy the Corvessa and mend her.", "en") == {"Corvessa": "work"}


@pytest.mark.parametrize(
    ("heading", "language"),
    [
        ("Harbour Deal Divides Small Town", "en"),
        ("TOWN SPLIT OVER HARBOUR DEAL", "en"),
        ("LE PORT CHANGE DE MAINS", "fr"),
        ("Perspectives et enjeux du secteur", "fr"),
        ("Der Hafen wechselt den Besitzer", "de"),
    ],
)
def test_a_headings_capitals_are_no_names(heading: str, language: str) -> None:
    assert named(heading + "\nil pleut.", language, {0: BlockKind.HEADING}) == {}


def test_words_beside_a_name_are_left_out_of_the_mention() -> None:
    text = "Il part avec l’Amirale Vortex, d'Elbora, qu’Ystrie et “Zolfe” suivent. Ystrie's boat."
    spans = [span.of(text) for entity in draft_of(text).entities for span in entity.mentions]
    assert all(word[0].isalpha() and word[-1].isalpha() for word in spans)
    assert "Ystrie" in spans
    assert "Elbora" in spans


def test_a_name_over_a_hard_wrap_is_one_mention() -> None:
    text = "Hier, Maëlle\n  Corvaisier a ri."
    block = Block(BlockKind.PARAGRAPH, Span(0, len(text)), lines=(Span(0, 12), Span(15, len(text))))
    draft = Draft(Article(text, (block,), Source(None, "text/plain", "")), "fr", range(1))
    find_names(draft)
    gather_entities(draft)
    assert [(entity.name, entity.mentions) for entity in draft.entities] == [("Maëlle Corvaisier", (Span(6, 25),))]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Karl Morgan & Harvey Dean play at home.", "en", {"Karl Morgan": "person", "Harvey Dean": "person"}),
        ("Le duché de Vestrie a disparu.", "fr", {"duché de Vestrie": "place"}),
        ("Le préfet de la Manche Paul Hervieu est venu.", "fr", {"Manche": "place", "Paul Hervieu": "person"}),
        ("Publié, hier, le rapport inquiète. Voilé, le soleil aussi.", "fr", {}),
        ("L'ancien Premier ministre a parlé.", "fr", {}),
    ],
)
def test_what_is_two_names_or_part_of_one_or_none(text: str, language: str, expected: dict[str, str]) -> None:
    assert named(text, language) == expected


@pytest.mark.parametrize(
    ("text", "language", "mention"),
    [
        ("Hier, Mme Ostrevant a parlé.", "fr", "Mme Ostrevant"),
        ("Hier, M. Jean Kermeur a parlé.", "fr", "M. Jean Kermeur"),
        ("Hier, le maire Jean Kermeur a parlé.", "fr", "Jean Kermeur"),
        ("Yesterday Mr Harvey Dean spoke.", "en", "Harvey Dean"),
    ],
)
def test_a_form_of_address_belongs_to_the_mention_in_french(text: str, language: str, mention: str) -> None:
    (entity,) = draft_of(text, language).entities
    assert [span.of(text) for span in entity.mentions] == [mention]
    assert not entity.name.startswith("M")


def test_code_is_not_searched() -> None:
    assert named("Maëlle Corvaisier", kinds={0: BlockKind.CODE}) == {}


def test_no_name_goes_over_into_a_tables_next_cell_or_row() -> None:
    rows = ("Poste\tMontant\tTenu par", "Grue\t350\tPaul Hervieu", "Mur\t1200\tSociété Lumivolt", "Feu\t10\tBrest")
    lead, table = "Hélène Le Goff a présidé la séance.", "\n".join(rows)
    text, at, lines = f"{lead}\n{table}", len(lead) + 1, []
    for row in rows:
        lines.append(Span(at, at + len(row)))
        at += len(row) + 1
    blocks = (
        Block(BlockKind.PARAGRAPH, Span(0, len(lead))),
        Block(BlockKind.TABLE, Span(lines[0].start, lines[-1].end), tuple(lines)),
    )
    draft = Draft(Article(text, blocks, Source(None, "text/plain", ""), Metadata(language="fr")), "fr")
    draft.window = range(2)
    find_names(draft)
    assert [name.span.of(text) for name in draft.names] == [
        "Hélène Le Goff",
        "Paul Hervieu",
        "Société Lumivolt",
        "Brest",
    ]


def test_a_later_window_shows_what_an_earlier_ones_capitals_were() -> None:
    filler = "\n".join("il pleut encore sur la mer et sur les toits." for _ in range(3_000))
    text = f"Zorvane : l’attente\n{filler}\nOn a revu Zorvane hier. Elle aime Zorvane.\n{filler}\nZorvane encore."
    assert len(mentions(text, "Zorvane", kinds={0: BlockKind.HEADING})) == 4


def test_the_roster_knows_who_stands_where() -> None:
    text = "Mme Ostrevant parle. Léna Ostrevant est maire. Paul Tarvel, directeur du port, écoute la firme Nordélia."
    draft = draft_of(text)
    roster = Roster(draft)
    at = text.index("Ostrevant")
    name = roster.at(Span(at + 2, at + 4))
    assert name is not None
    assert roster.fullest(name).words == "Léna Ostrevant"
    assert [each.words for each in roster.people()] == ["Ostrevant", "Léna Ostrevant", "Paul Tarvel"]
    assert [roster.gender(each) for each in roster.people()] == ["f", "f", "m"]
    assert roster.at(Span(0, 3)) is None
    assert roster.at(Span(len(text), len(text))) is None


@pytest.mark.parametrize(
    ("text", "language", "gender"),
    [
        ("La ministre Ysolt Kerven arrive.", "fr", "f"),
        ("Ysolt Kerven, directeur du port, arrive.", "fr", "m"),
        ("Ysolt Kerven, chercheuse à Brest, arrive.", "fr", "f"),
        ("Ysolt Kerven arrive.", "fr", None),
        ("Ysolt Kerven arrived. She smiled.", "en", "f"),
        ("Mr. Ysolt Kerven arrived. She smiled.", "en", "m"),
        ("Ysolt Kerven, spokesman for the port, arrived.", "en", "m"),
    ],
)
def test_gender(text: str, language: str, gender: str | None) -> None:
    draft = draft_of(text, language)
    roster = Roster(draft)
    assert [roster.gender(name) for name in roster.people()] == [gender]


PIECES = st.sampled_from(
    [
        *("Léna", "Ostrevant", "OTAN", "Paris", "de", "la", "d’", "l'", "«", "»", '"', "(", ")", ".", ",", "-", " "),
        *("M.", "Mme", "GPT", "5", "o3", "& ", "a déclaré", "The", "Bank", "of", "rue", "\u0301", "É", "x", "’s", "…"),
        *("\t", "\n", " "),
    ]
)


@settings(deadline=None, max_examples=150)
@given(
    st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=60).map("".join)),
    st.sampled_from(["fr", "en", "de", None]),
    st.sets(st.integers(0, 5)),
    st.booleans(),
)
def test_mentions_are_in_range_disjoint_and_in_order(
    text: str, language: str | None, headings: set[int], by_block: bool
) -> None:
    draft = draft_of(text, language, dict.fromkeys(headings, BlockKind.HEADING), by_block=by_block)
    for entity in draft.entities:
        assert entity.mentions
        assert entity.name.strip() == entity.name != ""
        assert all(before.end <= after.start for before, after in pairwise(entity.mentions))
        assert all(0 <= span.start < span.end <= len(text) for span in entity.mentions)
        assert all(span.of(text)[0].isalnum() for span in entity.mentions)
    firsts = [entity.mentions[0].start for entity in draft.entities]
    assert firsts == sorted(firsts)
    everywhere = sorted(span for entity in draft.entities for span in entity.mentions)
    assert all(before.end <= after.start for before, after in pairwise(everywhere))
    assert [name.span for name in draft.names] == sorted(name.span for name in draft.names)
    assert {Span(name.span.start - name.lead, name.span.end) for name in draft.names} <= set(everywhere)
    assert len({entity.id for entity in draft.entities}) == len(draft.entities)


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(["Léna Ostrevant", "Omar J. Calloway", "Jean-Marc Le Goffic"]), st.lists(PIECES, max_size=20))
def test_every_mention_is_a_form_of_the_name(name: str, pieces: list[str]) -> None:
    text = f"Hier, {name}, 42 ans, a parlé. {''.join(pieces)} Hier, {name} a ri."
    for entity in draft_of(text).entities:
        if entity.name == name:
            forms = {word.casefold() for word in name.replace("-", " ").split()}
            for span in entity.mentions:
                words = span.of(text).casefold().replace("-", " ").split()
                assert set(words) <= forms | {word[0] + "." for word in forms}, (entity, span.of(text))


def hostile(size: int) -> dict[str, str]:
    dice = random.Random(7)
    names = ("".join(dice.choice("abcdefghij") for _ in range(5)).capitalize() for _ in range(size // 10))
    return {
        "one capital a word": "A " * (size // 2),
        "one word": "A" * size,
        "hyphens": "Jean-" * (size // 5),
        "names without end": "\n".join(f"the {name} " for name in names),
        "brackets": " (AB" * (size // 4),
        "marks": "« Ab »" * (size // 6),
        "particles": "de la " * (size // 6) + "Léna de la " * (size // 20),
        "heads": "Ministère de la " * (size // 16),
        "any characters": "".join(chr(dice.randrange(32, 0x3000)) for _ in range(size // 4)),
    }


@pytest.mark.parametrize("kind", sorted(hostile(100)))
def test_the_cost_grows_with_the_length_and_no_faster(kind: str) -> None:
    def cost(size: int) -> float:
        text = hostile(size)[kind]
        began = time.process_time()
        draft_of(text)
        return time.process_time() - began

    cost(1_000)  # the data are loaded once
    small, large = max(cost(30_000), 0.02), cost(240_000)
    assert large < 20 * small, f"{small:.3f} s, then {large:.3f} s for eight times the text"
