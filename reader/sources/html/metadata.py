"""What a web page says of itself: title, authors, site, day, address and language, from the places that pages say it.

In the order of trust: linked data, then `<meta>` (Open Graph and its elders), then the page's own elements, then what
the extractor makes of it. The title is an exception, since the first two carry what search engines are to show.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from reader.lang import LANGUAGES, detect, knowledge
from reader.model import Metadata
from reader.sources.html.linked_data import article_data, plain, strings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lxml.html import HtmlElement

    from reader.sources.plain.furniture import Furniture

_LINE = 500
"""Characters of the longest title or name."""

_NAME = 100
_MOST_METAS = 2_000
_DAY = re.compile(
    r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)|(?<!\d)(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?!\d)|^(\d{4})(\d{2})(\d{2})(?!\d)"
)
_LETTERS = re.compile(r"\w+")
_SEPARATORS = (" | ", " - ", " – ", " — ", " · ", " • ", " : ", " » ", " / ")
_CODE = re.compile(r"[a-z]{2}(?![a-z])")


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page says of itself. `body` is its article's text where the linked data repeats it."""

    metadata: Metadata
    body: str | None = None
    is_locked: bool = False
    """Whether the page says that it shows only a part to those who have not paid."""


@cache
def _names() -> Mapping[str, tuple[str, ...]]:
    table = tomllib.loads(files("reader.sources.html").joinpath("metadata.toml").read_text(encoding="utf-8"))
    return {fact: tuple(names.split()) for fact, names in table.items()}


def facts_of(root: HtmlElement, linked: Sequence[str], address: str | None, furniture: Furniture) -> PageFacts:
    """What the page at `address` says of itself, by all means but the extractor."""
    names = _names()
    data = article_data(linked, frozenset(names["article"]), names["article_ends"])
    metas = _metas(root)
    said = {fact: [value for name in names[fact] for value in metas.get(name, ())] for fact in names}
    site = _first([*strings(data.get("publisher")), *said["site"]])
    found = Metadata(
        title=_title(root, [*said["title"][:3], *strings(data.get("headline"))], site),
        authors=_people([*strings(data.get("author")), *([] if data.get("author") else said["authors"])], furniture),
        site=site,
        date=_day_of(root, strings(data.get("datePublished")), said["date"]),
        url=_url(root, data, said["url"], address),
        language=language_code(
            [root.get("lang"), root.get("xml:lang"), *said["language"], *strings(data.get("inLanguage"))]
        ),
    )
    free = [str(value).lower() for value in _under(data, "isAccessibleForFree")]
    locked = "false" in free or any(value.lower() in names["locked"] for value in metas.get(names["tier"][0], ()))
    return PageFacts(found, plain_body(data.get("articleBody")), locked)


def completed(known: Metadata, root: HtmlElement, address: str | None, furniture: Furniture) -> Metadata:
    """`known` with what the extractor knows of the page where it says nothing itself."""
    if known.title and known.authors and known.date and known.site:
        return known
    from trafilatura.metadata import extract_metadata

    try:
        more = extract_metadata(root, default_url=address)
    except Exception:
        return known
    return Metadata(
        title=known.title or _first([more.title or ""]),
        authors=known.authors or _people((more.author or "").split(";"), furniture),
        site=known.site or _first([more.sitename or ""]),
        date=known.date or day(more.date or ""),
        url=known.url,
        language=known.language,
    )


def language_of(said: str | None, text: str) -> str | None:
    """The language of `text`, which its page says is `said`: templates say the wrong one of those that we know."""
    if said and said not in LANGUAGES:
        return said
    return detect(text) or said


def language_code(values: Iterable[str | None]) -> str | None:
    """The first ISO 639-1 code that one of `values` begins with."""
    for value in values:
        if value and (found := _CODE.match(value.strip().lower())):
            return found[0]
    return None


