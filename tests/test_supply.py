"""What Reader is made of: its own top, the licences that it brings along, and that every dependency has its reason."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from importlib.metadata import distribution, packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.licences import BY_FILE, OURS, PERMISSIVE, installed

ROOT = Path(__file__).parents[1]
PROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
TABLES = tomllib.loads(PROJECT)["project"]
TOP = {
    *("pyproject.toml", "reader", "articles", "tests", "screenshots", "README.md", "CHANGELOG.md", "SECURITY.md"),
    *("LICENSE", ".gitignore", ".ci"),
}
EXTRAS = ("hyphenation", "pdf", "pictures", "serve")
"""The extras that the tests install; what one of the others brings along is that one's affair (dask, spaCy's)."""


def test_the_top_of_the_repository_is_what_one_expects() -> None:
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("this is no checkout")
    assert {path.split("/")[0] for path in done.stdout.split("\0") if path} == TOP


def test_what_is_installed_by_default_asks_for_nothing() -> None:
    """No GPL, no AGPL, nothing non-commercial, by anybody; of files under the MPL we change none."""
    brought = installed()
    assert len(brought) > 20
    assert [row for row in brought if not row.is_among(PERMISSIVE | BY_FILE)] == []


def test_nor_does_an_extra_of_ours() -> None:
    assert [row for row in installed(*EXTRAS) if not row.is_among(PERMISSIVE | BY_FILE)] == []


def test_what_is_refused_is_refused() -> None:
    row = installed()[0]
    for expression in ("GPL-3.0-only", "MIT AND AGPL-3.0-only", "CC-BY-NC-4.0", "not said", "Proprietary"):
        assert not type(row)("x", "1", expression, OURS).is_among(PERMISSIVE | BY_FILE)


def test_our_own_licence_names_that_of_the_weights() -> None:
    said = distribution(OURS).metadata
    assert said["License-Expression"] == "MIT AND LGPLLR"
    assert {Path(name).name for name in said.get_all("License-File")} == {"LICENSE", "en.LICENSE", "fr.LICENSE"}
    assert "LGPL-LR" in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("requirement", TABLES["dependencies"])
def test_a_dependency_has_a_lower_bound_its_reason_and_a_word_in_the_readme(requirement: str) -> None:
    wanted = Requirement(requirement)
    assert {each.operator for each in wanted.specifier} & {">=", "=="}
    assert re.search(rf'^ *"{re.escape(requirement)}",  # \w', PROJECT, re.MULTILINE), "no reason beside it"
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    reasons = readme.partition("## What it is made of")[2].partition("\n## ")[0]
    assert f"`{canonicalize_name(wanted.name)}`" in reasons


def test_what_is_imported_is_asked_for() -> None:
    """By its own name, since what another one brings along may be gone with that one's next version."""
    asked = {canonicalize_name(Requirement(each).name) for each in TABLES["dependencies"]}
    asked |= {
        canonicalize_name(Requirement(each).name) for some in TABLES["optional-dependencies"].values() for each in some
    }
    brought = packages_distributions()
    for path in (ROOT / "reader").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
            for name in {each.split(".")[0] for each in names} & set(brought) - sys.stdlib_module_names - {"reader"}:
                assert asked & set(map(canonicalize_name, brought[name])), f"{path.relative_to(ROOT)} imports {name}"


def test_dev_installs_what_an_extra_asks_for() -> None:
    """With the same bounds, so that what the tests ran with is what the extra promises."""
    extras = TABLES["optional-dependencies"]
    assert {each for name in EXTRAS for each in extras[name]} <= set(extras["dev"])
