"""Lengths of time in words: "12 min", "1 h 30 min", "15 min before", "At the start"."""

from PySide6.QtCore import QCoreApplication

from crm_desktop.ui.wording.plural import english_plural

_translate = QCoreApplication.translate

_DAY = 24 * 60


def minutes_text(minutes: int) -> str:
    """ "12 min", "1 h 30 min", "2 days"."""
    if minutes and minutes % _DAY == 0:
        days = minutes // _DAY
        return english_plural(_translate("Spans", "%n day(s)", None, days), days)
    hours, rest = divmod(minutes, 60)
    if not hours:
        return english_plural(_translate("Spans", "%n min", None, rest), rest)
    if not rest:
        return english_plural(_translate("Spans", "%n h", None, hours), hours)
    return _translate("Spans", "{hours} h {minutes} min").format(hours=hours, minutes=rest)


def lead_text(minutes: int) -> str:
    """How long before the start: "At the start", "15 min before"."""
    if minutes == 0:
        return _translate("Spans", "At the start")
    return _translate("Spans", "{span} before").format(span=minutes_text(minutes))
