"""The doorway for text from outside into places where Qt reads more than text: tips, menus, titles.

What is typed is kept whole; here it is shown as typed, and what is endless is cut.
"""

from __future__ import annotations

LONGEST = 2_000
"""Characters of a text over several lines."""
LONGEST_LINE = 300
"""Characters of a text on one line: no screen shows more."""
_LONGEST_DOCUMENT = 500_000
_LONGEST_PARAGRAPH = 5_000
_LONGEST_TIP = 700
_LONGEST_ACTION = 80
LONGEST_TITLE = 80
"""Characters of a title: of a dialog, of a window."""
_SPACES = dict.fromkeys(map(ord, "\n\r\t\v\f\x1c\x1d\x1e\x85\u2028\u2029"), " ")


def cut(text: str, most: int = LONGEST) -> str:
    """The text, with an ellipsis where something was cut."""
    return text if len(text) <= most else text[:most].rstrip() + "…"


def one_line(text: str, most: int = LONGEST_LINE) -> str:
    """The text without line breaks and tabs, cut."""
    return cut(text, most).translate(_SPACES)


def showable(text: str) -> str:
    """The beginning of a text of many paragraphs that can be shown at once: a document takes time with the
    square of its longest paragraph.
    """
    if len(text) <= _LONGEST_PARAGRAPH:
        return text
    whole = text[:_LONGEST_DOCUMENT]
    at = 0
    while at < len(whole):
        end = whole.find("\n", at)
        end = len(whole) if end < 0 else end
        if end - at > _LONGEST_PARAGRAPH:
            return whole[: at + _LONGEST_PARAGRAPH]
        at = end + 1
    return whole


def plain_tip(text: str) -> str:
    """Text for `setToolTip`, which takes what looks like markup for markup: shown as it is.

    Plain tips are never broken into lines, so a long one becomes markup of our own that is.
    """
    shown = cut(text, _LONGEST_TIP)
    if "<" not in shown and "&" not in shown and len(shown) < _LONGEST_ACTION:
        return shown
    from html import escape

    return f"<span style='white-space:pre-wrap'>{escape(shown)}</span>"


def plain_action(text: str) -> str:
    """Text for a menu, in which an ampersand would mark a key and a tab begin another column."""
    return one_line(text, _LONGEST_ACTION).replace("&", "&&")


def plain_title(text: str) -> str:
    """Text for `setWindowTitle`, which takes "[*]" for the place of a mark of its own."""
    return one_line(text, LONGEST_TITLE).replace("[*]", "[*][*]")
