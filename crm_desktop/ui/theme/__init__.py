"""The look: tokens, palettes, the style that paints plain widgets, icons and fonts."""
