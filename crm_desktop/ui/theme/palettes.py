"""The tokens as a QPalette, so that what Qt paints by itself fits what we paint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QPalette

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

    from crm_desktop.ui.theme.tokens import Tokens

_Role = QPalette.ColorRole


def palette_of(tokens: Tokens) -> QPalette:
    """Muted text is `PlaceholderText`, text in the accent colour `Link`: labels choose them by role."""
    palette = QPalette()
    for role, colour in _roles(tokens):
        palette.setColor(role, colour)
    for role in (_Role.Text, _Role.WindowText, _Role.ButtonText, _Role.PlaceholderText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, tokens.disabled)
    palette.setColor(QPalette.ColorGroup.Disabled, _Role.Highlight, tokens.hover)
    palette.setColor(QPalette.ColorGroup.Disabled, _Role.HighlightedText, tokens.text_muted)
    return palette


def _roles(tokens: Tokens) -> tuple[tuple[QPalette.ColorRole, QColor], ...]:
    return (
        (_Role.Window, tokens.window),
        (_Role.WindowText, tokens.text),
        (_Role.Base, tokens.surface),
        (_Role.AlternateBase, tokens.hover),
        (_Role.Text, tokens.text),
        (_Role.PlaceholderText, tokens.text_muted),
        (_Role.Button, tokens.surface),
        (_Role.ButtonText, tokens.text),
        (_Role.BrightText, tokens.on_accent),
        (_Role.Highlight, tokens.text_selection),
        (_Role.HighlightedText, tokens.text),
        (_Role.Accent, tokens.accent),
        (_Role.Link, tokens.accent_text),
        (_Role.LinkVisited, tokens.accent_text),
        (_Role.ToolTipBase, tokens.tooltip),
        (_Role.ToolTipText, tokens.on_tooltip),
        (_Role.Light, tokens.surface),
        (_Role.Midlight, tokens.hover),
        (_Role.Mid, tokens.border),
        (_Role.Dark, tokens.outline),
        (_Role.Shadow, tokens.outline),
    )
