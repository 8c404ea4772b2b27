"""The page of duplicates: searches in the background, shows group after group, and merges or keeps apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QLocale, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.errors import UserError
from crm_desktop.ui.duplicates.current import Current
from crm_desktop.ui.duplicates.group_list import GroupList
from crm_desktop.ui.duplicates.group_model import GroupModel
from crm_desktop.ui.duplicates.group_pane import GroupPane
from crm_desktop.ui.duplicates.groups import Groups, by_hand
from crm_desktop.ui.duplicates.head import PageHead
from crm_desktop.ui.duplicates.long_work import LongWork
from crm_desktop.ui.duplicates.looking_view import LookingView
from crm_desktop.ui.duplicates.merging_all import merge_all_work
from crm_desktop.ui.duplicates.words import empty_words, groups_count, merge_words
from crm_desktop.ui.widgets.empty_state import EmptyState
from crm_desktop.ui.widgets.meant_key import meant_key
from crm_desktop.ui.wording.days import DayWords

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent

    from crm_desktop.domain.changes import DataChanged
    from crm_desktop.domain.duplicates.groups import DuplicateGroup
    from crm_desktop.domain.duplicates.plan import MergePlan
    from crm_desktop.domain.ids import ContactId
    from crm_desktop.services.contacts import ContactBook
    from crm_desktop.services.duplicates import Duplicates
    from crm_desktop.services.ports import Clock
    from crm_desktop.ui.people.messages import Messages
    from crm_desktop.ui.runtime.task_runner import ImmediateRunner, TaskRunner
    from crm_desktop.ui.theme.controller import ThemeController

_LIST_LEAST, _LIST_MOST, _LIST_SHARE, _NARROW, _LOW = 180, 300, 0.3, 640, 480
_MOST_COMPARED = 8


class DuplicatesPage(QWidget):
    """Signals: `back_asked()` to the list of people; `open_asked(id)` to look at a whole card."""

    back_asked = Signal()
    open_asked = Signal(int)

    def __init__(
        self,
        service: Duplicates,
        contacts: ContactBook,
        clock: Clock,
        runner: TaskRunner | ImmediateRunner,
        messages: Messages,
        theme: ThemeController,
        parent: QWidget | None = None,
        *,
        selected: Callable[[], Sequence[ContactId]] = lambda: (),
    ) -> None:
        super().__init__(parent)
        self._service, self._contacts, self._clock = service, contacts, clock
        self._messages, self._theme = messages, theme
        self._days = DayWords(clock)
        self._selected = selected
        self._groups = Groups()
        self._current = Current(service, merge_words())
        self._looked_at: datetime | None = None
        self._is_stale = True
        self._is_settling = False
        self.head = PageHead(theme)
        self.model = GroupModel(contacts.names, self)
        self.list = GroupList(self.model, theme)
        self.pane = GroupPane(theme)
        self.looking = LookingView(theme)
        self._work = LongWork(runner, self.looking)
        self.empty = EmptyState("people", "", theme)
        self._keys = self._key_table()
        self._lay_out()
        self._connect()

    @property
    def groups(self) -> Groups:
        """What was found, and what of it is open."""
        return self._groups

    @property
    def plan(self) -> MergePlan | None:
        """What Merge would do now."""
        return self._current.plan

    def look(self) -> None:
        """Search the whole book, in the background."""
        self._is_stale = False
        words = self.tr("Looking for people who are there twice…")
        self._work.start(words, self._service.find, self._on_found)

    def compare(self, ids: Sequence[ContactId]) -> None:
        """Show these side by side, whether anything speaks for it or not."""
        self._groups = self._groups.with_chosen(by_hand(ids))
        self._settle(select=ids)
        self._take_keyboard()

    def notice(self, change: DataChanged) -> None:
        """Contacts changed: what was found is looked at again, and searched anew where others wrote."""
        if not change.changes.touches(Kind.CONTACT) or not self._groups.people():
            self._is_stale = self._is_stale or change.changes.touches(Kind.CONTACT)
            return
        if change.origin is not self:
            self._is_stale = True
            self._settle(bring_back=True)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if event.spontaneous():
            return
        count = len(self._selected())
        self.head.show_selected(count if 1 < count <= _MOST_COMPARED else 0)
        if self._is_stale:
            self.look()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        px = self._theme.px
        wide = max(px(_LIST_LEAST), min(px(_LIST_MOST), round(self.width() * _LIST_SHARE)))
        self.list.setFixedWidth(wide)
        self.list.setVisible(self.width() >= px(_NARROW))
        compact = self.height() < px(_LOW)
        self.head.set_compact(compact)
        self.pane.set_compact(compact)

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """The keyboard goes to what is in view."""
        view = self._stack.currentWidget()
        if view is self._body:
            (self.list if self.list.isVisibleTo(self) else self.pane.merge).setFocus(reason)
        elif view is self.looking:
            self.looking.setFocus(reason)
        else:
            self.empty.action_button.setFocus(reason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        wanted = self._keys.get(meant_key(event))
        control = Qt.KeyboardModifier.ControlModifier
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | control)
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.back_asked.emit()
        elif wanted is None or not plain or (event.modifiers() & control and not enter):
            super().keyPressEvent(event)
        elif self._stack.currentWidget() is self._body and not event.isAutoRepeat():
            wanted()

    def _key_table(self) -> dict[Qt.Key, Callable[[], object]]:
        return {
            Qt.Key.Key_J: lambda: self._step(1),
            Qt.Key.Key_Down: lambda: self._step(1),
            Qt.Key.Key_K: lambda: self._step(-1),
            Qt.Key.Key_Up: lambda: self._step(-1),
            Qt.Key.Key_S: self._on_skip,
            Qt.Key.Key_M: self._on_merge,
            Qt.Key.Key_Return: self._on_merge,
            Qt.Key.Key_Enter: self._on_merge,
            Qt.Key.Key_D: self._on_apart,
            Qt.Key.Key_C: self.pane.compare.begin,
            Qt.Key.Key_A: self.head.merge_all.click,
        }

    # Searching

    def _take_keyboard(self) -> None:
        """What had the keyboard may be out of view now."""
        window = self.window()
        focus = window.focusWidget()
        if self.isVisible() and (focus is None or self.isAncestorOf(focus) or not focus.isVisible()):
            self.setFocus()

    def _on_found(self, groups: Sequence[DuplicateGroup]) -> None:
        self._looked_at = self._clock.now()
        before = self._current.group
        self._groups = Groups(groups, self._groups.chosen)
        self._settle(select=before.ids if before is not None else ())

    # What is shown

    def _settle(self, *, select: Sequence[int] = (), bring_back: bool = False) -> None:
        """Look which groups are open now; one that an undo has opened again comes into view."""
        before = {group.ids for group in self._groups.open}
        row = self.list.currentIndex().row()
        shown = self._current.group
        people = self._groups.people()
        self._groups.settle(self._service.living(people), self._service.apart_pairs())
        self._is_settling = True  # the list moves on by itself where a row is gone
        self.model.show(self._groups.open)
        self._is_settling = False
        opened = [group for group in self._groups.open if group.ids not in before]
        place = self._groups.place(select)
        if bring_back and before and len(opened) == 1:
            place = self._groups.place(opened[0].ids)
        elif place < 0 and shown is not None and any(one.ids == shown.ids for one in self._groups.open):
            place = self._groups.place(shown.ids)
        self._select(place if place >= 0 else max(0, row))
        self._show_state()

    def _select(self, row: int) -> None:
        row = min(row, self.model.rowCount() - 1)
        index = self.model.index(row, 0)
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self._is_settling = True
        self.list.selectionModel().setCurrentIndex(index, flag)
        self._is_settling = False
        if index.isValid():
            self.list.scrollTo(index)
        self._show_group(row)

    def _on_current_changed(self, now: QModelIndex) -> None:
        if not self._is_settling:
            self._show_group(now.row())

    def _show_group(self, row: int) -> None:
        group = self._groups.open[row] if 0 <= row < len(self._groups.open) else None
        self._current.show(group)
        if group is None:
            return
        focus = self.window().focusWidget()
        if focus is not None and self.pane.compare.isAncestorOf(focus):
            self.setFocus()  # what has the keyboard is made anew
        number = QLocale().toString
        place = self.tr("{place} of {total}").format(
            place=number(row + 1), total=number(len(self._groups.open))
        )
        wanted = [one for one in group.ids if one not in self._current.left_out]
        each, _ = self._service.attached(group.ids)
        together = self._service.attached(wanted)[1]
        self.pane.show_group(self._current, self._contacts.load(group.ids), (each, together), place)

    def _show_state(self) -> None:
        if self._work.is_busy:
            view: QWidget = self.looking
        elif self._groups.open:
            view = self._body
        else:
            self.empty.say(*empty_words(self._looked_at, self._contacts.count(), self._days))
            view = self.empty
        turned = view is not self._stack.currentWidget()
        self._stack.setCurrentWidget(view)
        self._show_head()
        if turned:
            self._take_keyboard()

    def _show_head(self) -> None:
        looked = self._looked_at
        told = ""
        if looked is not None and self._groups.open:
            when = self._days.moment(looked, exact=True)
            told = self.tr("{groups} · looked at {when}").format(
                groups=groups_count(len(self._groups.open)), when=when
            )
            if self._is_stale:
                told = self.tr("{told} · changed since").format(told=told)
        self.head.show_state(
            told,
            very_likely=len(self._groups.very_likely),
            apart=len(self._service.apart_pairs()),
            can_look=self._stack.currentWidget() is self._body,
        )

    def _step(self, step: int) -> None:
        row = self.list.currentIndex().row() + step
        if 0 <= row < self.model.rowCount():
            self._select(row)

    # What is done

    def _on_chosen(self, what: str, option: int) -> None:
        self._current.choose(what, option)
        self.pane.show_choice(self._current)

    def _on_included(self, contact_id: ContactId, included: bool) -> None:
        self._current.include(contact_id, included)
        self._show_group(self.list.currentIndex().row())

    def _on_skip(self) -> None:
        rows = self.model.rowCount()
        if rows:
            self._select((self.list.currentIndex().row() + 1) % rows)

    def _on_merge(self) -> None:
        plan = self._current.plan
        if plan is None:
            return
        text = self.tr("{count} cards of {name} are one now")
        done = text.replace("{count}", QLocale().toString(len(plan.contacts)))
        name = plan.merged.display_name or self.tr("No name")
        self._do(lambda: self._service.merge(plan, origin=self), done.replace("{name}", name))

    def _on_apart(self) -> None:
        group = self._current.group
        if group is not None:
            done = self.tr("They will not be proposed as one again")
            self._do(lambda: self._keep_apart(group.ids), done)

    def _keep_apart(self, ids: Sequence[ContactId]) -> None:
        self._service.apart(ids, origin=self)
        self._groups = self._groups.without_chosen(ids)

    def _do(self, command: Callable[[], object], done: str) -> None:
        try:
            command()
        except UserError as error:
            self._messages.error(str(error))
            self._settle()
            return
        self._messages.undoable(done)
        self._settle()
        self._take_keyboard()

    def _on_merge_all(self) -> None:
        from crm_desktop.ui.duplicates.merge_sheet import MergeSheet

        groups = self._groups.very_likely
        if len(groups) < 2:
            return
        cards = sum(len(group.ids) for group in groups)
        sheet = MergeSheet(len(groups), cards, self._theme, self.window())
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def go() -> None:
            sheet.accept()
            self._merge_all(groups)

        sheet.saved.connect(go)
        sheet.open()

    def _merge_all(self, groups: Sequence[DuplicateGroup]) -> None:
        def done(cards: int) -> None:
            number = QLocale().toString
            text = self.tr("{cards} cards are {people} people now")
            self._messages.undoable(text.format(cards=number(cards), people=number(len(groups))))
            self._settle()

        work = merge_all_work(self._service, groups, self)
        self._work.start(self.tr("Merging…"), work, done)

    def _show_apart(self) -> None:
        from crm_desktop.ui.duplicates.apart_sheet import open_apart

        def changed() -> None:
            self._is_stale = True
            self._settle(bring_back=True)

        sheet = open_apart(self._service, self._contacts, changed, self, self._theme)
        sheet.finished.connect(lambda _result: self.look() if self._is_stale else None)

    # How it is laid out

    def _connect(self) -> None:
        self.head.back_asked.connect(self.back_asked)
        self.head.look_asked.connect(self.look)
        self.head.merge_all_asked.connect(self._on_merge_all)
        self.head.compare_asked.connect(lambda: self.compare(self._selected()))
        self.head.apart_asked.connect(self._show_apart)
        self._work.turned.connect(self._show_state)
        self._work.refused.connect(self._messages.error)
        self.empty.action_clicked.connect(self.look)
        self.list.selectionModel().currentChanged.connect(self._on_current_changed)
        pane = self.pane
        pane.merge_asked.connect(self._on_merge)
        pane.apart_asked.connect(self._on_apart)
        pane.skip_asked.connect(self._on_skip)
        pane.step_asked.connect(self._step)
        pane.compare.chosen.connect(self._on_chosen)
        pane.compare.opened.connect(self.open_asked)
        pane.compare.included_changed.connect(self._on_included)

    def _lay_out(self) -> None:
        px = self._theme.px
        self._body = QWidget()
        row = QHBoxLayout(self._body)
        row.setContentsMargins(px(10), 0, px(8), 0)
        row.setSpacing(px(4))
        row.addWidget(self.list)
        row.addWidget(self.pane, 1)
        self._stack = QStackedWidget()
        for view in (self._body, self.looking, self.empty):
            self._stack.addWidget(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(14), 0, 0)
        column.setSpacing(px(10))
        column.addWidget(self.head)
        column.addWidget(self._stack, 1)
