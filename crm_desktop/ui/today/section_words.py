"""The names of the sections, in the window's language."""

from PySide6.QtCore import QCoreApplication

from crm_desktop.ui.today.lines import SectionName

_translate = QCoreApplication.translate


def section_title(name: SectionName) -> str:
    """What stands above a section."""
    match name:
        case SectionName.REMINDERS:
            return _translate("Today", "Reminders")
        case SectionName.NOW:
            return _translate("Today", "Now and next")
        case SectionName.UNANSWERED:
            return _translate("Today", "How did it go?")
        case SectionName.COMPLAINTS:
            return _translate("Today", "Complaints to settle")
        case SectionName.PROMISED:
            return _translate("Today", "You promised")
        case SectionName.REACH_OUT:
            return _translate("Today", "Reach out")
        case SectionName.DATES:
            return _translate("Today", "Birthdays and dates this week")
