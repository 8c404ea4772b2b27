"""The lines by which a contact is reached: phones, e-mail addresses, links, messengers, postal addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QGridLayout

from crm_desktop.domain.contact import Address, Email, Link, Messenger, Phone
from crm_desktop.ui.editor.line import LabelBox, Line, line_edit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from crm_desktop.ui.theme.controller import ThemeController

PHONE_LABELS = ("mobile", "work", "home", "main", "fax", "other")
PLACE_LABELS = ("home", "work", "other")
SERVICES = ("Telegram", "WhatsApp", "Viber", "Signal", "Messenger", "Instagram", "WeChat")


class PhoneLine(Line[Phone]):
    """A number as typed; beside it, muted, the international form that it is matched by."""

    def __init__(
        self, theme: ThemeController, international: Callable[[str], str | None], parent: QWidget
    ) -> None:
        super().__init__(theme, parent)
        self._international = international
        self._label = LabelBox(PHONE_LABELS, self.tr("Kind of phone"), self)
        self.edit = line_edit(self.tr("Phone number"), self.tr("Phone"), self)
        self.edit.textEdited.connect(self._on_edited)
        self._label.editTextChanged.connect(self.changed)
        self.fields.addWidget(self.edit, 1)
        self.fields.addWidget(self._label)
        self.name_remove(self.tr("Remove this phone"))
        self.setFocusProxy(self.edit)

    def value(self) -> Phone | None:
        typed = self.edit.text().strip()
        return Phone(typed, self._label.label) if typed else None

    def set_value(self, value: Phone) -> None:
        self.edit.setText(value.typed)
        self._label.set_label(value.label)
        self._tell_form()

    def draft_fields(self) -> dict[str, QWidget]:
        return {"phone": self.edit, "label": self._label}

    def restore(self, content: Mapping[str, Any]) -> None:
        super().restore(content)
        self._tell_form()

    @property
    def is_empty(self) -> bool:
        return not self.edit.text().strip()

    def warn(self, text: str) -> None:
        """Say something about the number, or go back to saying how it is understood."""
        if text:
            self.say(text)
        else:
            self._tell_form()

    def _on_edited(self) -> None:
        self._tell_form()
        self.changed.emit()

    def _tell_form(self) -> None:
        typed = self.edit.text().strip()
        form = self._international(typed) if typed else None
        # The number is fenced off, so that it reads from left to right in any window.
        self.say(f"\u2066{form}\u2069" if form and form != typed.replace(" ", "") else "")


class EmailLine(Line[Email]):
    """An e-mail address as typed."""

    def __init__(self, theme: ThemeController, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._label = LabelBox(PLACE_LABELS, self.tr("Kind of e-mail address"), self)
        self.edit = line_edit(self.tr("E-mail address"), self.tr("E-mail"), self)
        self.edit.textEdited.connect(self.changed)
        self.edit.editingFinished.connect(self._on_left)
        self._label.editTextChanged.connect(self.changed)
        self.fields.addWidget(self.edit, 1)
        self.fields.addWidget(self._label)
        self.name_remove(self.tr("Remove this e-mail address"))
        self.setFocusProxy(self.edit)

    def value(self) -> Email | None:
        address = self.edit.text().strip()
        return Email(address, self._label.label) if address else None

    def set_value(self, value: Email) -> None:
        self.edit.setText(value.address)
        self._label.set_label(value.label)

    def draft_fields(self) -> dict[str, QWidget]:
        return {"address": self.edit, "label": self._label}

    @property
    def is_empty(self) -> bool:
        return not self.edit.text().strip()

    def _on_left(self) -> None:
        address = self.edit.text().strip()
        doubtful = bool(address) and "@" not in address
        self.say(
            self.tr("This does not look like an e-mail address; it is kept as typed.") if doubtful else ""
        )


class LinkLine(Line[Link]):
    """A web address."""

    def __init__(self, theme: ThemeController, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._label = LabelBox(("work", "home", "other"), self.tr("Kind of link"), self)
        self.edit = line_edit(self.tr("Web address"), "https://", self)
        self.edit.textEdited.connect(self.changed)
        self._label.editTextChanged.connect(self.changed)
        self.fields.addWidget(self.edit, 1)
        self.fields.addWidget(self._label)
        self.name_remove(self.tr("Remove this link"))
        self.setFocusProxy(self.edit)

    def value(self) -> Link | None:
        url = self.edit.text().strip()
        return Link(url, self._label.label) if url else None

    def set_value(self, value: Link) -> None:
        self.edit.setText(value.url)
        self._label.set_label(value.label)

    def draft_fields(self) -> dict[str, QWidget]:
        return {"url": self.edit, "label": self._label}

    @property
    def is_empty(self) -> bool:
        return not self.edit.text().strip()


class MessengerLine(Line[Messenger]):
    """A handle, and the service it is for."""

    def __init__(self, theme: ThemeController, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._service = LabelBox(SERVICES, self.tr("Messenger"), self)
        self.edit = line_edit(self.tr("Name or number there"), "@name", self)
        self.edit.textEdited.connect(self.changed)
        self._service.editTextChanged.connect(self.changed)
        self.fields.addWidget(self.edit, 1)
        self.fields.addWidget(self._service)
        self.name_remove(self.tr("Remove this messenger"))
        self.setFocusProxy(self.edit)

    def value(self) -> Messenger | None:
        handle = self.edit.text().strip()
        return Messenger(handle, self._service.label) if handle else None

    def set_value(self, value: Messenger) -> None:
        self.edit.setText(value.handle)
        self._service.set_label(value.service)

    def draft_fields(self) -> dict[str, QWidget]:
        return {"handle": self.edit, "service": self._service}

    @property
    def is_empty(self) -> bool:
        return not self.edit.text().strip()


class AddressLine(Line[Address]):
    """A postal address; any part may stay empty."""

    def __init__(self, theme: ThemeController, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._label = LabelBox(PLACE_LABELS, self.tr("Kind of address"), self)
        self._label.editTextChanged.connect(self.changed)
        names = {
            "street": self.tr("Street"),
            "city": self.tr("City"),
            "region": self.tr("Region"),
            "postcode": self.tr("Postcode"),
            "country": self.tr("Country"),
        }
        self._edits = {part: line_edit(name, name, self) for part, name in names.items()}
        grid = QGridLayout()
        grid.setSpacing(theme.px(8))
        grid.addWidget(self._edits["street"], 0, 0)
        grid.addWidget(self._label, 0, 1)
        grid.addWidget(self._edits["city"], 1, 0)
        grid.addWidget(self._edits["postcode"], 1, 1)
        grid.addWidget(self._edits["region"], 2, 0)
        grid.addWidget(self._edits["country"], 2, 1)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 1)
        self.fields.addLayout(grid, 1)
        for edit in self._edits.values():
            edit.textEdited.connect(self.changed)
        self.name_remove(self.tr("Remove this address"))
        self.setFocusProxy(self._edits["street"])

    def value(self) -> Address | None:
        parts = {part: edit.text().strip() for part, edit in self._edits.items()}
        return Address(label=self._label.label, **parts) if any(parts.values()) else None

    def set_value(self, value: Address) -> None:
        self._label.set_label(value.label)
        for part, edit in self._edits.items():
            edit.setText(getattr(value, part))

    def draft_fields(self) -> dict[str, QWidget]:
        return {"label": self._label, **self._edits}

    @property
    def is_empty(self) -> bool:
        return not any(edit.text().strip() for edit in self._edits.values())
