"""What a book says of itself: its metadata, the order of its files, and its contents (EPUB 2 and 3).

Each thing that is needed and not there is named in the sentence that refuses the book.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from reader.errors import NotAnArticleError
from reader.gate import line
from reader.model import Metadata
from reader.sources.archive import MissingError
from reader.sources.epub.paths import resolved
from reader.sources.html.metadata import day, language_code
from reader.sources.network.addresses import web_address
from reader.sources.xml_tree import local_name, text_of, tree_of
from reader.tongue import N_, _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element

    from reader.sources.archive import Archive

CONTAINER = "META-INF/container.xml"
ENCRYPTION = "META-INF/encryption.xml"

MOST = 20_000
"""Files in the order of reading, and lines of the contents, that are looked at."""

_LINE = 500
"""Characters of the longest title or name, and of what is said to be wrong."""

_NO_CONTENTS = N_("The book's table of contents cannot be read: its chapters are those that its pages show.")


@dataclass(frozen=True, slots=True)
class Chapter:
    """A line of the contents: what it says, where it leads, its level (1 outermost), whether others stand below it."""

    title: str
    path: str
    fragment: str
    level: int
    has_chapters: bool = False


@dataclass(frozen=True, slots=True)
class Package:
    """A book: `spine` are the paths of its files in the order of reading."""

    metadata: Metadata
    spine: tuple[str, ...]
    contents: tuple[Chapter, ...]
    notices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Item:
    path: str
    media_type: str
    properties: frozenset[str]


def package_of(archive: Archive, name: str) -> Package:
    """The package of the book called `name`.

    Raises:
        NotAnArticleError: where what tells of its files is missing or broken, or its text is encrypted.
    """
    opf = _package_path(archive, name)
    root = _document(archive, opf, name, "package")
    manifest, notices = _manifest(root, opf)
    spine_element = _first(root, "spine")
    if spine_element is None:
        raise _broken(name, _("{opf} has no order of reading (spine)").format(opf=opf))
    references = [each.get("idref") or "" for each in spine_element if local_name(each.tag) == "itemref"][:MOST]
    spine = tuple(manifest[each].path for each in references if each in manifest)
    if not spine:
        raise _broken(name, _("the order of reading (spine) in {opf} names no file of the book").format(opf=opf))
    if len(spine) < len(references):
        notices = (*notices, _("The book's order of reading names files that it does not list."))
    _require_open(archive, spine, name)
    contents = _contents(archive, manifest, spine_element.get("toc"))
    if contents is None:
        contents, notices = (), (*notices, _(_NO_CONTENTS))
    return Package(_metadata(root), spine, contents, notices)


def _package_path(archive: Archive, name: str) -> str:
    root = _document(archive, CONTAINER, name, "container")
    for element in root.iter():
        if local_name(element.tag) == "rootfile":
            found = resolved("", element.get("full-path") or "")
            if found is None:
                raise _broken(name, _("{container} names a package outside of the book").format(container=CONTAINER))
            return found[0]
    raise _broken(name, _("{container} names no package").format(container=CONTAINER))


def _document(archive: Archive, path: str, name: str, root_name: str) -> _Element:
    try:
        data = archive.read(path)
    except MissingError as error:
        raise _broken(name, str(error)) from error
    root = tree_of(text_of(data)[0])
    if root is None or local_name(root.tag) != root_name:
        raise _broken(name, _("{path} is no XML that describes a book").format(path=path))
    return root


def _broken(name: str, what: str) -> NotAnArticleError:
    told = _("{name} is a broken book (EPUB): {what}")
    return NotAnArticleError(told.format(name=name, what=line(what, _LINE)))


def _manifest(root: _Element, opf: str) -> tuple[Mapping[str, _Item], tuple[str, ...]]:
    items: dict[str, _Item] = {}
    outside = 0
    for element in root.iter():
        if local_name(element.tag) != "item" or not element.get("href"):
            continue
        found = resolved(opf, element.get("href") or "")
        if found is None:
            outside += 1
            continue
        properties = frozenset((element.get("properties") or "").split())
        items.setdefault(element.get("id") or "", _Item(found[0], element.get("media-type") or "", properties))
    if not outside:
        return items, ()
    named = ngettext(
        "The book names {count} file outside of itself, which Reader does not open.",
        "The book names {count} files outside of itself, which Reader does not open.",
        outside,
    )
    return items, (named.format(count=outside),)


def _require_open(archive: Archive, spine: tuple[str, ...], name: str) -> None:
    """Refuse a book whose text is encrypted; that of typefaces only hinders their copying."""
    if ENCRYPTION not in archive:
        return
    try:
        root = tree_of(text_of(archive.read(ENCRYPTION))[0])
    except MissingError:
        return
    locked = {
        found[0]
        for each in (root.iter() if root is not None else ())
        if local_name(each.tag) == "cipherreference" and (found := resolved("", each.get("URI") or ""))
    }
    if locked & set(spine):
        raise NotAnArticleError(
            _("{name} is locked by its shop (DRM): open it in the shop's own program").format(name=name)
        )


def _metadata(root: _Element) -> Metadata:
    said: dict[str, list[str]] = {}
    element = _first(root, "metadata")
    for each in element.iter() if element is not None else ():
        text = " ".join("".join(each.itertext()).split())[:_LINE] if len(each) == 0 else ""
        role = next((value for key, value in each.attrib.items() if local_name(key) == "role"), "aut")
        if text and (local_name(each.tag) != "creator" or role == "aut"):
            said.setdefault(local_name(each.tag), []).append(text)
    return Metadata(
        title=next(iter(said.get("title", ())), None),
        authors=tuple(dict.fromkeys(said.get("creator", ()))),
        site=next(iter(said.get("publisher", ())), None),
        date=next(filter(None, map(day, said.get("date", ()))), None),
        url=next(filter(None, map(web_address, said.get("source", []) + said.get("identifier", []))), None),
        language=language_code(said.get("language", ())),
    )


def _contents(archive: Archive, manifest: Mapping[str, _Item], toc: str | None) -> tuple[Chapter, ...] | None:
    """The lines of the book's contents; empty where it has none, None where they cannot be read."""
    navigation = next((item for item in manifest.values() if "nav" in item.properties), None)
    ncx = manifest.get(toc or "") or next((i for i in manifest.values() if i.media_type.endswith("dtbncx+xml")), None)
    broken = False
    for item, lines in ((navigation, _navigation_lines), (ncx, _ncx_lines)):
        if item is None:
            continue
        try:
            root = tree_of(text_of(archive.read(item.path))[0])
        except MissingError:
            root = None
        found = _chapters(lines(root), item.path) if root is not None else ()
        if found:
            return found
        broken = True
    return None if broken else ()


