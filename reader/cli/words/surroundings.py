"""Words of the commands about what Reader finds around it: `doctor`, `config`, `completion`."""

from __future__ import annotations

from typing import Any

from reader.cli.words import FORM
from reader.tongue import _

SHELLS = ("bash", "zsh", "fish")


def add_doctor(commands: Any) -> None:
    """Add `doctor`."""
    parser = commands.add_parser(
        "doctor",
        help=_("what Reader finds of the terminal, the clipboard and the library; where it fails with an article"),
        description=_(
            "Tell what Reader finds of the terminal, the clipboard and the library; with SOURCE, where Reader fails\n"
            "with that article, to be reported: without a word of the article, unless --with-text adds them."
        ),
        epilog=_(
            "examples:\n  reader doctor\n  reader doctor > doctor.txt\n  reader doctor article.txt > report.txt\n"
            "exit codes: 70 where Reader fails with the article"
        ),
        **FORM,
    )
    parser.add_argument("source", nargs="?", metavar="SOURCE", help=_("a path, an address or -"))
    parser.add_argument("--with-text", action="store_true", help=_("add the words with which it fails"))


def add_config(commands: Any) -> None:
    """Add `config`."""
    parser = commands.add_parser(
        "config",
        help=_("the configuration file: an example with every setting and key, or what is wrong in yours"),
        description=_(
            "Print a configuration file that holds every setting, copy format and key with its default, each "
            "with what\nit means. What a line gives is the default; what is left out keeps it."
        ),
        epilog=_(
            "examples:\n  reader config > example.toml\n  reader config --path\n  reader config --check\n"
            "exit codes: 0 done; 1 with --check, where something in the file is wrong"
        ),
        **FORM,
    )
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--path", action="store_true", help=_("print where the file is, or would be"))
    which.add_argument("--check", action="store_true", help=_("tell what is wrong in it, a sentence a line"))


def add_completion(commands: Any) -> None:
    """Add `completion`."""
    parser = commands.add_parser(
        "completion",
        help=_("a script that completes words in the shell"),
        description=_("Print a script by which the shell completes the words of reader."),
        epilog=_(
            "examples:\n  reader completion bash > ~/.local/share/bash-completion/completions/reader\n"
            "  reader completion zsh > ~/.zfunc/_reader   # with fpath+=~/.zfunc before compinit\n"
            "  reader completion fish > ~/.config/fish/completions/reader.fish"
        ),
        **FORM,
    )
    parser.add_argument("shell", choices=SHELLS)
