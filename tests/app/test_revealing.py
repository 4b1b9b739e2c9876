"""Characters that cannot be seen are shown on demand, each in a cell of its own, the others stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.app.layout import layout, slabs
from reader.app.typesetting import RAGGED
from reader.gate import revealed
from reader.model import BlockKind
from tests.app.stage import WIDE, opened, reading_in
from tests.app.texts import article, articles

if TYPE_CHECKING:
    from reader.model import Article

REVEALED = RAGGED._replace(reveal=True)


@given(articles(most=5), st.integers(1, 60), st.booleans(), st.booleans())
def test_each_character_is_shown_as_the_gate_reveals_it(one: Article, width: int, divide: bool, flush: bool) -> None:
    setting = REVEALED._replace(divide=divide, flush=flush)
    for slab in slabs(one.text, one.blocks):
        if slab.block.kind is BlockKind.RULE:
            continue
        seen: list[int] = []
        for line in layout(one.text, slab, width, one.metadata.language, setting):
            for piece in line.pieces:
                seen.extend(range(piece.start, piece.end))
                if len(piece.shown) == piece.end - piece.start:
                    assert piece.shown.split() == revealed(one.text[piece.start : piece.end]).split()
        assert len(seen) == len(set(seen))


def test_they_take_a_cell_each() -> None:
    smuggled = "pay\u200bpal" + "".join(chr(0xE0000 + ord(char)) for char in "ignore") + "\u00ad\u2060fin"
    one = article([(BlockKind.PARAGRAPH, smuggled)])
    (slab,) = slabs(one.text, one.blocks)
    hidden, shown = (layout(one.text, slab, 60, "fr", setting)[-1].pieces[0].shown for setting in (RAGGED, REVEALED))
    assert shown == "pay∅pal𝚒𝚐𝚗𝚘𝚛𝚎¬∅fin"
    assert cell_len(shown) == len(smuggled)
    assert cell_len(hidden) == len("paypalfin") + 1  # terminals give the soft hyphen a cell


async def test_the_key_shows_and_hides_them() -> None:
    one = article([(BlockKind.PARAGRAPH, "pay\u200bpal, un\u202fmot"), (BlockKind.CODE, "x\u200b = 1")])
    async with opened(WIDE, reading=reading_in(one)) as stage:
        page = "\n".join(stage.lines())
        assert "paypal" in page.replace("\u200b", "")
        await stage.press("I")
        page = "\n".join(stage.lines())
        assert "pay∅pal, un⍽mot" in page
        assert "x∅ = 1" in page
        assert "Hidden characters are shown" in page
        await stage.press("I")
        assert "∅" not in "\n".join(stage.lines()[:-1])
