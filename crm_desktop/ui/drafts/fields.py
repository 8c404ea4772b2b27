"""The fields of an editor as plain values: written down as they stand, wrong ones too, and put back.

An editor names its fields once (`draft_fields`); from that they are read, put back and listened to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QDateEdit,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from PySide6.QtCore import SignalInstance
    from PySide6.QtWidgets import QWidget

    from crm_desktop.domain.draft import JSON

_ISO = Qt.DateFormat.ISODate


@runtime_checkable
class HasFields(Protocol):
    """A part that is nothing more than its fields."""

    def draft_fields(self) -> Mapping[str, QWidget]:
        """The fields by name, in the order in which they are to be put back."""


@runtime_checkable
class KeepsDraft(Protocol):
    """A part that knows itself what it holds."""

    def draft_content(self) -> JSON:
        """Everything in it as plain values (lists, no tuples)."""

    def restore(self, content: Any) -> None:
        """Put it back. Raises LookupError, TypeError or ValueError for what it did not write."""

    def draft_signals(self) -> Sequence[SignalInstance]:
        """What is emitted when something in it was edited."""


def content_of(fields: Mapping[str, QWidget]) -> dict[str, JSON]:
    """What stands in these fields."""
    return {name: _read(field) for name, field in fields.items()}


def put_back(fields: Mapping[str, QWidget], content: Mapping[str, Any]) -> None:
    """Fill the fields that are named in the content; the others stay. Raises as `KeepsDraft.restore`."""
    for name, field in fields.items():
        if name in content:
            _write(field, content[name])


def on_edit(fields: Mapping[str, QWidget], slot: Callable[..., object]) -> None:
    """Call `slot` whenever something in one of them is edited."""
    for field in fields.values():
        for signal in _signals(field):
            signal.connect(slot)


def _read(field: QWidget) -> JSON:
    match field:
        case KeepsDraft():
            return field.draft_content()
        case HasFields():
            return content_of(field.draft_fields())
        case QLineEdit():
            return field.text()
        case QPlainTextEdit():
            return field.toPlainText()
        case QComboBox():
            data: JSON = field.currentData()
            return data
        case QSpinBox():
            return field.value()
        case QDateEdit():
            return field.date().toString(_ISO)
        case QAbstractButton():
            return field.isChecked()
    raise TypeError(f"a {type(field).__name__} cannot be kept in a draft")


def _write(field: QWidget, value: Any) -> None:
    match field:
        case KeepsDraft():
            field.restore(value)
        case HasFields():
            put_back(field.draft_fields(), dict(value))
        case QLineEdit():
            field.setText(_text(value))
        case QPlainTextEdit():
            field.setPlainText(_text(value))
        case QComboBox():
            choose(field, value)
        case QSpinBox():
            field.setValue(value)
        case QDateEdit():
            field.setDate(_date(value))
        case QAbstractButton():
            field.setChecked(value)
        case _:
            raise TypeError(f"a {type(field).__name__} cannot be kept in a draft")


def _signals(field: QWidget) -> Iterator[SignalInstance]:
    match field:
        case KeepsDraft():
            yield from field.draft_signals()
        case HasFields():
            for part in field.draft_fields().values():
                yield from _signals(part)
        case QLineEdit() | QPlainTextEdit():
            yield field.textChanged
        case QComboBox():
            yield field.currentIndexChanged
        case QSpinBox():
            yield field.valueChanged
        case QDateEdit():
            yield field.dateChanged
        case QAbstractButton():
            yield field.toggled


def choose(box: QComboBox, value: Any) -> None:
    """Choose a value; one that is not offered any more is offered again."""
    # By Python's equality: Qt's own search takes None for "no data", and an enum for another thing than
    # its text.
    places = [place for place in range(box.count()) if box.itemData(place) == value]
    if not places:
        box.addItem(_text(value), value)
        places = [box.count() - 1]
    box.setCurrentIndex(places[0])


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _date(value: Any) -> QDate:
    day = QDate.fromString(_text(value), _ISO)
    if not day.isValid():
        raise ValueError("not a day")
    return day
