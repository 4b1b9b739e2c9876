"""What the single lines of the reading screen say, from the facts. Pure; all foreign text passes the gate here."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from reader import gate
from reader.actions import key_label
from reader.app.dates import day_shown
from reader.app.links import address, host_of, hosts_of, logs_in, names_another_host, other_spelling, writes_to_several
from reader.tongue import _, ngettext, number, percent

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.actions import Action
    from reader.app.hits import Hits
    from reader.app.places import Ring
    from reader.app.widgets.lines import Run
    from reader.model import Article, Inline
    from reader.reading import Reading

CHARACTERS_A_MINUTE = 1300
"""How fast an article is read: some 220 words of six characters."""

LONGEST_TITLE = 300

HINTS = ("next_section", "next_quotation", "copy", "copy_cited", "search", "help", "toggle_sections", "toggle_sidebar")
"""Actions that the status line reminds of."""

LIST_HINTS = ("arrange", "filter", "follow", "explain", "correct", "copy", "copy_cited", "help")
"""The same while a list of the sidebar has the keys."""

HIGHLIGHT_HINTS = ("annotate", "highlight", "undo", "arrange", "filter", "copy", "copy_cited", "help")
"""The same in the list of highlights."""

QUIET = ("unknown-speaker",)
IN_FRONT = ("heading",)
"""The style of the tab in front."""


def title(reading: Reading) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Title, or the file's name where there is none; then site, date and reading time."""
    article = reading.article
    location = article.source.location
    name = article.title or (PurePath(location).name if location and location != "-" else _("standard input"))
    known = article.metadata
    facts = [
        gate.line(fact, 40) for fact in (known.site or ", ".join(known.authors[:2]), day_shown(known.date)) if fact
    ]
    facts.append(_("{minutes} min").format(minutes=minutes(reading.characters)))
    return ((gate.line(name, LONGEST_TITLE), ("strong",)),), ((" · ".join(facts), QUIET),)


def minutes(characters: float) -> int:
    """Minutes that reading so many characters takes, at least one."""
    return max(1, round(characters / CHARACTERS_A_MINUTE))


def progress(reading: Reading, share: float) -> tuple[Run, ...]:
    """How far the reader is, at length and more and more briefly."""
    if share >= 1:
        return ((percent(100), QUIET),)
    facts = {"share": percent(round(share * 100)), "minutes": minutes(reading.characters * (1 - share))}
    said = (_("{share} · {minutes} min left"), _("{share} · {minutes} min"), "{share}")
    return tuple((each.format(**facts), QUIET) for each in said)


def coming(reading: Reading, *, end_is_shown: bool) -> str:
    """That the end was asked for and has not come yet, and how much has."""
    share = percent(round(100 * min(1.0, len(reading.article.text) / max(1, reading.characters))))
    if end_is_shown:
        return _("The end, for now to be read only: the rest is still coming ({share})").format(share=share)
    return _("The end is still being read ({share})").format(share=share)


def tabs(counts: tuple[int, int, int], *, front: int, complete: bool) -> tuple[Run, ...]:
    """The lists of the sidebar with how many they hold: of what is found so far or, where it is `complete`, in all.

    Args:
        counts: Quotations, entities, highlights; there is a tab for highlights only where there are some.
        front: Which of them is in front.
        complete: Whether all has been found.
    """
    quotations, entities, highlights = counts
    more = "" if complete else "…"
    said = [f"{_('Quotations')} {number(quotations)}{more}", f"{_('Entities')} {number(entities)}{more}"]
    if highlights:
        said.append("▎" + _("Highlights {number}").format(number=number(highlights)))
    runs: list[Run] = []
    for at, words in enumerate(said):
        runs += [("  ", ()), (words, IN_FRONT if at == front else QUIET)]
    return tuple(runs[1:])


def note(reading: Reading, facts: Sequence[object], empty: str, typed: str = "") -> str:
    """What stands below a list: that work is under way, or that there is nothing, or nothing that `typed` fits."""
    if not reading.is_analysed:
        return _("Reading…")
    if typed.strip() and not facts:
        return _("No name begins so.")
    if reading.is_cut or reading.found.gaps:
        return _("Some may be missing.")
    return "" if facts else empty


