"""Why structure, speakers and drafts were judged so: reasons are data in English; what a reader is told of them.

A reason is kept and exported as it was given, since what a program reads is the same everywhere. It is made of marked
words: of one rule, of several that spoke together, or of a sentence from here with values in it; so it can be said in
the reader's language wherever a person sees it.
"""

from __future__ import annotations

import re
from functools import cache

from reader.tongue import N_, _

TOGETHER = ", "
"""What stands between the rules that spoke together."""

UNDERLINED_WITH = N_("underlined with {sign}")
BEGINS_WITH = N_("begins with {sign}")
AFTER_VERB = N_("after a colon and “{verb}”")
AFTER_WORDS = N_("after “{words}”")
STANDS_FOR = N_("{words} stands for “{replaced}”")
ITS_OWN = N_("{words} is the draft's own")
UNNAMED = N_("{rule}, but nobody is named")
STOOD_FOR = N_("{rule}; {other}")

_MADE = (UNDERLINED_WITH, BEGINS_WITH, AFTER_VERB, AFTER_WORDS, STANDS_FOR, ITS_OWN, UNNAMED, STOOD_FOR)
"""Those with the article's words in them first: these hold whatever an article says."""

_RULES = frozenset({"rule", "other"})
"""Values that are reasons themselves."""


def told(reason: str) -> str:
    """`reason` in the reader's language; words that are none of ours, as they are."""
    if (whole := _(reason)) != reason:
        return whole
    for sentence in _MADE:
        if found := _pattern(sentence).fullmatch(reason):
            values = {name: told(value) if name in _RULES else value for name, value in found.groupdict().items()}
            return _(sentence).format(**values)
    return TOGETHER.join(_(rule) for rule in reason.split(TOGETHER))


@cache
def _pattern(sentence: str) -> re.Pattern[str]:
    """Finds the values in what was made of `sentence`."""
    return re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+)", re.escape(sentence)), re.DOTALL)
