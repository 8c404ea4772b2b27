"""A condition as a sentence in the language of the window: "City is Köln and Tag is coffee"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from crm_desktop.domain.filters.subjects import DATE_OF, SUBJECTS, SubjectType
from crm_desktop.ui.filters.forms import COUNTS_DAYS, WANTS_NOTHING, Form, form_word
from crm_desktop.ui.filters.tree import Group, Mode, group_of
from crm_desktop.ui.filters.words import joined, subject_word, value_word
from crm_desktop.ui.wording.warmth import days_text

if TYPE_CHECKING:
    from crm_desktop.domain.filters.condition import Condition
    from crm_desktop.ui.filters.forms import Asked
    from crm_desktop.ui.filters.tree import Part

_translate = QCoreApplication.translate
_LONGEST = 400


def sentence(condition: Condition) -> str:
    """What a condition asks for; a long one ends with an ellipsis."""
    text = _group_text(group_of(condition), top=True)
    return text if len(text) <= _LONGEST else text[:_LONGEST].rstrip() + "…"


def _group_text(group: Group, *, top: bool = False) -> str:
    if not group.parts:
        return _translate("Filter", "Everyone") if group.mode is Mode.ALL else _translate("Filter", "Nobody")
    text = joined([_part_text(part) for part in group.parts], by_or=group.mode is not Mode.ALL)
    if group.mode is Mode.NONE:
        return _translate("Filter", "not ({what})").format(what=text)
    return text if top or len(group.parts) == 1 else _translate("Filter", "({what})").format(what=text)


def _part_text(part: Part) -> str:
    return _group_text(part) if isinstance(part, Group) else line_text(part)


def line_text(asked: Asked) -> str:
    """One line of the builder as words."""
    known = SUBJECTS.get(asked.subject) if not asked.custom else None
    dated = asked.form in COUNTS_DAYS or (known is not None and known.type is SubjectType.DATE)
    dated = dated or (not asked.custom and asked.subject.startswith(DATE_OF))
    type_ = SubjectType.DATE if dated else known.type if known is not None else SubjectType.TEXT
    subject = subject_word(asked.subject, custom=asked.custom)
    form = form_word(Form(asked.form), type_)
    if asked.form in WANTS_NOTHING:
        return _translate("Filter", "{subject} {form}").format(subject=subject, form=form)
    if asked.form in COUNTS_DAYS and asked.value.isdecimal():
        value = days_text(int(asked.value))
    else:
        value = value_word(asked.subject, asked.value)
    return _translate("Filter", "{subject} {form} {value}").format(subject=subject, form=form, value=value)
