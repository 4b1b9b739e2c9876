"""What a reader does first, in tmux: section, sidebar, down, to the quotation in the text, copied to the character."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from reader.reading import open_reading
from tests.app.tmux import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.app.tmux import Tmux

pytestmark = pytest.mark.real

SAMPLES = [ROOT / "articles" / "les-bus-de-sarzelles.fr.md", ROOT / "articles" / "the-last-ferry-to-stennay.en.txt"]
SEED = ROOT.parent / "shared" / "seed" / "openai-open-source.fr.txt"


def extracted(path: Path) -> dict[str, object]:
    words = [sys.executable, "-m", "reader", "extract", str(path)]
    found: dict[str, object] = json.loads(subprocess.run(words, check=True, capture_output=True, cwd=ROOT).stdout)[0]
    return found


def squeezed(text: str) -> str:
    return "".join(text.split())


def page(shown: str) -> str:
    """The article's column without its scroll bar and bars, and without white space."""
    return squeezed("".join(line[20:89] for line in shown.splitlines()[1:-1])).replace("▌", "")


@pytest.mark.parametrize(
    ("path", "road"),
    [*((path, "osc52") for path in (*SAMPLES, SEED)), (SAMPLES[0], "tmux")],
    ids=lambda value: str(value)[-12:],
)
def test_the_first_quotation_in_the_paste_buffer(path: Path, road: str, tmux: Tmux) -> None:
    if not path.exists():
        pytest.skip("the seed article is not beside this checkout")
    facts = extracted(path)
    quotations: list[dict[str, object]] = facts["quotations"]  # type: ignore[assignment]
    first = quotations[0]
    without = "env -u TMUX -u TMUX_PANE -u DISPLAY " if road == "osc52" else "env -u DISPLAY "
    tmux.open(f"{without}{shlex.quote(sys.executable)} -m reader open --no-library {shlex.quote(str(path))}")
    shown = tmux.until(lambda shown: f"Quotations {len(quotations)} " in shown)
    article = open_reading(str(path)).article
    opening = next(block for block in article.blocks if block.kind == "paragraph")
    assert squeezed(article.passage([opening.span]))[:40] in page(shown)
    section = next(section for section in article.sections if section.span.start > article.blocks[0].span.start)
    tmux.press("J")
    tmux.until(lambda shown: page(shown).startswith(squeezed(str(section.title))))
    tmux.press("Tab", "Down", "Enter")
    words = squeezed(str(first["text"]).split(" […] ")[0])[:40]
    tmux.until(lambda shown: words in page(shown))
    tmux.press("y")
    count = f"{len(str(first['text'])):,} characters"
    tmux.until(lambda shown: count in shown)
    assert tmux("save-buffer", "-") == first["text"]
    tmux.press("q")
    tmux.until(lambda shown: "left with 0" in shown)
