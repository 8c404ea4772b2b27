"""The pages, each built when it is first shown: the window starts with one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget


class PageStack(QStackedWidget):
    """Signals: `page_shown(name)` after the page is up, also when it was up already."""

    page_shown = Signal(str)

    def __init__(self, factories: Mapping[str, Callable[[], QWidget]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._factories = factories
        self._built: dict[str, QWidget] = {}
        self._current = ""

    @property
    def current(self) -> str:
        """The name of the page in view; empty before the first."""
        return self._current

    def page(self, name: str) -> QWidget:
        """The page of that name, built now if it was not yet. An unknown name is a KeyError."""
        page = self._built.get(name)
        if page is None:
            page = self._built[name] = self._factories[name]()
            self.addWidget(page)
        return page

    def built(self, name: str) -> QWidget | None:
        """The page if it has been built."""
        return self._built.get(name)

    def go_to(self, name: str) -> QWidget:
        """Bring a page into view."""
        page = self.page(name)
        self._current = name
        self.setCurrentWidget(page)
        self.page_shown.emit(name)
        return page
