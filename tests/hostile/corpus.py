"""A small corpus of attacks of our own, for machines that have no other.

Every control sequence holds MARK or NUMBER, so that one which reaches the terminal is told from the program's own.
"""

from __future__ import annotations

from base64 import b64encode

MARK = "GUETTEUR"
NUMBER = "27182"
CLIP = b64encode(MARK.encode()).decode()
ST = "\x1b\\"

ESCAPES = (
    f"\x1b]0;{MARK}\x07",
    f"\x1b]2;{MARK}{ST}",
    f"\x1b]52;c;{CLIP}\x07",
    f"\x1b]8;;https://{MARK}.example{ST}link\x1b]8;;{ST}",
    f"\x1b]9;{MARK}{ST}",
    f"\x1b]0;{MARK} never ends",
    f"\x1b[{NUMBER}h\x1b[?{NUMBER}l",
    f"\x1b[{NUMBER};1H\x1b[{NUMBER}J",
    f"\x1b[{NUMBER}c\x1b[{NUMBER}n\x1b[>{NUMBER}q",
    f"\x1b[3;{NUMBER}m",
    f"\x1b\n[{NUMBER}h",
    f"\x1bP$q{MARK}{ST}",
    f"\x1bPtmux;\x1b\x1b]52;c;{CLIP}\x07{MARK}{ST}",
    f"\x1b_G{MARK}{ST}\x1b^{MARK}{ST}\x1bX{MARK}{ST}",
    f"\x1bc\x1b(0{MARK}\x1b(B\x1b#8",
    f"\x9b{NUMBER}h\x9d0;{MARK}\x9c\x90$q{MARK}\x9c\x9f{MARK}\x9c",
    "a\x00b\x07c\x08d\x0be\x0cf\x0eg\x0fh\x7fi\x1aj",
    "une ligne\rpar-dessus une autre",
    "\u202eà l’envers\u2066 et de côté\u2069 \u200f",
    "un\u2028deux\u2029trois\x85quatre\x1ccinq",
)

MARKUP = (
    "[@click=app.quit()]quitter[/]",
    "[/]",
    "[/jamais-ouvert]",
    "[bold red on blue]gras[/]",
    "[link=javascript:alert(1)]lien[/link]",
    "[",
    "[[x]]",
    "[red",
    "$primary [$primary]x[/]",
    "[#12]",
    "[@click=\"app.open_url('file:///')\"]ouvrir[/]",
    ":warning: \\[échappé]",
)

ATTACKS = (*ESCAPES, *MARKUP)

QUOTED = f"Le guet \x1b]0;{MARK}\x07 veille encore sur la vieille tour \x9b{NUMBER}h"

PLAIN = """\
DEBUT

Awen Le Gall s’explique

« {quoted} », a déclaré Awen \x1b[{number}m Le Gall, la gardienne.

{all}

FIN
"""

MARKDOWN = """\
---
title: DEBUT {0}
author: Awen {0} Le Gall
---

# DEBUT {1}

« {quoted} », a déclaré Awen Le Gall.

"""


def plain_text() -> str:
    """Every attack in a paragraph of its own, after a quotation that holds two."""
    return PLAIN.format(quoted=QUOTED, number=NUMBER, all="\n\n".join(f"avant {each} après" for each in ATTACKS))


def markdown() -> str:
    """Every attack at every place that Markdown has for text."""
    blocks = "\n\n".join(
        f"## titre {each}\n\n*fin {each}*\n\n- point {each}\n\n> dit {each}\n\n`code {each}`\n\n"
        f"[lien {each}](<https://ok.example/{each}> 'titre {each}')\n\n![image {each}](x.png)\n\n"
        f"| a {each} | b |\n|---|---|\n| c | {each} |\n"
        for each in (each.replace("\n", " ") for each in ATTACKS)
    )
    entities = f"&#27;]0;{MARK}&#7; &#x9b;{NUMBER}h &#155;{NUMBER}h &#x202e;"
    code = f"```py{ESCAPES[0]}\nx = '{ESCAPES[6]}'\n```"
    return f"{MARKDOWN.format(ESCAPES[0], ESCAPES[6], quoted=QUOTED)}{blocks}\n\n{entities}\n\n{code}\n\nFIN\n"
