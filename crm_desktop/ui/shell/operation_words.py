"""The names of operations in the language of the window: "Delete Anna Meier"."""

from PySide6.QtCore import QCoreApplication

from crm_desktop.domain.changes import Label


def words_of(label: Label) -> str:
    """The operation's name. Its values are data, and are put in after the translation."""
    return QCoreApplication.translate("Operation", label.template).format(**label.values)