def day(text: str) -> str | None:
    """The day, as YYYY-MM-DD, that `text` says in one of the forms that programs write."""
    text = text.strip()[:100]
    found = _DAY.search(text)
    if found is not None:
        year, month, number = (int(each) for each in found.groups() if each is not None)
    else:
        try:
            moment = parsedate_to_datetime(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
        year, month, number = moment.year, moment.month, moment.day
    try:
        return date(year, month, number).isoformat()
    except ValueError:
        return None


def plain_body(value: object) -> str | None:
    """An article's text as linked data repeats it."""
    return value if isinstance(value, str) and value.strip() else None


def normal(text: str) -> str:
    """`text` for comparing titles: words in lower case."""
    return " ".join(_LETTERS.findall(text.lower()))


def heading_text(element: HtmlElement) -> str:
    """The words of an element on one line."""
    return " ".join("".join(element.itertext()).split())


def _metas(root: HtmlElement) -> Mapping[str, list[str]]:
    """What each `<meta>` says, by its name in lower case."""
    found: dict[str, list[str]] = {}
    for number, meta in enumerate(root.iter("meta")):
        if number >= _MOST_METAS:
            break
        value = plain((meta.get("content") or "")[:_LINE])
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            if value and (name := meta.get(attribute)):
                for each in name.lower().split():
                    found.setdefault(each, []).append(value)
    return found


def _first(values: Iterable[str]) -> str | None:
    return next((line[:_LINE] for value in values if (line := plain(value))), None)


def _title(root: HtmlElement, said: Sequence[str], site: str | None) -> str | None:
    """The longest `<h1>` that a title which the page says of itself holds, else that title."""
    window = next((heading_text(each)[:_LINE] for each in root.iter("title")), "")
    window = plain(window)
    whole = [normal(each) for each in (*said, window) if each]
    heads = [heading_text(each)[:_LINE] for each, _ in zip(root.iter("h1"), range(50), strict=False)]
    held = [head for head in heads if normal(head) and any(normal(head) in title for title in whole)]
    held = [head for head in held if normal(head) != normal(site or "")] or ([] if said else held)
    if held:
        return max(held, key=len)
    if said:
        return _without_site(said[0], site)
    if window:
        return _without_site(window, site)
    return heads[0] if len(heads) == 1 and heads[0] else None


def _without_site(title: str, site: str | None) -> str:
    """The title without the paper's name behind or before it."""
    for separator in _SEPARATORS:
        before, found, after = title.rpartition(separator)
        if found and before and site and normal(after) == normal(site):
            return before.strip()
        before, found, after = title.partition(separator)
        if found and after and site and normal(before) == normal(site):
            return after.strip()
    return title


def _people(values: Iterable[str], furniture: Furniture) -> tuple[str, ...]:
    """Names, each once; addresses are none, and several in one string are told apart."""
    found = dict[str, str]()
    joints = {word for code in LANGUAGES for word in knowledge(code, "structure").get("conjunction", "").split()}
    for value in values:
        line = plain(value)
        if not line or "://" in line or len(line) > 4 * _NAME:
            continue
        line = (furniture.name_in(line) or line) if len(line) <= 4 * _NAME else line
        for name in _apart(line, joints):
            if 1 < len(name) <= _NAME and not name[0].isdigit() and "@" not in name:
                found.setdefault(normal(name), name)
    return tuple(found.values())[:50]


def _apart(line: str, joints: set[str]) -> list[str]:
    """The names in `A, B et C`; `Doe, Jane` is one name."""
    words, names = line.replace(";", " ; ").replace(",", " , ").replace("&", " & ").split(), [list[str]()]
    for word in words:
        if word in (";", ",", "&") or word.lower() in joints:
            names.append([])
        else:
            names[-1].append(word)
    people = [" ".join(name) for name in names if name]
    return people if all(" " in name for name in people) else [line.strip(" ,;")]


def _day_of(root: HtmlElement, linked: Sequence[str], metas: Sequence[str]) -> str | None:
    for value in (*linked, *metas):
        if found := day(value):
            return found
    best: str | None = None
    for element, _ in zip(root.iter("time"), range(100), strict=False):
        said = day(str(element.get("datetime") or element.get("content") or ""))
        if said and (element.get("pubdate") is not None or "published" in (element.get("itemprop") or "").lower()):
            return said
        best = best or said
    return best


def _url(root: HtmlElement, data: Mapping[str, Any], said: Sequence[str], address: str | None) -> str | None:
    """The article's own address: the canonical one unless it is only the site's."""
    canonical = [
        link.get("href") or ""
        for link, _ in zip(root.iter("link"), range(500), strict=False)
        if "canonical" in (link.get("rel") or "").lower().split()
    ]
    linked = [*strings(data.get("mainEntityOfPage"), "@id"), *strings(data.get("url"), "@id")]
    web = address if address and urlsplit_safe(address) else None
    for value in (*canonical, *said, *linked):
        try:
            joined = str(urljoin(web or "", value.strip()))
        except ValueError:
            continue
        parts = urlsplit_safe(joined)
        if parts and (parts[1].strip("/") or parts[2]) and len(joined) <= 2_000:
            return joined
    return web


def urlsplit_safe(address: str) -> tuple[str, str, str] | None:
    """Host, path and query of a web address; None where it is none."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return (parts.netloc, parts.path, parts.query) if parts.scheme in ("http", "https") and parts.netloc else None


def _under(data: Mapping[str, Any], key: str) -> list[object]:
    """What `data` and its parts say under `key`."""
    parts = data.get("hasPart")
    parts = parts if isinstance(parts, list) else [parts]
    return [thing[key] for thing in (data, *parts) if isinstance(thing, dict) and key in thing]
