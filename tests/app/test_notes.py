"""Footnotes: what refers to one, which blocks it is, and how it opens over the page."""

from __future__ import annotations

from dataclasses import replace

from reader.app.notes import Notes
from reader.sources import Raw, article_of
from tests.app.stage import NARROW, RAW, WIDE, opened, reading_of

MARKDOWN = """\
# La digue

La digue tiendra[^1], dit-on[^autre]. Le renvoi [3] ne mène à rien, et `[1]` est du code à part.

{filling}

- Un point avec [un lien](#ancre) au milieu.

[^1]: Elle a tenu en 1999.

    Et en 2010 encore.
[^autre]: Maïwenn Le Bihan le dit ; voir [ici](https://lanvor.example/).
"""

NOTED = replace(RAW, data=MARKDOWN.format(filling="\n\n".join(["La mer monte deux fois par jour."] * 30)).encode())
ARTICLE = article_of(NOTED)
TEXT = ARTICLE.text

HTML = """<html><body><article><h1>La digue</h1>
<p>La digue tiendra, dit-on au conseil de Lanvor depuis la grande marée<sup><a href="#fn1" id="r1">1</a></sup>, et
personne n’y revient. La mer monte deux fois par jour et redescend sans rien demander à personne.</p>
<p>La mer monte deux fois par jour et redescend sans rien demander à personne, ce qui règle bien des débats, et
<a href="#loin">plus loin</a> on en parle encore.</p>
<ol><li>Un point ordinaire, avec un numéro.</li></ol>
<h2>Notes</h2><ol><li id="fn1">Elle a tenu en 1999, et en 2010 encore. <a href="#r1">↩</a></li></ol>
</article></body></html>"""


def found(article: object) -> list[tuple[str, str]]:
    notes = Notes(article)  # type: ignore[arg-type]
    references = [each for index in range(len(article.blocks)) for each in notes.references(index)]  # type: ignore[attr-defined]
    text = article.text  # type: ignore[attr-defined]
    return [(each.span.of(text), " / ".join(b.span.of(text) for b in notes.blocks(each))) for each in references]


def test_labels_in_brackets_refer_to_what_stands_at_the_end() -> None:
    refers = found(ARTICLE)
    assert [words for words, _ in refers] == ["[1]", "[autre]"]
    assert refers[0][1] == "Elle a tenu en 1999. / Et en 2010 encore."
    assert refers[1][1].startswith("Maïwenn Le Bihan le dit")


def test_a_link_into_the_article_refers_to_what_links_back() -> None:
    assert found(article_of(Raw(HTML.encode(), "text/html", "digue.html"))) == [
        ("1", "Elle a tenu en 1999, et en 2010 encore. ↩")
    ]


def test_each_chapter_has_its_own_first_note() -> None:
    chapter = "## Chapitre\n\nUn mot{0}.\n\n[^{1}]: La note {1}.\n"
    article = article_of(replace(RAW, data=(chapter.format("[^a]", "a") + "\n" + chapter.format("[^b]", "b")).encode()))
    assert [note for _, note in found(article)] == ["La note a.", "La note b."]


def test_no_notes_no_references() -> None:
    assert found(article_of(replace(RAW, data=b"Un [1] mot [2] sans note.\n"))) == []


async def test_a_click_opens_the_note_below_its_line_and_escape_closes_it() -> None:
    for size in (WIDE, NARROW, (40, 8)):
        async with opened(size, reading=reading_of(NOTED)) as stage:
            at = TEXT.index("[1]")
            row = stage.cell_of(at)[1]
            await stage.pilot.click(offset=stage.cell_of(at))
            await stage.settle()
            lines = stage.lines()
            assert "Elle a tenu en 1999." in "\n".join(lines[row + 1 :] if size[1] > 10 else lines)
            assert stage.visible("note")
            await stage.press("escape")
            assert not stage.visible("note")
            assert stage.app.is_running


async def test_moving_on_takes_the_note_away() -> None:
    async with opened(WIDE, reading=reading_of(NOTED)) as stage:
        await stage.press("semicolon", "a")
        assert stage.visible("note")
        await stage.press("j")
        assert not stage.visible("note")
