"""The visible text of HTML inside Markdown, and that hostile markup costs no more than text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model import BlockKind
from reader.sources.markdown.fragments import fragments, tag


def shown(html: str) -> list[tuple[str, str]]:
    return [(str(each.kind), each.text) for each in fragments(html)]


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ("plain", [("paragraph", "plain")]),
        ("<p>a</p><p>b", [("paragraph", "a"), ("paragraph", "b")]),
        ("<p>a <b>b</b>c</p>", [("paragraph", "a bc")]),
        ("<h3>T</h3>text", [("heading", "T"), ("paragraph", "text")]),
        ("<ul><li>a<li>b</ul>c", [("list_item", "a"), ("list_item", "b"), ("paragraph", "c")]),
        ("<blockquote><p>q</p></blockquote>", [("blockquote", "q")]),
        ("<h1><p>T</p></h1>text", [("heading", "T"), ("paragraph", "text")]),
        ("a<br/>b", [("paragraph", "a\nb")]),
        ("a<hr>b", [("paragraph", "a"), ("rule", ""), ("paragraph", "b")]),
        ("<table><tr><td>1</td><td>2</td></tr></table>", [("paragraph", "1 2")]),
        ("<img alt='a boat' src=x>", [("paragraph", "a boat")]),
        ("a<!-- no -->b<script>no</SCRIPT >c<style>p{}", [("paragraph", "abcp{}")]),
        ("<svg><text>no</text></svg>yes", [("paragraph", "yes")]),
        ("&lt;b&gt; &eacute;", [("paragraph", "<b> é")]),
        ("3 < 4 and <5", [("paragraph", "3 < 4 and <5")]),
        ("<a title='x>y'>link</a>", [("paragraph", "link")]),
        ("<!DOCTYPE html><?php no ?><![CDATA[no]]>yes", [("paragraph", "yes")]),
        ("a<!-- never closed", [("paragraph", "a<!-- never closed")]),
        ("İ<script>no</script>ok", [("paragraph", "İok")]),
    ],
)
def test_fragments(html: str, blocks: list[tuple[str, str]]) -> None:
    assert shown(html) == blocks


def test_heading_levels() -> None:
    assert [each.level for each in fragments("<h1>a</h1><h6><p>b</h6><p>c</p>")] == [1, 6, None]


@pytest.mark.parametrize(
    ("markup", "name"), [("<br>", ("br", False)), ("</B>", ("b", True)), ("<!-- x -->", ("", False))]
)
def test_tag(markup: str, name: tuple[str, bool]) -> None:
    assert tag(markup) == name


@given(
    st.lists(st.sampled_from(["<", ">", "</", "p", "script", "!--", "-->", " a=", '"', "'", "x", "&#27;", "br"])).map(
        "".join
    )
)
def test_nothing_is_raised(html: str) -> None:
    for each in fragments(html):
        assert each.text.strip() or each.kind is BlockKind.RULE


@pytest.mark.parametrize(
    "unit", ["<", "<a ", "<a '", '<a "', "<!--", "<script", "<script>", "<p>", "&", "<![cdata[", "</"]
)
def test_time_is_linear(unit: str) -> None:
    def seconds(count: int) -> float:
        began = time.process_time()
        list(fragments(unit * count))
        return time.process_time() - began

    small, large = max(seconds(5_000), 0.002), seconds(50_000)
    assert large < 40 * small
