"""The language that Reader speaks to its reader in: what it says is written in English and looked up by `_`.

The language is found when the first word is said: READER_INTERFACE, then the setting `interface`, then the locale.
English costs nothing more, since what is written is what is said; French costs the reading of one catalogue, by the
standard library's gettext. The language of an article is another matter, and `reader.lang`'s.
"""

from __future__ import annotations

import os

from reader.facts import TYPE_CHECKING
from reader.places import CONFIG, at_once

if TYPE_CHECKING:
    from collections.abc import Mapping
    from gettext import NullTranslations

SOURCE = "en"
"""The language in which messages are written in the source."""

INTERFACES = (SOURCE, "fr")
"""The languages that Reader speaks, by their codes in ISO 639."""

VARIABLE = "READER_INTERFACE"


class _Spoken:
    """The language that is spoken now; neither is known before the first word."""

    language: str | None = None
    catalogue: NullTranslations | None = None


def _(message: str) -> str:
    """`message` in the reader's language. It is a literal, or one that `N_` marked; values are put in afterwards."""
    return message if not message or (catalogue := _catalogue()) is None else catalogue.gettext(message)


def pgettext(context: str, message: str) -> str:
    """`message` in the reader's language, where its English has two meanings that `context` tells apart."""
    return message if (catalogue := _catalogue()) is None else catalogue.pgettext(context, message)


def ngettext(singular: str, plural: str, number: int) -> str:
    """Whichever form the reader's language has for `number`, which is not yet put in: French has one for 0."""
    if (catalogue := _catalogue()) is None:
        return singular if number == 1 else plural
    return catalogue.ngettext(singular, plural, number)


def N_(message: str) -> str:  # noqa: N802 - its name wherever gettext is used
    """`message` itself: the mark of one in a table made at import, which `_` translates when it is shown."""
    return message


def number(value: int) -> str:
    """A whole number as it is printed in the reader's language: 12,500, or 12 500 with narrow spaces."""
    shown = f"{value:,}"
    return shown if language() == SOURCE else shown.replace(",", "\u202f")


def percent(whole: int | str) -> str:
    """A share of a hundred as it is printed in the reader's language: 38 %, in French with a narrow space."""
    return f"{whole} %" if language() == SOURCE else f"{whole}\u202f%"


def language() -> str:
    """The language spoken now, one of INTERFACES."""
    if _Spoken.language is None:
        _Spoken.language = chosen()
    return _Spoken.language


class speaking:  # noqa: N801 - read as a verb: `with speaking("en"):`
    """A time in which another language is spoken; with None, the one that is found when the first word is said."""

    def __init__(self, other: str | None) -> None:
        self._other = other

    def __enter__(self) -> None:
        self._before = _Spoken.language, _Spoken.catalogue
        _Spoken.language, _Spoken.catalogue = self._other, None

    def __exit__(self, *_raised: object) -> None:
        _Spoken.language, _Spoken.catalogue = self._before


def chosen(environ: Mapping[str, str] = os.environ) -> str:
    """The language that variables and configuration ask for; English where they ask for none that is spoken."""
    wanted = _known(environ.get(VARIABLE, "")) or _configured(environ)
    if wanted is not None:
        return wanted
    locale = next(filter(None, (environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    if locale in ("C", "POSIX"):
        return SOURCE  # gettext too leaves LANGUAGE aside here: who asks for C wants no translation
    preferred = [*environ.get("LANGUAGE", "").split(":"), locale]
    return next(filter(None, map(_known, preferred)), SOURCE)


def _known(locale: str) -> str | None:
    """The language of a locale such as `fr_CA.UTF-8` or `fr`, where it is spoken here."""
    code = locale.partition(".")[0].partition("@")[0].replace("-", "_").partition("_")[0].lower()
    return code if code in INTERFACES else None


def _configured(environ: Mapping[str, str]) -> str | None:
    """What the setting `interface` asks for; `reader.config` tells of what is wrong in the file."""
    path = at_once(CONFIG, environ)
    if path is None:
        from reader.places import config_path

        path = str(config_path(environ))
    if not os.path.isfile(path):  # noqa: PTH113 - pathlib is no lighter
        return None
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            data = file.read()
        if b"interface" not in data:  # which is known without the parser of TOML
            return None
        import tomllib

        wanted = tomllib.loads(data.decode("utf-8-sig")).get("interface")
    except (OSError, ValueError, RecursionError):
        return None
    return wanted if isinstance(wanted, str) and wanted in INTERFACES else None


def _catalogue() -> NullTranslations | None:
    """The catalogue of the language spoken now; None for English."""
    if _Spoken.catalogue is not None:
        return _Spoken.catalogue
    code = language()
    if code == SOURCE:
        return None
    from gettext import GNUTranslations

    path = os.path.join(os.path.dirname(__file__), "locale", code, "LC_MESSAGES", "reader.mo")  # noqa: PTH118, PTH120
    with open(path, "rb") as file:  # noqa: PTH123
        _Spoken.catalogue = GNUTranslations(file)
    return _Spoken.catalogue
