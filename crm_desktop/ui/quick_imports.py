"""Keeps the start quick: PySide reads the source of every module that is imported after it, and need not."""

from __future__ import annotations

from contextlib import suppress
from importlib import import_module

import PySide6.QtCore  # noqa: F401 - the hook that is calmed below comes with it


def spare_sources() -> None:
    """Tell PySide at once what it would find out: that none of our modules asks for its "features".

    It looks for `from __feature__ import …` with `inspect.getsource` at each import, which makes a start
    with 200 modules some tenths longer. The hook is PySide's own affair: where it is not there, all is well.
    """
    with suppress(ImportError, AttributeError):
        feature = import_module("shibokensupport.feature")
        feature._mod_uses_pyside = _uses_no_feature  # type: ignore[attr-defined]


def _uses_no_feature(_module: object) -> bool:
    return True
