"""Settings of how the window looks and speaks: theme, size of text, language, country, calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QSpinBox

from crm_desktop.domain.partial_date import Calendar
from crm_desktop.ui.settings.countries import countries
from crm_desktop.ui.settings.section import Section
from crm_desktop.ui.shell.language import LANGUAGES, own_name
from crm_desktop.ui.theme.controller import LARGEST_SCALE, SMALLEST_SCALE
from crm_desktop.ui.wording.days import calendar_word

if TYPE_CHECKING:
    from crm_desktop.services.settings import Settings
    from crm_desktop.ui.shell.language import Language
    from crm_desktop.ui.theme.controller import ThemeController

_STEP = 10


class AppearanceSection(Section):
    """Every choice is kept, and seen, at once."""

    def __init__(self, settings: Settings, language: Language, theme: ThemeController) -> None:
        super().__init__("", theme)
        self._heading.setText(self.tr("Appearance and language"))
        self._settings = settings
        self._language = language
        self.theme_box = self._theme_box()
        self.scale_box = self._scale_box()
        self.language_box = self._language_box()
        self.country_box = self._country_box()
        self.calendar_box = self._calendar_box()
        self.add_row(self.tr("Theme"), self.theme_box)
        self.add_row(self.tr("Size of text"), self.scale_box)
        self.add_row(
            self.tr("Language"),
            self.language_box,
            self.tr("Dates, digits and direction change at once, words with the next start."),
        )
        self.add_row(
            self.tr("Country"),
            self.country_box,
            self.tr("Where phone numbers without a country code belong."),
        )
        self.add_row(
            self.tr("Calendar"), self.calendar_box, self.tr("The one that new dates are written in at first.")
        )

    def _theme_box(self) -> QComboBox:
        box = QComboBox()
        box.addItem(self.tr("As the system"), "system")
        box.addItem(self.tr("Light"), "light")
        box.addItem(self.tr("Dark"), "dark")
        box.setCurrentIndex(box.findData(self._settings.theme))
        box.activated.connect(self._on_theme_chosen)
        return box

    def _scale_box(self) -> QSpinBox:
        box = QSpinBox()
        box.setRange(SMALLEST_SCALE, LARGEST_SCALE)
        box.setSingleStep(_STEP)
        box.setSuffix(self.tr(" %"))
        box.setKeyboardTracking(False)
        box.setValue(self._settings.font_scale)
        box.valueChanged.connect(self._on_scale_changed)
        return box

    def _language_box(self) -> QComboBox:
        box = QComboBox()
        box.addItem(self.tr("As the system"), "")
        for code in sorted(LANGUAGES, key=own_name):
            box.addItem(own_name(code), code)
        chosen = self._settings.language
        if box.findData(chosen) < 0:
            box.addItem(own_name(chosen), chosen)
        box.setCurrentIndex(box.findData(chosen))
        box.activated.connect(self._on_language_chosen)
        return box

    def _calendar_box(self) -> QComboBox:
        box = QComboBox()
        for calendar in Calendar:
            box.addItem(calendar_word(calendar), calendar.value)
        box.setCurrentIndex(box.findData(self._settings.calendar))
        box.activated.connect(self._on_calendar_chosen)
        return box

    def _country_box(self) -> QComboBox:
        box = QComboBox()
        for code, name in countries():
            box.addItem(f"{name} ({code})", code)
        chosen = self._settings.country
        if box.findData(chosen) < 0:
            box.addItem(chosen, chosen)
        box.setCurrentIndex(box.findData(chosen))
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(22)
        box.activated.connect(self._on_country_chosen)
        return box

    def _on_theme_chosen(self) -> None:
        self._settings.theme = self.theme_box.currentData()
        self._theme.set_theme(self._settings.theme)

    def _on_scale_changed(self, percent: int) -> None:
        self._settings.font_scale = percent
        self._theme.set_font_scale(percent)

    def _on_language_chosen(self) -> None:
        self._settings.language = self.language_box.currentData()
        self._language.use(self._settings.language)

    def _on_country_chosen(self) -> None:
        self._settings.country = self.country_box.currentData()

    def _on_calendar_chosen(self) -> None:
        self._settings.calendar = self.calendar_box.currentData()
