"""Every place in the source at which something could leave for the world, found by reading the syntax trees.

A call is *plain* where its own words show that nothing foreign can act by it: its arguments are literals, numbers, or
what a function of the gate gives; a statement of SQL is one literal; a widget is told not to read markup. Every other
one is a door, and `doors.toml` holds each with the reason why an article cannot use it.
"""

from __future__ import annotations

import ast
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "reader"
DOORS = Path(__file__).with_name("doors.toml")

GATE = frozenset({"line", "visible", "revealed", "clipboard", "fault"})
"""What gives text that a terminal may have; `narration.fault` does so by the gate."""

_FIGURES = frozenset({"len", "round", "min", "max", "sum", "int", "float", "count", "number"})
_TRANSLATED = frozenset({"_", "pgettext", "ngettext", "N_"})
"""What gives the translation of a text of ours."""

KINDS: Mapping[str, str] = {
    # A terminal, a pipe, a file, a log
    **dict.fromkeys(("print", "write", "writelines"), "writing"),
    **dict.fromkeys(("input", "getpass"), "writing"),
    "warn": "log",
    # The screen
    **dict.fromkeys(("Static", "Label", "Button", "Collapsible", "OptionList", "Option", "Select", "Tab"), "widget"),
    **dict.fromkeys(("Checkbox", "RadioButton", "Tree", "DataTable", "Markdown", "Log", "RichLog"), "widget"),
    **dict.fromkeys(("notify", "add_columns", "add_column", "add_row", "add_leaf", "add_option"), "widget"),
    **dict.fromkeys(("from_markup", "from_ansi", "render_str", "parse_style", "assemble", "styled"), "markup"),
    "Segment": "segment",
    # Programs, statements, code, actions
    **dict.fromkeys(("Popen", "check_output", "check_call", "call", "system", "popen", "startfile"), "program"),
    **dict.fromkeys(("execv", "execve", "execvp", "execvpe", "posix_spawn", "spawnv", "spawnve"), "program"),
    **dict.fromkeys(("create_subprocess_exec", "create_subprocess_shell", "open_address", "open_url"), "program"),
    **dict.fromkeys(("execute", "executemany", "executescript"), "statement"),
    **dict.fromkeys(("eval", "exec", "compile_command", "import_module", "__import__", "attrgetter"), "code"),
    **dict.fromkeys(("run_action", "simulate_key", "loads_pickle", "Unpickler"), "code"),
    # The disk
    **dict.fromkeys(("open", "fdopen", "mkdir", "makedirs", "unlink", "rename", "hardlink_to"), "path"),
    **dict.fromkeys(("write_text", "write_bytes", "read_text", "read_bytes"), "path"),
    **dict.fromkeys(("rmtree", "symlink", "symlink_to", "chmod", "mkstemp", "NamedTemporaryFile"), "path"),
    # Texts with fields
    **dict.fromkeys(("format", "format_map"), "format"),
}
"""Name of a function or method → what kind of exit it is, whatever it belongs to."""

OF_MODULES: Mapping[str, str] = {
    "subprocess.run": "program",
    "webbrowser.get": "program",
    "os.replace": "path",
    "os.remove": "path",
    "shutil.move": "path",
    "shutil.copy": "path",
    "pickle.loads": "code",
    "pickle.load": "code",
    "marshal.loads": "code",
    "yaml.load": "code",
}
"""Functions whose names alone would say too little."""

_CODE_MODULES = frozenset({"pickle", "marshal", "shelve", "yaml"})
_LOG_MODULES = frozenset({"logging", "webbrowser"})

ATTRIBUTES = frozenset({"border_title", "border_subtitle", "tooltip", "sub_title", "placeholder"})
"""What Textual reads markup in when it is set."""


@dataclass(frozen=True, slots=True)
class Exit:
    """A call that leads out: in which module (from `reader/` on), of what kind, on which line, and its words."""

    module: str
    kind: str
    line: int
    words: str


def exits(source: str, module: str) -> Iterator[Exit]:
    """All that is no plain call in `source`, in order."""
    tree = ast.parse(source)
    own = {call: names for names, calls in _scopes(tree) for call in calls}  # the innermost function comes last
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (kind := _kind(node, own.get(node, frozenset()))) is not None:
            if not _is_plain(node, kind):
                yield Exit(module, kind, node.lineno, ast.unparse(node))
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                if isinstance(target, ast.Attribute) and target.attr in ATTRIBUTES and not _harmless(node.value):
                    yield Exit(module, "markup", node.lineno, ast.unparse(node))
        elif isinstance(node, ast.Import | ast.ImportFrom):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]
            for name in set(names) & (_CODE_MODULES | _LOG_MODULES):
                yield Exit(module, "code" if name in _CODE_MODULES else "log", node.lineno, name)


def all_exits() -> list[Exit]:
    """Those of every module of the program."""
    return [
        each
        for path in sorted(PACKAGE.rglob("*.py"))
        for each in exits(path.read_text(encoding="utf-8"), str(path.relative_to(PACKAGE)))
    ]


def doors() -> dict[tuple[str, str], tuple[int, str]]:
    """Module and kind → how many such exits it has at most, and why an article cannot use them."""
    return {
        (module, kind): (int(known["calls"]), str(known["why"]))
        for module, kinds in tomllib.loads(DOORS.read_text(encoding="utf-8")).items()
        for kind, known in kinds.items()
    }


