"""Looks through every widget for text that Qt would take for more than text."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QMenu, QMessageBox, QTextBrowser, QTextEdit, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QAction

_WIDEST = 1200
_TIP = re.compile(r"<span style='white-space:pre-wrap'>([^<]*)</span>", re.DOTALL)


def faults(root: QWidget) -> list[str]:
    """What in a widget and all that is in it could be taken for markup, a key or a placeholder."""
    return [fault for widget in (root, *root.findChildren(QWidget)) for fault in _of(widget)]


def menu_faults(menu: QMenu) -> list[str]:
    """What in a menu and those under it could be taken for a key."""
    found = []
    for action in menu.actions():
        found += list(_of_action(action))
        if action.menu() is not None:
            found += menu_faults(action.menu())
    return [*found, *_of(menu)]


def _of(widget: QWidget) -> Iterator[str]:
    name = f"{type(widget).__name__} “{widget.accessibleName()[:30]}”"
    tip = widget.toolTip()
    if _may_be_markup(tip) and not _is_escaped(tip):
        yield f"{name}: its tip is markup: {tip[:80]!r}"
    if widget.whatsThis() or widget.statusTip():
        yield f"{name}: says more than in a tip"
    if isinstance(widget, QLabel) and widget.textFormat() != Qt.TextFormat.PlainText:
        yield f"{name}: a label that guesses: {widget.text()[:60]!r}"
    if isinstance(widget, QLabel) and widget.openExternalLinks():
        yield f"{name}: a label that opens links"
    if isinstance(widget, QMessageBox) and widget.textFormat() != Qt.TextFormat.PlainText:
        yield f"{name}: a box that guesses"
    if isinstance(widget, QTextEdit) and not widget.isReadOnly() and widget.acceptRichText():
        yield f"{name}: takes markup in"
    if isinstance(widget, QTextBrowser) and (widget.openLinks() or widget.openExternalLinks()):
        yield f"{name}: opens links by itself"
    if isinstance(widget, QMenu) and widget.toolTipsVisible():
        yield f"{name}: shows tips, which are markup"
    if widget.minimumSizeHint().width() > _WIDEST:
        yield f"{name}: does not fit any screen: {widget.minimumSizeHint().width()} pixels at least"
    if isinstance(widget, QAbstractButton) and not widget.shortcut().isEmpty():
        yield f"{name}: a key that nobody gave it: {widget.shortcut().toString()}"
    if widget.isWindow() and "[*]" in widget.windowTitle().replace("[*][*]", ""):
        yield f"{name}: a title with a placeholder"


def _of_action(action: QAction) -> Iterator[str]:
    text = action.text()
    if "&" in text.replace("&&", ""):
        yield f"a menu with a key that nobody gave it: {text[:60]!r}"
    if len(text) > 200 or "\n" in text:
        yield f"a menu with more than a line: {text[:60]!r}"


def _may_be_markup(tip: str) -> bool:
    # Stricter than Qt, which looks for something like a tag or an entity.
    return "<" in tip or "&" in tip


def _is_escaped(tip: str) -> bool:
    found = _TIP.fullmatch(tip)
    return found is not None and html.escape(html.unescape(found[1])) == found[1]