def unlisted(fragments: int) -> str:
    """What is said below the list of the short fragments, worked into others' sentences, that it leaves out."""
    if not fragments:
        return ""
    said = ngettext("and {count} short fragment", "and {count} short fragments", fragments)
    return said.format(count=fragments)


def mention(mentions: Ring) -> str:
    """Which mention of the entity at hand this is."""
    return _("Mention {number} of {count}").format(number=(mentions.at or 0) + 1, count=len(mentions.spans))


def link(article: Article, chosen: Inline) -> str:
    """Where a link leads, in full, and a warning where its words say otherwise."""
    target = gate.line(chosen.target or "nowhere")
    if address(chosen) is None:
        return _("{target} (not a web or mail address: Reader does not open it)").format(target=target)
    other = names_another_host(article.passage([chosen.span]), chosen.target or "")
    if not other and (spelt := other_spelling(host_of(chosen.target or ""))):
        return _("{target} (its host is also written {other})").format(target=target, other=gate.line(spelt, 60))
    return _("{target} (its words name another host!)").format(target=target) if other else target


def doubts(article: Article, chosen: Inline) -> list[str]:
    """What there is to say of a link that may be opened, before it is; nothing where its words tell the truth."""
    target = chosen.target or ""
    host, said = gate.line(", ".join(hosts_of(target)), 80), []
    if names_another_host(article.passage([chosen.span]), target):
        said.append(_("Its words name another host: it leads to {host}.").format(host=host))
    if logs_in(target):
        said.append(_("What stands before @ is a name to log in with: it leads to {host}.").format(host=host))
    if writes_to_several(target):
        said.append(_("It writes to several mailboxes."))
    if other := other_spelling(host_of(target)):
        said.append(
            _("The host is also written {other}: letters of two scripts may look the same.").format(
                other=gate.line(other, 80)
            )
        )
    return said


def hits(query: str, found: Hits) -> str:
    """How many hits a search has, and which one is at hand."""
    return (
        _("“{query}”: {count}").format(query=gate.line(query, 30), count=count(query, found)) if query.strip() else ""
    )


def count(query: str, found: Hits) -> str:
    """The same without the words, for beside them."""
    if not query.strip():
        return ""
    if not found:
        return _("no hits")
    return (
        number(len(found))
        if found.at is None
        else _("{hit} of {count}").format(hit=number(found.at + 1), count=number(len(found)))
    )


def notices(said: Iterable[str]) -> str:
    """Several notices as one."""
    return "; ".join(gate.line(notice) for notice in said)


def gaps(reading: Reading) -> str:
    """What is said when a step of the analysis failed."""
    return _("A fault of Reader’s: quotations or names may be missing. To report it: {command}").format(
        command=_doctor(reading)
    )


def fault(reading: Reading, key: str) -> str:
    """What is said when the process that reads an article on failed, or was ended from outside.

    Args:
        reading: What it had sent until then.
        key: What goes on with it; "" where it would fail again.
    """
    if key and reading.is_whole:
        return _("The analysis was ended from outside: the text is whole, {key} goes on.").format(key=key)
    if key:
        return _("The rest of the text is missing, its process was ended from outside: {key} goes on.").format(key=key)
    if reading.is_whole:
        return gaps(reading)
    return _("A fault of Reader’s: the rest of the text is missing. To report it: {command}").format(
        command=_doctor(reading)
    )


def _doctor(reading: Reading) -> str:
    """The command that tells what to report; its name's last part is enough for whoever has just opened it."""
    location = reading.article.source.location
    name = PurePath(location).name if location and location != "-" else ""
    return f"reader doctor {gate.line(name, 40) or '…'}"


def status(
    actions: Iterable[Action], notice: str, *, error: bool = False, hints: Sequence[str] = HINTS
) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Keys on the left, the notice on the right."""
    known = {action.name: action for action in actions}
    keys: list[Run] = []
    for name in hints:
        action = known[name]
        if action.keys:
            keys += [(key_label(action.keys[0]), ("heading",)), (f" {_(action.label)}   ", QUIET)]
    return tuple(keys), ((notice, ("error",) if error else ("text",)),) if notice else ()
