"""Keeps the start quick: PySide prepares much at its import that a program which runs well never asks for.

What is put off comes when it is asked for: the words of a TypeError, `inspect.signature` of a Qt method.
Everything here is PySide's own affair. Where a version of it does things another way, nothing is put off.
"""

from __future__ import annotations

import builtins
import gc
import sys
from importlib import import_module
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

from crm_desktop.ui.quick_enums import quicken_enums

_SIGNATURE = "shibokensupport.signature"
_PUT_OFF = {
    _SIGNATURE: {"errorhandler", "layout", "mapping", "parser"},
    f"{_SIGNATURE}.lib": {"enum_sig", "pyi_generator", "tool"},
}
"""What tells how a Qt method is called, by package: a third of the import of PySide itself."""

_import: Any = builtins.__import__


def import_qt() -> None:
    """Import PySide, once, the short way; to be called before anything else of it is imported."""
    if "PySide6" in sys.modules:
        return
    # What a start makes is there to stay: looking through it for what nobody holds finds nothing.
    gc.set_threshold(50_000, 20, 20)
    quicken_enums()
    builtins.__import__ = _put_off
    try:
        import_module("PySide6.QtCore")
    finally:
        # PySide looks at each import, and at the source of what it brings, for `from __feature__ import …`.
        # Nobody here asks for its features.
        builtins.__import__ = _import
        builtins.__orig_import__ = _import  # type: ignore[attr-defined]


def _put_off(name: str, *rest: Any, **named: Any) -> Any:
    """Import as always, but leave what is put off empty where PySide's loader collects its parts."""
    if name in _PUT_OFF and len(rest) > 2 and rest[0].get("__name__") == f"{_SIGNATURE}.loader":
        package, wanted = import_module(name), rest[2]
        for part in _PUT_OFF[name].intersection(wanted):
            if not hasattr(package, part):
                setattr(package, part, _Empty(f"{name}.{part}", sys.meta_path[0]))
    return _import(name, *rest, **named)


class _Empty(ModuleType):
    """A module whose code runs when the first thing in it is asked for."""

    def __init__(self, name: str, finder: Any) -> None:
        super().__init__(name)
        self.__dict__.update(_finder=finder, _full_name=name, __spec__=ModuleSpec(name, finder))
        if name == f"{_SIGNATURE}.mapping":
            # The one name that PySide's C++ looks up for itself.
            self.__dict__["update_mapping"] = self._update_mapping
        sys.modules[name] = self

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") or "_finder" not in self.__dict__:
            raise AttributeError(name)
        self._fill()
        return getattr(self, name)

    def _update_mapping(self) -> Any:
        if "_finder" in self.__dict__:
            self._fill()
        return self.__dict__["update_mapping"]()

    def _fill(self) -> None:
        own = self.__dict__
        finder, known_as = own.pop("_finder"), own["__spec__"]
        own["__spec__"] = ModuleSpec(own.pop("_full_name"), finder)
        # PySide takes its finder away once it has started; the parts find each other by it.
        sys.meta_path.insert(0, finder)
        try:
            finder.exec_module(self)
        finally:
            sys.meta_path.remove(finder)
            own["__spec__"] = known_as
