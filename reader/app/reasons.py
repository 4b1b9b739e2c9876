"""Why a quotation is whose it is, and what an entity is called, in sentences for whoever has to answer for it. Pure.

The facts are the analysis's own: the rule that decided, the words that it saw, and where they stand. All foreign
text passes the gate here.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reader.gate import line
from reader.model import EntityType, Span
from reader.model.corrections import REASON
from reader.model.reasons import told
from reader.tongue import N_, _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.model import Article, Entity, Placed, Quotation

AROUND = 60
"""Characters on either side of the words that name a speaker, which are shown with them."""

MOST_FORMS = 6
"""Printed forms of a name that are listed."""

LONGEST = 160
"""Characters of a name that are shown."""

LONGEST_NOTE = 1_000
"""Characters of a line of a note that are shown."""

_KINDS = {
    EntityType.PERSON: N_("a person"),
    EntityType.ORGANISATION: N_("an organisation"),
    EntityType.PLACE: N_("a place"),
    EntityType.WORK: N_("a work or product"),
}


def of_quotation(article: Article, quotation: Quotation) -> list[str]:
    """Who says it; by which rule and which words; and where the article names them."""
    speaker = quotation.speaker
    said = [_who(quotation), _rule(article, quotation)]
    if speaker and len(speaker.span) and quotation.reason != REASON:
        said += _where(article, quotation, speaker.span)
    elif speaker and not len(speaker.span):
        said.append(_("The article does not print this name."))
    return said


def _who(quotation: Quotation) -> str:
    if quotation.speaker is None:
        return _("The speaker is not named.")
    role = f", {quotation.speaker.role}" if quotation.speaker.role else ""
    return line(quotation.speaker.name + role, LONGEST)


def _rule(article: Article, quotation: Quotation) -> str:
    """The rule that decided, with the words that it saw."""
    rule = line(told(quotation.reason), LONGEST) or _("no rule says why")
    sentence = rule[:1].upper() + rule[1:]
    if quotation.cue is None:
        return f"{sentence}."
    return _("{rule}: “{words}”.").format(rule=sentence, words=line(article.passage([quotation.cue]), LONGEST))


def _where(article: Article, quotation: Quotation, named: Span) -> list[str]:
    """The words that name the speaker, with what stands around them in their paragraph."""
    index = article.block_at(named.start)
    if index is None:
        return []
    here = index == article.block_at(quotation.span.start)
    if not here:
        place = _("in an earlier paragraph") if named.start < quotation.span.start else _("in a later paragraph")
    else:
        place = _("before the quotation") if named.start < quotation.span.start else _("behind the quotation")
    block = article.blocks[index].span
    start, end = max(block.start, named.start - AROUND), min(block.end, named.end + AROUND)
    if start > block.start:
        start = min(named.start, max(start, article.text.find(" ", start, named.start) + 1))
    if end < block.end:
        end = max(named.end, article.text.rfind(" ", named.end, end))
    words = line(article.passage([Span(start, end)]), 4 * AROUND).strip()
    before, after = "…" if start > block.start else "", "…" if end < block.end else ""
    return [_("Named {place}: “{words}”").format(place=place, words=f"{before}{words}{after}")]


def of_entity(article: Article, entity: Entity, quotations: Sequence[Quotation], *, corrected: bool) -> list[str]:
    """What it is, by which words the article names it, and how much of what is quoted it says."""
    forms = Counter(line(article.passage([mention]), LONGEST) for mention in entity.everywhere)
    listed = ", ".join(f"{form} {count}×" for form, count in forms.most_common(MOST_FORMS))
    named = _("Named as {forms}.")
    if len(forms) > MOST_FORMS:
        named = _("Named as {forms} and {count} more.")
    said = [
        f"{line(entity.name, LONGEST)}, {_(_KINDS[entity.type])}",
        named.format(forms=listed, count=len(forms) - MOST_FORMS),
    ]
    spoken = sum(quotation.speaker is not None and quotation.speaker.entity == entity.id for quotation in quotations)
    if spoken:
        said.append(_("Says {count} of the {all} quotations.").format(count=spoken, all=len(quotations)))
    if corrected:
        said.append(f"{told(REASON).capitalize()}.")
    return said


def of_highlight(article: Article, placed: Placed) -> list[str]:
    """What was noted, all of it; then when, and whether the words are still there."""
    made = line(placed.highlight.made_at[:10])
    when = _("Highlighted on {date}.").format(date=made) if made else _("Highlighted just now.")
    if placed.span is None:
        when += " " + _("Its words are not in this version of the article.")
    elif placed.span.of(article.text) != placed.highlight.anchor.quote or placed.span != placed.highlight.anchor.span:
        when += " " + _("The article has changed since; the words were found again.")
    said = [line(each, LONGEST_NOTE) for each in placed.highlight.note.splitlines() if each.strip()]
    return [*said, when]
