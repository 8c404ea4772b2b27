"""The colours of both themes by their role. Whoever paints takes them from here, never by value.

Every text colour reaches 4.5:1 on each ground it is meant for, and every focus ring 3:1; a test holds it.
"""

from dataclasses import dataclass, fields

from PySide6.QtGui import QColor


@dataclass(frozen=True, slots=True, eq=False)
class Tone:
    """A quiet ground and the text on it: one meaning, told by an icon and a word as well."""

    fg: QColor
    soft: QColor


@dataclass(frozen=True, slots=True, eq=False)
class Tokens:
    """One theme. `text`, `text_muted` and `accent_text` may stand on any ground that is no tone."""

    dark: bool
    window: QColor  # behind everything
    surface: QColor  # cards, fields, menus
    side_bar: QColor
    border: QColor  # hairlines that only decorate
    outline: QColor  # the edge of a control: 3:1 against what is around it
    text: QColor
    text_muted: QColor
    accent: QColor  # the one colour: primary buttons, checks
    accent_hover: QColor
    accent_down: QColor
    on_accent: QColor
    accent_text: QColor  # text and icons in the accent colour
    accent_soft: QColor
    hover: QColor
    selection: QColor  # chosen rows
    focus: QColor  # the ring
    text_selection: QColor  # behind chosen letters
    shadow: QColor
    scroll: QColor
    disabled: QColor  # text of what cannot be used now
    tooltip: QColor
    on_tooltip: QColor
    good: Tone
    warn: Tone
    bad: Tone
    neutral: Tone
    info: Tone
    accented: Tone
    warm: Tone
    cooling: Tone
    cold: Tone
    lost: Tone

    def tone(self, name: str) -> Tone:
        """The tone of that name; what is unknown (a status that the user invented) is neutral."""
        found = getattr(self, name, None) if name in TONES else None
        return found if isinstance(found, Tone) else self.neutral


def _c(value: int, alpha: int = 255) -> QColor:
    return QColor(value >> 16, value >> 8 & 255, value & 255, alpha)


def _t(fg: int, soft: int) -> Tone:
    return Tone(_c(fg), _c(soft))


LIGHT = Tokens(
    dark=False,
    window=_c(0xF5F7FB),
    surface=_c(0xFFFFFF),
    side_bar=_c(0xFFFFFF),
    border=_c(0xE3E7F0),
    outline=_c(0xC9D0DE),
    text=_c(0x131726),
    text_muted=_c(0x596276),
    accent=_c(0x4F46E5),
    accent_hover=_c(0x4339D6),
    accent_down=_c(0x372EBB),
    on_accent=_c(0xFFFFFF),
    accent_text=_c(0x4338CA),
    accent_soft=_c(0xEDEFFF),
    hover=_c(0xF0F2F8),
    selection=_c(0xEDEFFF),
    focus=_c(0x6F67F0),
    text_selection=_c(0xD5D9FF),
    shadow=_c(0x1C2444, 13),
    scroll=_c(0xC3CAD9),
    disabled=_c(0x9AA2B4),
    tooltip=_c(0x1B2033),
    on_tooltip=_c(0xF2F4FB),
    good=_t(0x0B6B45, 0xE2F6EA),
    warn=_t(0x8A5200, 0xFFF1D6),
    bad=_t(0xB3261E, 0xFDE8E6),
    neutral=_t(0x56607A, 0xECEFF5),
    info=_t(0x1D5FA8, 0xE4F0FD),
    accented=_t(0x4338CA, 0xEDEFFF),
    warm=_t(0x0B6B45, 0xE2F6EA),
    cooling=_t(0x8A5200, 0xFFF1D6),
    cold=_t(0x1D5FA8, 0xE4F0FD),
    lost=_t(0x56607A, 0xE9ECF3),
)

DARK = Tokens(
    dark=True,
    window=_c(0x0E1220),
    surface=_c(0x171C30),
    side_bar=_c(0x141929),
    border=_c(0x272E49),
    outline=_c(0x3A4367),
    text=_c(0xEEF1FA),
    text_muted=_c(0x9DA8C2),
    accent=_c(0x645AEE),
    accent_hover=_c(0x6A60F0),
    accent_down=_c(0x564CE0),
    on_accent=_c(0xFFFFFF),
    accent_text=_c(0xA9A4FF),
    accent_soft=_c(0x262B50),
    hover=_c(0x1F253D),
    selection=_c(0x262B50),
    focus=_c(0x8F88FF),
    text_selection=_c(0x3D4485),
    shadow=_c(0x000000, 0),
    scroll=_c(0x3E476B),
    disabled=_c(0x646E8C),
    tooltip=_c(0x2C3454),
    on_tooltip=_c(0xF2F4FB),
    good=_t(0x6EE7A8, 0x12331F),
    warn=_t(0xF6C160, 0x3A2A0C),
    bad=_t(0xFF9B93, 0x421A1C),
    neutral=_t(0xAAB4CC, 0x262D45),
    info=_t(0x8EC5FF, 0x14304F),
    accented=_t(0xA9A4FF, 0x262B50),
    warm=_t(0x6EE7A8, 0x12331F),
    cooling=_t(0xF6C160, 0x3A2A0C),
    cold=_t(0x8EC5FF, 0x14304F),
    lost=_t(0xAAB4CC, 0x262D45),
)

TONES = tuple(field.name for field in fields(Tokens) if isinstance(getattr(LIGHT, field.name), Tone))
