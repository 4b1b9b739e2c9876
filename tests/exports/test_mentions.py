"""A name with the sentences that hold it: the article's characters, and whole sentences."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.exports.mentions import entity_with_sentences
from reader.model import Article, Block, BlockKind, Entity, EntityType, Metadata, Quotation, QuotationKind, Source, Span


def article(*paragraphs: str, language: str = "fr") -> Article:
    blocks, at = [], 0
    for paragraph in paragraphs:
        lines = tuple(Span(at + m.start(), at + m.end()) for m in re.finditer(r"[^\n]+", paragraph))
        blocks.append(Block(BlockKind.PARAGRAPH, Span(at, at + len(paragraph)), lines=lines))
        at += len(paragraph) + 2
    text = "\n\n".join(paragraphs)
    return Article(text, tuple(blocks), Source(None, "text/plain", "0" * 64), Metadata(language=language))


def named(one: Article, name: str, *quoted: str) -> list[str]:
    mentions = tuple(Span(*match.span()) for match in re.finditer(name, one.text))
    spans = [Span(one.text.index(words), one.text.index(words) + len(words)) for words in quoted]
    quotations = [Quotation(f"q{at}", QuotationKind.DIRECT, (span,)) for at, span in enumerate(spans)]
    first, *sentences = entity_with_sentences(one, Entity("e", name, EntityType.PERSON, mentions), quotations).split(
        "\n\n"
    )
    assert first == name
    return sentences


def test_each_sentence_that_names_it_once() -> None:
    one = article("Roux parle. Puis Roux, encore Roux, se tait ! Personne.", "On attend Roux")
    assert named(one, "Roux") == ["Roux parle.", "Puis Roux, encore Roux, se tait !", "On attend Roux"]


def test_a_hard_wrap_reads_as_a_space() -> None:
    assert named(article("La nuit,\nRoux dort.\nLe jour vient."), "Roux") == ["La nuit, Roux dort."]


@pytest.mark.parametrize("text", ["Hier, M. Roux a parlé.", "Hier, J. Roux a parlé.", "Hier, Mme. Roux a parlé."])
def test_titles_and_initials_end_no_sentence(text: str) -> None:
    assert named(article(f"Avant. {text} Après."), "Roux")[0].endswith("Roux a parlé.")
    assert "Après" not in named(article(f"Avant. {text} Après."), "Roux")[0]


def test_what_is_quoted_belongs_to_who_says_it() -> None:
    words = "Il pleut. On rentre"
    one = article(f"Avant. « {words} », dit Roux. Après.")
    assert named(one, "Roux", words) == [f"« {words} », dit Roux."]
    assert named(one, "Roux") == ["On rentre », dit Roux."]


def test_a_sentence_that_ends_in_a_quotation_ends_there() -> None:
    one = article("Roux le dit : « Il pleut. » Anne rentre.")
    assert named(one, "Anne", "Il pleut.") == ["Anne rentre."]


@given(st.text(st.sampled_from("Roux. M!? «»\nÀa"), max_size=60))
@example("?\n\n\n?")
def test_whatever_the_text_each_sentence_is_of_it_and_holds_the_name(words: str) -> None:
    one = article(re.sub(r"\n+", "\n", f"x{words.strip()}x Roux"))
    for sentence in named(one, "Roux"):
        assert "Roux" in sentence
        assert sentence in " ".join(one.text.split("\n"))


def test_a_sentence_with_a_role_is_one_of_them() -> None:
    one = article("Anne Roux, maire de Porzac, est là. Il pleut. La maire parle.")
    role = Span(one.text.index("La maire"), one.text.index(" parle"))
    named = Entity("e", "Anne Roux", EntityType.PERSON, (Span(0, 9),), (role,))
    copied = entity_with_sentences(one, named, ())
    assert copied.split("\n\n") == ["Anne Roux", "Anne Roux, maire de Porzac, est là.", "La maire parle."]


def test_many_mentions_in_one_long_paragraph_take_no_more_than_linear_time() -> None:
    def seconds(count: int) -> float:
        one = article("Roux dit « Oui. Non. Bien », et rit. Anne se tait. " * count)
        words = [Span(*match.span()) for match in re.finditer("Oui. Non. Bien", one.text)]
        quotations = [Quotation(f"q{at}", QuotationKind.DIRECT, (span,)) for at, span in enumerate(words)]
        mentions = tuple(Span(*match.span()) for match in re.finditer("Roux", one.text))
        began = time.process_time()
        copied = entity_with_sentences(one, Entity("e", "Roux", EntityType.PERSON, mentions), quotations)
        taken = time.process_time() - began
        assert copied.count("Roux dit « Oui. Non. Bien », et rit.") == count
        return taken

    once = min(seconds(2_000) for _ in range(3))
    assert min(seconds(16_000) for _ in range(3)) < 3 * 8 * once
