"""There is one gate between an article and the world, and no other way: the source is read for doors beside it."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.hostile.exits import PACKAGE, all_exits, doors, exits


def test_every_door_is_known_and_says_why_an_article_cannot_use_it() -> None:
    found = all_exits()
    counted = Counter((each.module, each.kind) for each in found)
    known = {door: calls for door, (calls, _) in doors().items()}
    unknown = [each for each in found if counted[each.module, each.kind] > known.get((each.module, each.kind), 0)]
    assert not unknown, "\n".join(f"reader/{each.module}:{each.line}: {each.kind}: {each.words}" for each in unknown)
    assert not [module for module, _ in known if not (PACKAGE / module).is_file()], "doors of modules that are no more"
    assert all(len(why) > 7 for _, why in doors().values())


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("print(article.title)", "writing"),
        ("sys.stdout.write(f'{title}')", "writing"),
        ("print('a', line(title), title)", "writing"),
        ("Static(article.title)", "widget"),
        ("Label(f'[b]{name}[/b]')", "widget"),
        ("self.notify(title)", "widget"),
        ("self.border_title = title", "markup"),
        ("Text.from_markup(title)", "markup"),
        ("Content.from_markup(title)", "markup"),
        ("Segment(text, None, [(1,)])", "segment"),
        ("subprocess.run(['xdg-open', target])", "program"),
        ("os.system(f'open {target}')", "program"),
        ("webbrowser.open(target)", "path"),
        ("connection.execute(statement)", "statement"),
        ("import webbrowser", "log"),
        ("import logging", "log"),
        ("connection.execute(f'SELECT {title}')", "statement"),
        ("connection.execute('SELECT ' + title)", "statement"),
        ("eval(text)", "code"),
        ("app.run_action(link)", "code"),
        ("pickle.loads(data)", "code"),
        ("Path(title).write_text('x')", "path"),
        ("Path(title).mkdir()", "path"),
        ("path.open()", "path"),
        ("open(title)", "path"),
        ("template.format(title)", "format"),
        ("write(_('of {name}').format(name=title))", "writing"),
        ("print('a', title.format('a'))", "format writing"),
    ],
)
def test_a_careless_call_is_found(source: str, kind: str) -> None:
    assert sorted(each.kind for each in exits(source, "x.py")) == kind.split()


@pytest.mark.parametrize(
    "source",
    [
        "print('done')",
        "write(f'{len(rows)} articles in {line(name)}')",
        "write(visible(text))",
        "Static(Content(article.title), markup=False)",
        "Label('/', markup=False)",
        "self.border_title = 'Sections'",
        "connection.execute('SELECT ?', (title,))",
        "connection.execute(f'SELECT {_TEXT}', (title,))",
        "'{} of {}'.format(one, two)",
        "write(_('of {name}').format(name=line(title)))",
        "label = ngettext('{n} file', '{n} files', n).format(n=n)",
        "Segment(text, style)",
        "Library.open()",
        "self._search.open()",
        "import_module(FORMATS[name])",
    ],
)
def test_a_plain_call_is_not(source: str) -> None:
    assert not list(exits(source, "x.py"))
