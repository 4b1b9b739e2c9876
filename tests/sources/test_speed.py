"""Time grows with the text and no faster, and the first part does not wait for the rest.

Times are of the processor, and generous: a quadratic step is off by a factor of a hundred, not of two.
"""

from __future__ import annotations

import time
import tracemalloc

import pytest

from reader.sources import Raw, parse

PROSE = "The tide book of Dunmarrow is wrong by eleven minutes, and the town has “known” it: so said Ann Doyle. " * 4
PLAIN = {
    "lines": "A heading of some words\n" + PROSE + "\n- one\n- two\n",
    "one line": PROSE,
    "no line end": "x",
    "short lines": "short line here\n",
    "line feeds": "\n",
    "blanks": " ",
    "quotes": "> q\n",
    "quote marks": ">",
    "hyphens": "-",
    "bullets": "- ",
    "hashes": "# ",
    "fences": "```a\n",
    "colons": "Ann Doyle said:\nNothing is lost, and we will see it through to the end of it.\n",
    "repeats": "We shall see it through to the very end of the bridge.\n",
    "numbers": "1. an item\n2. an item\n",
    "wrapped": "The council said on Tuesday that the bridge would close at\nthe end of the month, the mayor says.\n\n",
    "stops": "a.b. ",
    "guillemets": "« “",
    "NUL": "\x00a",
}
MARKDOWN = {
    "prose": PROSE + "\n\n",
    "one paragraph": "*The* [tide](x) `book` ",
    "brackets": "[",
    "images": "![",
    "links": "[a](",
    "stars": "*a ",
    "underscores": "_a_",
    "backticks": "`a``b",
    "quotes": ">",
    "nested lists": "- ",
    "tables": "| a | b |\n|---|---|\n| c | d |\n\n",
    "definitions": "[a]: /b\n",
    "brackets and colons": "[a]:",
    "footnotes": "[^a]: b\n",
    "html": "<b ",
    "comments": "<!--",
    "entities": "&amp;",
    "fences": "```\n",
    "headings": "# a\n",
    "line breaks": "a  \n",
}


def seconds(text: str, media_type: str) -> float:
    began = time.process_time()
    list(parse(Raw(b"words\n\n" + text.encode(), media_type)))
    return time.process_time() - began


@pytest.mark.parametrize(
    ("media_type", "unit"),
    [
        *(pytest.param("text/plain", unit, id=f"plain: {name}") for name, unit in PLAIN.items()),
        *(pytest.param("text/markdown", unit, id=f"markdown: {name}") for name, unit in MARKDOWN.items()),
    ],
)
def test_time_is_linear(media_type: str, unit: str) -> None:
    size = 10_000
    seconds(unit, media_type)  # what is loaded once
    small = max(seconds(unit * (size // len(unit)), media_type), 0.004)
    large = seconds(unit * (10 * size // len(unit)), media_type)
    assert large < 40 * small


@pytest.mark.parametrize("media_type", ["text/plain", "text/markdown"])
def test_the_first_part_does_not_wait_for_the_rest(media_type: str) -> None:
    unit = f"A heading of some words\n\n{PROSE}\n\n"
    short, long = (Raw((unit * count).encode(), media_type) for count in (200, 20_000))
    list(parse(short))

    def first(raw: Raw) -> float:
        began = time.process_time()
        next(iter(parse(raw)))
        return time.process_time() - began

    assert first(long) < 3 * max(first(short), 0.03)


@pytest.mark.parametrize("media_type", ["text/plain", "text/markdown"])
def test_memory_grows_by_the_source_and_not_by_what_was_read_of_it(media_type: str) -> None:
    unit = f"A heading of some words\n\n{PROSE}\n\n- one\n- two\n\n> said\n\n"

    def peak(size: int) -> int:
        raw = Raw((unit * (size // len(unit))).encode(), media_type)
        tracemalloc.start()
        try:
            for _ in parse(raw):
                pass
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(50_000)  # what is loaded once
    short, long = 200_000, 1_200_000
    assert peak(long) - peak(short) < 2.5 * (long - short)  # the decoded text, and once what is looked up in it
