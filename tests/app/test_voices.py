"""Speakers' tints and shares."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.app.voices import bars_layer, quoted, shares, tints, words_layer
from reader.model import Quotation, QuotationKind, Span, Speaker


def quotation(name: str | None, start: int, size: int, kind: QuotationKind = QuotationKind.DIRECT) -> Quotation:
    speaker = Speaker(name, Span(0, 1)) if name else None
    return Quotation(f"{start}", kind, (Span(start, start + size),), speaker=speaker)


quotations = st.lists(st.tuples(st.sampled_from(["Awen", "Lou", "Yann", None]), st.integers(1, 9)), max_size=9).map(
    lambda found: [quotation(name, 10 * number, size) for number, (name, size) in enumerate(found)]
)


@given(quotations, st.integers(1, 4))
def test_each_speaker_has_one_tint_from_the_first_word_on(found: list[Quotation], count: int) -> None:
    tint_of = tints(found, count)
    names = list(dict.fromkeys(q.speaker.name for q in found if q.speaker))
    assert list(tint_of) == names
    assert list(tint_of.values()) == [f"tint-{number % count}" for number in range(len(names))]
    for end in range(len(found)):
        assert tints(found[:end], count).items() <= tint_of.items(), "what arrives later changes no tint"


@given(quotations)
def test_shares_are_parts_of_all_that_is_quoted(found: list[Quotation]) -> None:
    parts = shares(found)
    named = [share.part for share in parts if share.name is not None]
    assert named == sorted(named, reverse=True)
    assert not parts or abs(sum(share.part for share in parts) - 1) < 1e-9
    assert {share.name for share in parts} == {q.speaker.name if q.speaker else None for q in found}
    assert None not in [share.name for share in parts[:-1]], "what nobody is named for comes last"
    assert quoted(found) == sum(len(q.span) for q in found)


def test_words_are_tinted_in_the_text_and_blocks_at_their_side() -> None:
    direct, block = quotation("Awen", 0, 5), quotation("Lou", 10, 5, QuotationKind.BLOCK)
    repeated = Quotation("r", QuotationKind.DIRECT, (Span(20, 25),), repeats=(Span(30, 35),), speaker=direct.speaker)
    unknown = quotation(None, 40, 5)
    everything = [direct, block, repeated, unknown]
    tint_of = tints(everything, 8)
    assert list(words_layer(everything, tint_of).between(0, 99)) == [(0, 5, "tint-0"), (20, 25, "tint-0")]
    assert list(bars_layer(everything, tint_of).between(0, 99)) == [(10, 15, "tint-1"), (30, 35, "tint-0")]
