"""The names of what a column of a sheet can mean, as they are chosen from."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from crm_desktop.domain.contact import ANNIVERSARY, BIRTHDAY
from crm_desktop.formats.sheets.meaning import Meaning, Part
from crm_desktop.ui.wording.people import label_word

_translate = QCoreApplication.translate

CHOICES: tuple[Meaning, ...] = (
    Meaning(Part.NAME),
    Meaning(Part.GIVEN),
    Meaning(Part.FAMILY),
    Meaning(Part.MIDDLE),
    Meaning(Part.NICKNAME),
    Meaning(Part.PHONE),
    Meaning(Part.PHONE, "mobile"),
    Meaning(Part.PHONE, "work"),
    Meaning(Part.PHONE, "home"),
    Meaning(Part.PHONE, "fax"),
    Meaning(Part.EMAIL),
    Meaning(Part.EMAIL, "work"),
    Meaning(Part.EMAIL, "home"),
    Meaning(Part.COMPANY),
    Meaning(Part.TITLE),
    Meaning(Part.DEPARTMENT),
    Meaning(Part.ADDRESS),
    Meaning(Part.STREET),
    Meaning(Part.POSTCODE),
    Meaning(Part.CITY),
    Meaning(Part.REGION),
    Meaning(Part.COUNTRY),
    Meaning(Part.DATE, BIRTHDAY),
    Meaning(Part.DATE, ANNIVERSARY),
    Meaning(Part.LINK),
    Meaning(Part.TAGS),
    Meaning(Part.NOTES),
    Meaning(Part.FACT),
    Meaning(Part.SOURCE),
    Meaning(Part.STATUS),
)
"""What is offered for every column, beside what it seems to be, a field of its own, and nothing."""


def meaning_text(meaning: Meaning) -> str:
    """What a column goes to: "Phone (Work)", "Birthday", "Own field: Shoe size". Its label is data."""
    if meaning.part is Part.LABEL:
        return _translate("Meaning", "What kind: {what}").format(
            what=_numbered(_word(meaning.of), meaning.number)
        )
    if meaning.part is Part.CUSTOM:
        name = meaning.label or _word(Part.CUSTOM)
        return _translate("Meaning", "Own field: {name}").format(name=_numbered(name, meaning.number))
    if meaning.part is Part.DATE and meaning.label:
        return label_word(meaning.label)
    text = _numbered(_word(meaning.part), meaning.number)
    if meaning.label:
        text = _translate("Meaning", "{what} ({label})").format(what=text, label=label_word(meaning.label))
    return text


def _numbered(text: str, number: int) -> str:
    return f"{text} {number}" if number else text


def _word(part: Part | None) -> str:
    words = {
        Part.NAME: _translate("Meaning", "Name"),
        Part.PREFIX: _translate("Meaning", "Title before the name"),
        Part.GIVEN: _translate("Meaning", "First name"),
        Part.MIDDLE: _translate("Meaning", "Middle name"),
        Part.FAMILY: _translate("Meaning", "Last name"),
        Part.SUFFIX: _translate("Meaning", "Behind the name"),
        Part.NICKNAME: _translate("Meaning", "Nickname"),
        Part.PHONE: _translate("Meaning", "Phone"),
        Part.EMAIL: _translate("Meaning", "E-mail"),
        Part.LINK: _translate("Meaning", "Web page"),
        Part.MESSENGER: _translate("Meaning", "Messenger"),
        Part.ADDRESS: _translate("Meaning", "Address"),
        Part.STREET: _translate("Meaning", "Street"),
        Part.CITY: _translate("Meaning", "City"),
        Part.REGION: _translate("Meaning", "Region"),
        Part.POSTCODE: _translate("Meaning", "Postcode"),
        Part.COUNTRY: _translate("Meaning", "Country"),
        Part.COMPANY: _translate("Meaning", "Company"),
        Part.TITLE: _translate("Meaning", "Position"),
        Part.DEPARTMENT: _translate("Meaning", "Department"),
        Part.DATE: _translate("Meaning", "Date"),
        Part.YEAR: _translate("Meaning", "Year"),
        Part.MONTH: _translate("Meaning", "Month"),
        Part.DAY: _translate("Meaning", "Day"),
        Part.NOTES: _translate("Meaning", "Notes"),
        Part.FACT: _translate("Meaning", "Little fact"),
        Part.TAGS: _translate("Meaning", "Tags"),
        Part.SOURCE: _translate("Meaning", "Source"),
        Part.STATUS: _translate("Meaning", "Status"),
        Part.IMPORTANCE: _translate("Meaning", "Importance"),
        Part.CADENCE: _translate("Meaning", "Days between two talks"),
        Part.STOP: _translate("Meaning", "Do not contact"),
        Part.PAUSED: _translate("Meaning", "Paused until"),
        Part.SINCE: _translate("Meaning", "There since"),
        Part.UNTIL: _translate("Meaning", "There until"),
        Part.CUSTOM: _translate("Meaning", "Own field"),
        Part.UID: _translate("Meaning", "Identifier"),
        Part.RECORD: _translate("Meaning", "Number of the record"),
        Part.NOTHING: _translate("Meaning", "Leave it out"),
    }
    return words.get(part or Part.NOTHING, "")
