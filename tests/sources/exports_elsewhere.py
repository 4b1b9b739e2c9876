"""Exports of other programs, made in their forms: what each writes of the same few articles."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

UN, DEUX, TROIS = "https://presse.example/moulin", "https://presse.example/phare?page=2", "https://ailleurs.example/x"
PAGE = (
    "<h2>Un toit neuf</h2><p>« Le toit ne fuit plus », a déclaré <em>Anne Lebreton</em>, mairesse de Kervélo.</p>"
    "<p>Les artisans sont repartis.</p>"
)


def table(*rows: Iterable[object]) -> bytes:
    """CSV as the services write it."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def zipped(files: Mapping[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return out.getvalue()


POCKET = table(
    ("title", "url", "time_added", "tags", "status"),
    ("Le vieux moulin", UN, 1_700_000_000, "patrimoine|mer", "unread"),
    (DEUX, DEUX, 1_600_000_000, "", "archive"),
)
POCKET_NOTES = json.dumps(
    [{"url": UN, "title": "Le vieux moulin", "highlights": [{"quote": "Le toit ne fuit plus", "created_at": 17e8}]}]
).encode()
POCKET_ZIP = zipped({"part_000000.csv": POCKET, "annotations/part_000000.json": POCKET_NOTES})

POCKET_PAGE = f"""<!DOCTYPE html>
<html><head><meta charset="UTF-8" /><title>Pocket Export</title></head><body>
<h1>Unread</h1>
<ul>
<li><a href="{UN}" time_added="1700000000" tags="patrimoine,mer">Le vieux moulin &amp; son toit > tout</a></li>
</ul>
<h1>Read Archive</h1>
<ul>
<li><a href="{DEUX.replace("&", "&amp;")}" time_added="1600000000" tags="">{DEUX}</a></li>
<li><a href="javascript:alert(1)" time_added="1600000000" tags="">Rien</a></li>
</ul></body></html>
""".encode()

INSTAPAPER = table(
    ("URL", "Title", "Selection", "Folder", "Timestamp", "Tags"),
    (UN, "Le vieux moulin", "Le toit ne fuit plus", "Unread", 1_700_000_000, '["patrimoine", "mer"]'),
    (DEUX, "Le phare", "", "Archive", 1_600_000_000, "[]"),
    (TROIS, "Autre", "", "À relire", 1_500_000_000, "[]"),
    ("instapaper-private://email/1", "Lettre", "", "Starred", 1_500_000_000, "[]"),
)

READER = table(
    ("Title", "URL", "ID", "Document tags", "Saved date", "Reading progress", "Location", "Seen"),
    ("Le vieux moulin", UN, "01gm", "['patrimoine', \"l'eau\"]", "2023-11-14 22:13:20+00:00", "0.4", "new", "True"),
    ("Le phare", DEUX, "01gn", "[]", "2020-09-13 12:26:40+00:00", "1", "archive", "True"),
)

HIGHLIGHTS = table(
    (
        *("Highlight", "Book Title", "Book Author", "Amazon Book ID", "Note", "Color", "Tags", "Location Type"),
        *("Location", "Highlighted at", "Document tags"),
    ),
    (
        *("Le toit\nne fuit plus", "Le vieux moulin", "Jean Le Gall", "", "À vérifier", "yellow", "eau, .favorite"),
        *("page", 2, "2023-11-14 22:13:20+00:00", "patrimoine"),
    ),
    ("Deux *mots*", "Un livre", "Zoé Rohan", "B00X", "", "", "", "location", 12, "2020-01-02 03:04:05+00:00", ""),
    ("Trois mots", "Un livre", "Zoé Rohan", "B00X", "note", "", "", "location", 20, "2020-01-02 03:04:06+00:00", ""),
    ("", "Sans mots", "", "", "", "", "", "", "", "", ""),
)


def wallabag(**more: Any) -> dict[str, Any]:
    return {
        "is_archived": 0,
        "is_starred": 1,
        "user_name": "lecteur",
        "tags": ["patrimoine", "mer"],
        "is_public": False,
        "id": 1,
        "title": "Le vieux moulin",
        "url": UN,
        "given_url": UN,
        "content": PAGE,
        "created_at": "2023-11-14T22:13:20+0000",
        "updated_at": "2023-11-15T00:00:00+00:00",
        "published_at": "2023-11-13 00:00:00",
        "published_by": ["Jean Le Gall"],
        "annotations": [
            {
                "text": "à vérifier",
                "quote": "Le toit ne fuit plus",
                "ranges": [],
                "created_at": "2023-11-14T22:13:20+0000",
            }
        ],
        "mimetype": "text/html",
        "language": "fr_FR",
        "reading_time": 1,
        "domain_name": "presse.example",
        **more,
    }


WALLABAG = json.dumps(
    [
        wallabag(),
        wallabag(url=DEUX, title="Le phare", content=None, is_archived=1, is_starred=0, tags=[{"label": "mer"}]),
        wallabag(url="ftp://presse.example/x"),
        "rien",
    ]
).encode()


def omnivore(slug: str, url: str, **more: Any) -> dict[str, Any]:
    return {
        "id": f"id-{slug}",
        "slug": slug,
        "title": "Le vieux moulin",
        "description": "",
        "author": "Jean Le Gall",
        "url": url,
        "state": "Active",
        "readingProgress": 40,
        "thumbnail": None,
        "labels": ["patrimoine", "mer"],
        "savedAt": "2023-11-14T22:13:20.000Z",
        "updatedAt": "2023-11-14T22:13:20.000Z",
        "publishedAt": "2023-11-13T00:00:00.000Z",
        **more,
    }


MARKED = """\
Un mot sur le tout.

> Le toit ne fuit plus\x20

#eau #toit

À vérifier.

> Les artisans
> sont repartis.\x20
"""
OMNIVORE = {
    "metadata_0_to_20.json": json.dumps([omnivore("moulin-1", UN), omnivore("phare-2", DEUX, state="Archived")]),
    "metadata_20_to_40.json": json.dumps([omnivore("../../etc/passwd", TROIS, labels=[{"name": "x"}])]),
    "content/moulin-1.html": f'<div id="readability-page-1" class="page">{PAGE}</div>',
    "highlights/moulin-1.md": MARKED,
}
OMNIVORE_ZIP = zipped(OMNIVORE)
