"""Keeps what is typed into editors, a moment after the last key and at once when the editor is left.

What is kept stands in memory first and is written from there: where the file cannot be written just now,
that is told once and quietly, and tried again until it works.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from crm_desktop.domain.draft import Draft
from crm_desktop.services.environment import told_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from PySide6.QtWidgets import QWidget

    from crm_desktop.domain.changes import DataChanged
    from crm_desktop.domain.draft import JSON
    from crm_desktop.services.drafts import Drafts
    from crm_desktop.services.ports import Clock

KEPT_AFTER_MS = 1000
_LATEST = 4.0  # seconds: who types without a pause is not made to wait for one
_AGAIN_MS = 3000
_LONGEST_TITLE = 200  # letters; it is a line in a bar
_TOLD_AFTER = 2  # tries: another program may have held the file for a moment


class Watch:
    """One editor that is watched. `content` gives None while there is nothing to keep."""

    def __init__(
        self,
        keeper: DraftKeeper,
        editor: QWidget,
        key: str,
        kind: str,
        title: Callable[[], str],
        content: Callable[[], Mapping[str, JSON] | None],
    ) -> None:
        self.key, self.editor = key, editor
        self._keeper, self._kind, self._title, self._content = keeper, kind, title, content

    @property
    def draft(self) -> Draft | None:
        """What is kept of it."""
        return self._keeper.find(self.key)

    def touch(self) -> None:
        """Something was edited: keep it soon."""
        self._keeper.touch(self)

    def keep(self, *, wait: bool = True) -> str:
        """Keep it now; why that cannot be, empty where it is kept or nothing was typed."""
        self.note()
        return self._keeper.write(wait=wait)

    def note(self) -> None:
        """Take over into memory what stands in the editor."""
        before, content = self.draft, self._content()
        if content is None:
            self._keeper.forget(self.key)
        elif before is None or before.content != content:
            self._keeper.put(
                Draft(self.key, self._kind, self._title()[:_LONGEST_TITLE], content, self._keeper.now())
            )

    def done(self) -> None:
        """It was saved, or thrown away on purpose."""
        self.end()
        self._keeper.forget(self.key)
        self._keeper.write(wait=False)

    def end(self) -> None:
        """The editor is gone; what is kept of it stays."""
        self._keeper.unwatch(self)


class DraftKeeper(QObject):
    """The drafts in memory and in the file. Signals: `changed`, another one is there or one is gone."""

    changed = Signal()

    def __init__(
        self, drafts: Drafts, clock: Clock, tell: Callable[[str], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._service, self._clock, self._tell = drafts, clock, tell
        self._watched: dict[str, Watch] = {}
        self._touched: set[str] = set()
        self._touched_since = 0.0
        self._unwritten: set[str] = set()
        self._failures = 0
        self._drafts = self._in_the_file()
        self._soon = QTimer(self, singleShot=True, interval=KEPT_AFTER_MS)
        self._soon.timeout.connect(self._on_soon)
        self._again = QTimer(self, singleShot=True, interval=_AGAIN_MS)
        self._again.timeout.connect(lambda: self.write(wait=False))
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    # Asked by editors

    def watch(
        self,
        editor: QWidget,
        key: str,
        kind: str,
        title: Callable[[], str],
        content: Callable[[], Mapping[str, JSON] | None],
    ) -> Watch:
        """Keep what is typed into an editor from now on."""
        watch = Watch(self, editor, key, kind, title, content)
        self._watched[key] = watch
        editor.installEventFilter(self)
        self.changed.emit()
        return watch

    def unwatch(self, watch: Watch) -> None:
        """Watch it no more."""
        self._touched.discard(watch.key)
        if self._watched.get(watch.key) is watch:
            del self._watched[watch.key]
            self.changed.emit()

    def touch(self, watch: Watch) -> None:
        """Something was edited: keep it soon."""
        if not self._touched:
            self._touched_since = time.monotonic()
        self._touched.add(watch.key)
        if not self._soon.isActive() or time.monotonic() - self._touched_since < _LATEST:
            self._soon.start()

    # Asked by whoever offers drafts

    def find(self, key: str) -> Draft | None:
        """The draft of an editor, None where there is none."""
        return self._drafts.get(key)

    def watched(self, key: str) -> Watch | None:
        """The editor that is open with this draft, if there is one."""
        return self._watched.get(key)

    def waiting(self) -> list[Draft]:
        """The drafts that nobody is writing at just now, newest first."""
        return [draft for key, draft in reversed(self._drafts.items()) if not self._is_in_view(key)]

    @property
    def is_behind(self) -> bool:
        """Whether something was typed that is not in the file yet."""
        return bool(self._touched or self._unwritten)

    def put(self, draft: Draft) -> None:
        """Have a draft, in place of the one of its key; `write` writes it."""
        self._drafts.pop(draft.key, None)
        self._drafts[draft.key] = draft
        self._unwritten.add(draft.key)
        self.changed.emit()

    def forget(self, key: str) -> None:
        """Have no draft of that key any more; `write` takes it out of the file."""
        if self._drafts.pop(key, None) is not None:
            self._unwritten.add(key)
            self.changed.emit()

    def keep_now(self, *, wait: bool = True) -> str:
        """Keep all that was typed; why that cannot be, empty where all is kept."""
        self._soon.stop()
        for key in tuple(self._touched):
            self._touched.discard(key)
            watch = self._watched.get(key)
            if watch is not None and isValid(watch.editor):
                watch.note()
        return self.write(wait=wait)

    def write(self, *, wait: bool) -> str:
        """Write what is not written yet; why that cannot be. Without `wait` others are let go first."""
        try:
            for key in tuple(self._unwritten):
                self._write_one(key, wait=wait)
        except Exception as error:
            words = told_words(error)
            if not words:
                raise
            self._on_failed(words)
            return words
        self._failures = 0
        self._again.stop()
        return ""

    def now(self) -> datetime:
        """The present instant, in whole seconds as it is kept."""
        return self._clock.now().replace(microsecond=0)

    def take_change(self, change: DataChanged) -> None:
        """The file may be another one: a backup was brought back. What is not in it is written again."""
        if not change.changes.everything:
            return
        there = self._in_the_file()
        self._unwritten |= {key for key, draft in self._drafts.items() if there.get(key) != draft}
        self._drafts = {**there, **self._drafts}
        self.write(wait=False)
        self.changed.emit()

    def stop(self) -> None:
        """Keep all now, and watch nothing any more."""
        self.keep_now()
        self._again.stop()
        self._watched.clear()

    def _in_the_file(self) -> dict[str, Draft]:
        """The drafts that are kept, oldest first; none where it cannot be read, which others tell of."""
        try:
            return {draft.key: draft for draft in reversed(self._service.all())}
        except Exception as error:
            if not told_words(error):
                raise
            return {}

    def _write_one(self, key: str, *, wait: bool) -> None:
        draft = self._drafts.get(key)
        if draft is None:
            self._service.forget(key, wait=wait)
        else:
            self._service.keep(draft, wait=wait)
        self._unwritten.discard(key)

    def _on_failed(self, words: str) -> None:
        self._failures += 1
        self._again.start()
        if self._failures == _TOLD_AFTER:
            text = self.tr("What you type cannot be kept as a draft just now; it stays in the window. {why}")
            self._tell(text.format(why=words))

    def _is_in_view(self, key: str) -> bool:
        watch = self._watched.get(key)
        return watch is not None and isValid(watch.editor) and watch.editor.isVisible()

    # What is heard

    def _on_soon(self) -> None:
        self.keep_now(wait=False)

    def _on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        """The keyboard went elsewhere: what was edited in the editor that it left is kept at once."""
        if not self._touched or old is None or not isValid(old):
            return
        for key in self._touched:
            watch = self._watched.get(key)
            if watch is None or not _is_within(watch.editor, old):
                continue
            if new is None or not _is_within(watch.editor, new):
                self.keep_now(wait=False)
                return

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Hide and self._touched:
            self.keep_now(wait=False)
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            self.changed.emit()
        return super().eventFilter(watched, event)


def _is_within(editor: QWidget, widget: QWidget) -> bool:
    return isValid(editor) and (editor is widget or editor.isAncestorOf(widget))
