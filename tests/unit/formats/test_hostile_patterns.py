"""No regular expression that outside text meets takes time with the square of it, or worse."""

import importlib
import itertools
import pkgutil
import re
import time
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

import crm_desktop.domain
import crm_desktop.formats
import crm_desktop.services

_LONG = 2_000
_HARMLESS_SECONDS, _TWICE = 0.004, 2.8
_LETTERS, _PAIRED = 7, 3
_OF_PIECES = {"_BORN_AFTER": 30, "_BORN_BEFORE": 44}
"""Patterns that are only shown so many letters around what was found."""
_PACKAGES = (crm_desktop.formats, crm_desktop.domain, crm_desktop.services)
_SEARCHED = re.compile(r"\b(\w+)\.(?:search|sub|subn|finditer|findall|split)\(")
_OF_CATEGORY = {"DIGIT": "9", "WORD": "a", "SPACE": " "}


def _patterns() -> Iterator[tuple[str, re.Pattern[str] | re.Pattern[bytes]]]:
    """Every pattern that a module of the readers, or of what reads their text, keeps under a name."""
    for package in _PACKAGES:
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            module = importlib.import_module(found.name)
            for name, value in vars(module).items():
                if isinstance(value, re.Pattern):
                    yield f"{found.name.removeprefix('crm_desktop.')}.{name}", value


def _letters(parsed: Iterable[tuple[object, object]]) -> Iterator[str]:
    """Letters that the parts of a pattern are made of, a few for each set."""
    for kind, value in parsed:
        match str(kind):
            case "LITERAL" | "NOT_LITERAL":
                yield chr(value)  # type: ignore[arg-type]
            case "RANGE":
                yield chr(value[0])  # type: ignore[index]
            case "CATEGORY":
                yield next((one for word, one in _OF_CATEGORY.items() if word in str(value)), "x")
            case "ANY":
                yield "x"
            case _:
                yield from _inside(value)


def _inside(value: object) -> Iterator[str]:
    if hasattr(value, "data"):
        yield from _letters(value.data)
    elif isinstance(value, list | tuple):
        if len(value) == 2 and str(value[0]).isupper() and not isinstance(value[0], str):
            yield from _letters([value])
            return
        for one in value:
            yield from _inside(one)


def _units(pattern: re.Pattern[str] | re.Pattern[bytes]) -> list[str]:
    """What a hostile text may be made of: one or two of a pattern's letters."""
    found = list(dict.fromkeys(_letters(re._parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG))))
    letters = list(dict.fromkeys([*found[:_LETTERS], *"a9 .-\n"]))
    return [*letters, *map("".join, itertools.permutations(letters[:_PAIRED], 2))]


def _is_slow(way: object, pattern: re.Pattern[str] | re.Pattern[bytes], unit: str, most: int | None) -> bool:
    """Whether twice the text takes far more than twice the time."""

    def seconds(length: int) -> float:
        text = (unit * (length // len(unit)) + "\x00")[-(most or length) :]
        subject = text if isinstance(pattern.pattern, str) else text.encode("latin-1", "replace")
        began = time.thread_time()
        way(subject)  # type: ignore[operator]
        return time.thread_time() - began

    if seconds(_LONG) < _HARMLESS_SECONDS:
        return False
    once, twice = (min(seconds(length) for _ in range(3)) for length in (_LONG, 2 * _LONG))
    return twice > _HARMLESS_SECONDS and twice > _TWICE * once


@pytest.mark.parametrize("name, pattern", [pytest.param(*one, id=one[0]) for one in _patterns()])
def test_no_text_makes_a_pattern_slow(name: str, pattern: re.Pattern[str] | re.Pattern[bytes]) -> None:
    short = name.rpartition(".")[2]
    place = pattern.search if short in _searched() else pattern.match
    for unit in _units(pattern):
        for way in (place, pattern.fullmatch):
            assert not _is_slow(way, pattern, unit, _OF_PIECES.get(short)), (
                f"{name}: {unit!r} again and again"
            )


@cache
def _searched() -> frozenset[str]:
    """The names of patterns that are looked for anywhere in a text; others are tried at one place only."""
    files = (path for package in _PACKAGES for path in Path(package.__path__[0]).rglob("*.py"))
    return frozenset(name for path in files for name in _SEARCHED.findall(path.read_text(encoding="utf-8")))
