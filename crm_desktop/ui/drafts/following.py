"""Follows one editor while it is open: takes up the draft that is kept of it, and keeps what is typed."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication

from crm_desktop.ui.drafts.typed import NOT_OURS, Typed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from crm_desktop.domain.draft import JSON, Draft
    from crm_desktop.ui.drafts.keeper import DraftKeeper, Watch
    from crm_desktop.ui.drafts.notice import DraftNotice
    from crm_desktop.ui.drafts.typed import DraftEditor, TakenUp
    from crm_desktop.ui.theme.controller import ThemeController
    from crm_desktop.ui.wording.days import DayWords


_translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Subject:
    """What an editor is about. `key` is empty for something new: each of these is a draft of its own.

    `empty`: fields that count as empty at first, since what stands in them was typed elsewhere.
    """

    kind: str
    key: str = ""
    about: Mapping[str, JSON] = field(default_factory=dict)
    empty: Mapping[str, JSON] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft to go on with; `anew` where what it was about is gone."""

    draft: Draft
    anew: bool = False


def follow(
    keeper: DraftKeeper,
    editor: DraftEditor,
    subject: Subject,
    kept: Kept | None,
    show: Callable[[Kept, TakenUp], object],
) -> Watch:
    """Watch an editor from now on; `show` is told of a draft that was taken up in it.

    Raises one of typed.NOT_OURS where the draft in `kept` is not of this editor. One that is found by the
    key of the subject, and is not understood, is left as it is.
    """
    typed = Typed(editor, subject.about)
    if subject.empty:
        typed.begin_empty(subject.empty)
    if kept is not None:
        key = kept.draft.key
        show(kept, typed.take_up(kept.draft.content, whole=kept.anew or not subject.key))
    else:
        key = _taken_up_by_key(keeper, typed, subject, show)
    watch = keeper.watch(cast("QWidget", editor), key, subject.kind, editor.draft_title, typed.content)
    editor.edited.connect(watch.touch)
    if subject.empty:
        watch.keep(wait=False)
    return watch


def new_key(kind: str) -> str:
    """A key that no other draft has."""
    return f"{kind}/{os.urandom(8).hex()}"


def _taken_up_by_key(
    keeper: DraftKeeper, typed: Typed, subject: Subject, show: Callable[[Kept, TakenUp], object]
) -> str:
    """Put back what was typed about the same thing before; the key under which it goes on."""
    there = keeper.find(subject.key) if subject.key else None
    if there is None:
        return subject.key or new_key(subject.kind)
    try:
        if there.is_understood:
            show(Kept(there), typed.take_up(there.content))
            return subject.key
    except NOT_OURS:
        typed.put_back()
    return new_key(subject.kind)


def notice_of(
    kept: Kept,
    taken: TakenUp,
    editor: DraftEditor,
    days: DayWords,
    theme: ThemeController,
    show_text: Callable[[Draft], object],
) -> DraftNotice:
    """What is said above the fields of an editor that took up a draft."""
    from crm_desktop.ui.drafts.notice import DraftNotice

    when = days.moment(kept.draft.at, exact=True)
    if kept.anew:
        text = _translate("Drafts", "What this was about was deleted since {when}. Saving writes it anew.")
    elif taken.changed:
        text = _translate(
            "Drafts",
            "This was changed elsewhere since you typed it ({when}). Saving puts your text in its place.",
        )
    else:
        text = _translate("Drafts", "This is what you typed and did not save: {when}.")
    notice = DraftNotice(text.format(when=when), theme, warns=kept.anew or bool(taken.changed))
    if taken.changed:
        there = dict(taken.changed)
        notice.offer(_translate("Drafts", "Take what is there now"), lambda: editor.restore(there))
    if taken.does_not_fit:
        notice.offer(
            _translate("Drafts", "Not all of it fits any more. Show the text"), lambda: show_text(kept.draft)
        )
    return notice
