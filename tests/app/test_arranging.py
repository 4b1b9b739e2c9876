"""Which facts the lists show, and in which order."""

from __future__ import annotations

from reader.app.arranging import ORDERS, Order, by_type, in_order, listed, walked
from reader.model import Entity, EntityType, Quotation, QuotationKind, Span, Speaker
from tests.sources.test_corrections import parsed

ARTICLE = parsed("One two three four five six.\n")


def said(start: int, name: str | None, *, fragment: bool = False, size: int = 3) -> Quotation:
    speaker = Speaker(name, Span(0, 1), role="maire" if name == "Awen" else None) if name else None
    return Quotation(
        f"q{start}", QuotationKind.DIRECT, (Span(start, start + size),), fragment=fragment, speaker=speaker
    )


FIRST, SECOND, THIRD, LAST = said(0, "Lou"), said(4, None), said(8, "Awen"), said(14, "Lou")
EVERY = (FIRST, SECOND, THIRD, LAST)


def test_statements_and_longer_fragments_are_listed() -> None:
    short, long = said(0, "Lou", fragment=True, size=13), said(0, "Lou", fragment=True, size=18)
    assert listed(ARTICLE, (short, long, FIRST)) == [long, FIRST]


def test_what_is_typed_fits_names_roles_and_who_is_not_named() -> None:
    assert walked(EVERY, "lo") == [FIRST, LAST]
    assert walked(EVERY, "AWÉN mai") == [THIRD]
    assert walked(EVERY, "not nam") == [SECOND]
    assert walked(EVERY, " ") == list(EVERY)
    assert walked(EVERY, "ou") == []


def test_by_speaker_whoever_speaks_first_and_who_is_not_named_last() -> None:
    assert list(in_order(EVERY, Order.SPEAKER)) == [FIRST, LAST, THIRD, SECOND]
    assert in_order(EVERY, Order.TEXT) is EVERY


def test_entities_by_type_and_within_it_by_weight_or_first_mention() -> None:
    def entity(name: str, kind: EntityType, *starts: int) -> Entity:
        return Entity(name, name, kind, tuple(Span(start, start + 1) for start in starts))

    town, one, two = (
        entity("T", EntityType.PLACE, 0),
        entity("A b", EntityType.PERSON, 3),
        entity("C", EntityType.PERSON, 5, 6),
    )
    every = (town, one, two)
    assert by_type(ARTICLE, every, Order.WEIGHT) == [two, one, town]
    assert by_type(ARTICLE, every, Order.FIRST) == [one, two, town]
    assert by_type(ARTICLE, every, Order.FIRST, "B") == [one]
    five = Entity("n", "Number", EntityType.WORK, (Span(0, 3), Span(19, 23)))
    assert by_type(ARTICLE, [*every, five], Order.FIRST, "fiv") == [five], "by another form in the text"


def test_each_order_has_its_other() -> None:
    assert {order for orders in ORDERS.values() for order in orders} == set(Order)