def _chapters(lines: Iterator[tuple[str, str, int]], base: str) -> tuple[Chapter, ...]:
    found: list[Chapter] = []
    for title, href, level in islice(lines, MOST):
        words = " ".join(title.split())[:_LINE]
        if words and (place := resolved(base, href)):
            found.append(Chapter(words, *place, max(1, level)))
    following = [each.level for each in found[1:]] + [0]
    return tuple(
        Chapter(each.title, each.path, each.fragment, each.level, after > each.level)
        for each, after in zip(found, following, strict=False)
    )


def _navigation_lines(root: _Element) -> Iterator[tuple[str, str, int]]:
    """Title, target and level of each line of an EPUB 3 navigation document."""
    from lxml.etree import iterwalk

    navigations = [each for each in root.iter() if local_name(each.tag) == "nav"]
    chosen = next((each for each in navigations if _is_contents(each)), navigations[0] if navigations else None)
    if chosen is None:
        return
    depth = 0
    for event, element in iterwalk(chosen, events=("start", "end")):
        tag = local_name(element.tag)
        if tag in ("ol", "ul"):
            depth += 1 if event == "start" else -1
        elif tag == "a" and event == "start":
            yield "".join(element.itertext()), element.get("href") or "", depth


def _is_contents(navigation: _Element) -> bool:
    said = [value for key, value in navigation.attrib.items() if local_name(key) in ("type", "role")]
    return any(each in ("toc", "doc-toc") for value in said for each in value.split())


def _ncx_lines(root: _Element) -> Iterator[tuple[str, str, int]]:
    """Title, target and level of each line of an EPUB 2 NCX."""
    from lxml.etree import iterwalk

    depth, title = 0, ""
    for event, element in iterwalk(root, events=("start", "end")):
        tag = local_name(element.tag)
        if tag == "navpoint":
            depth += 1 if event == "start" else -1
        elif event == "end" and tag == "navlabel":
            title = "".join(element.itertext())
        elif event == "end" and tag == "content" and depth:
            yield title, element.get("src") or "", depth


def _first(root: _Element, name: str) -> _Element | None:
    return next((each for each in root.iter() if local_name(each.tag) == name), None)
