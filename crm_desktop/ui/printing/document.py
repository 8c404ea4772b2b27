"""What can be looked at, printed and written as a PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from crm_desktop.ui.printing.shape import Shape


class Document(Protocol):
    """Sheets of one shape, painted one by one."""

    @property
    def title(self) -> str: ...

    @property
    def shape(self) -> Shape: ...

    @property
    def page_count(self) -> int: ...

    def paint(self, painter: QPainter, number: int) -> None:
        """Paint a sheet, counted from 0, with a painter whose units are those of the page (`ink.POINT`)."""