def _scopes(tree: ast.AST) -> Iterator[tuple[frozenset[str], list[ast.AST]]]:
    """Of each function, outer ones first: its names for texts of our own, and all that is in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield _own_names(node), list(ast.walk(node))


def _own_names(tree: ast.AST) -> frozenset[str]:
    """Names that never stand for anything in a function but texts of our own."""
    own, foreign = set[str](), set[str]()
    for node in ast.walk(tree):
        if isinstance(node, ast.arg):
            foreign.add(node.arg)
        elif isinstance(node, ast.For | ast.comprehension):
            foreign.update(each.id for each in ast.walk(node.target) if isinstance(each, ast.Name))
        elif isinstance(node, ast.NamedExpr):
            foreign.add(node.target.id)
        elif isinstance(node, ast.Assign):
            for target, value in _paired(node.targets[0], node.value):
                (own if _is_ours(value) else foreign).add(target)
    return frozenset(own - foreign)


def _paired(target: ast.expr, value: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    """Each name that an assignment sets, with what it is set to."""
    match target, value:
        case ast.Name(id=name), _:
            yield name, value
        case ast.Tuple(elts=targets), ast.Tuple(elts=values):
            for pair in zip(targets, values, strict=False):
                yield from _paired(*pair)
        case ast.Tuple(elts=targets), _:
            for each in targets:
                yield from _paired(each, value)


def _kind(node: ast.Call, own: frozenset[str]) -> str | None:
    match node.func:
        case ast.Name(id=name):
            return KINDS.get(name) if name != "format" else None
        case ast.Attribute(value=ast.Name(id=module), attr=name) if f"{module}.{name}" in OF_MODULES:
            return OF_MODULES[f"{module}.{name}"]
        case ast.Attribute(value=value, attr=name):
            if name == "format" and (_is_ours(value) or (isinstance(value, ast.Name) and value.id in own)):
                return None  # what is put into it is judged where it goes
            return KINDS.get(name)
    return None


def _is_ours(value: ast.expr) -> bool:
    """Whether it is a text of our own: a literal, or the translation of one."""
    match value:
        case ast.Constant():
            return True
        case ast.Call(func=ast.Name(id=name)):
            return name in _TRANSLATED
        case ast.IfExp(body=body, orelse=other):
            return _is_ours(body) and _is_ours(other)
    return False


def _is_plain(node: ast.Call, kind: str) -> bool:
    values = [*node.args, *(keyword.value for keyword in node.keywords)]
    if kind in ("statement", "code"):
        return bool(node.args) and _is_own(node.args[0])
    if kind == "segment":
        return len(values) < 3  # a third one makes it a control sequence; all others pass the exit gate
    if kind == "format":
        return False  # a text of ours is none of this kind
    if kind == "path":
        return not values and _is_of_ours(node.func)
    if kind == "widget":
        unread = any(each.arg == "markup" and ast.unparse(each.value) == "False" for each in node.keywords)
        return unread or all(map(_harmless, values))
    return all(map(_harmless, values))


def _is_own(value: ast.expr) -> bool:
    """Whether a statement is a literal, with nothing put into it but constants of the module, which are capitals."""
    match value:
        case ast.Constant():
            return True
        case ast.JoinedStr(values=parts):
            return all(map(_is_own, parts))
        case ast.FormattedValue(value=inner) | ast.Subscript(value=inner):
            return _is_own(inner)
        case ast.Name(id=name):
            return name.isupper()
    return False


def _is_of_ours(function: ast.expr) -> bool:
    """Whether it is called on a part of the object itself, or on a class: `open` opens more than files."""
    match function:
        case ast.Attribute(value=ast.Attribute(value=ast.Name(id="self"))):
            return True
        case ast.Attribute(value=ast.Name(id=name)):
            return name[0].isupper()
    return False


def _harmless(value: ast.expr | None) -> bool:
    match value:
        case None:
            return True
        case ast.expr() if _is_ours(value):
            return True
        case ast.Call(func=ast.Attribute(attr="format", value=own)) if _is_ours(own):
            return all(_harmless(each) for each in (*value.args, *(keyword.value for keyword in value.keywords)))
        case ast.Call(func=ast.Name(id=name)) | ast.Call(func=ast.Attribute(attr=name)) if name in GATE | _FIGURES:
            return True
        case ast.Call(func=ast.Name(id="Content" | "Text"), args=[inner], keywords=[]):
            return _harmless(inner)
        case ast.JoinedStr(values=parts):
            return all(map(_harmless, parts))
        case ast.FormattedValue(value=inner, format_spec=spec):
            return _harmless(inner) or (spec is not None and ast.unparse(spec).strip("f'\"") in {",", "g", ".0f", "d"})
        case ast.BinOp(left=left, right=right):
            return _harmless(left) and _harmless(right)
        case ast.IfExp(body=body, orelse=other):
            return _harmless(body) and _harmless(other)
    return False


def main() -> int:
    """List every door with its reason."""
    known = doors()
    for each in all_exits():
        _, why = known.get((each.module, each.kind), (0, "not in doors.toml"))
        print(f"{each.module}:{each.line}: {each.kind}: {each.words[:100]}\n    {why}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
