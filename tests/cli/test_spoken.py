"""`reader show --plain`: an article told one thing after the other, with nothing drawn."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.cli.spoken import spoken
from reader.gate import is_safe
from reader.sources import Raw, article_of
from tests.app.texts import articles

MARKDOWN = """\
# La digue

Le conseil a voté
hier soir.

## Les comptes

> La digue tiendra.
>
> > Dit-on.

- un point
  - dessous
1. premier

| Ligne | Coût |
|---|---|
| A | 12 € |
| B |  |

```python
if a:
    b\x1b[31m()
```

![Une digue](a.jpg)

---

### Détail

Fin.
"""

TOLD = """\
La digue

Le conseil a voté hier soir.

Section 1 of 2: Les comptes

> La digue tiendra.

> > Dit-on.

- un point
  - dessous
1. premier

Ligne: A; Coût: 12 €.
Ligne: B.

Code, python:
    if a:
        b␛[31m()

Image: Une digue

* * *

Section 2 of 2: Détail

Fin."""

DRAWN = set("▌▧•·–─│▐▪↪")


def test_every_kind_of_block() -> None:
    article = article_of(Raw(MARKDOWN.encode(), "text/markdown", "digue.md"))
    assert "\n".join(spoken(article, None)) == TOLD


@given(articles(most=6), st.integers(12, 80))
def test_nothing_unsafe_nothing_wider_and_nothing_lost(one: object, width: int) -> None:
    whole, narrow = list(spoken(one, None)), list(spoken(one, width))  # type: ignore[arg-type]
    assert all(is_safe(line) and "\n" not in line for line in (*whole, *narrow))
    words = ["".join("".join(lines).split()).replace(">", "") for lines in (whole, narrow)]
    assert words[0] == words[1]
    deepest = max((cell_len(line) - cell_len(line.lstrip()) for line in whole), default=0)
    assert all(cell_len(line) <= width + deepest + 16 for line in narrow)


def test_a_further_line_stands_below_the_words_of_the_first() -> None:
    article = article_of(Raw(b"10. one two three four\n\n> five six seven eight\n", "text/markdown", "a.md"))
    assert list(spoken(article, 14)) == ["10. one two", "    three four", "", "> five six", "> seven eight"]
