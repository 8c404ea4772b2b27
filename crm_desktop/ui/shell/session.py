"""One open window with everything in it: read `__init__` top down to see what stands on what."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.contact_query import ContactSet
from crm_desktop.ui.runtime.event_relay import EventRelay
from crm_desktop.ui.runtime.window_state import WindowState
from crm_desktop.ui.shell.actions import Actions
from crm_desktop.ui.shell.desktop_notices import DesktopNotices
from crm_desktop.ui.shell.dialogs import Dialogs
from crm_desktop.ui.shell.main_window import MainWindow
from crm_desktop.ui.shell.messages import BarMessages
from crm_desktop.ui.shell.open_count import OpenCount
from crm_desktop.ui.shell.page_stack import PageStack
from crm_desktop.ui.shell.presence import Presence
from crm_desktop.ui.shell.side_bar import SideBar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QApplication, QWidget

    from crm_desktop.domain.changes import DataChanged
    from crm_desktop.domain.ids import ContactId
    from crm_desktop.services.context import Services
    from crm_desktop.services.reminder_wording import Notice
    from crm_desktop.ui.palette.palette import Palette
    from crm_desktop.ui.people.page import PeoplePage
    from crm_desktop.ui.runtime.task_runner import TaskRunner
    from crm_desktop.ui.shell.language import Language
    from crm_desktop.ui.shell.ports import WindowParts
    from crm_desktop.ui.shell.reminding import Reminding
    from crm_desktop.ui.shell.sample_data import SampleData
    from crm_desktop.ui.shell.signal_watch import SignalWatch
    from crm_desktop.ui.theme.controller import ThemeController

TODAY, PEOPLE, SETTINGS, WELCOME = "today", "people", "settings", "welcome"
# Ticking needs a scheduler that takes a while to load: the first key presses after the start go first.
_TICK_AFTER = 300  # ms


class WindowSession(QObject):
    """Signals: `ready` once everything that follows the first paint is there; `quit_asked`."""

    ready = Signal()
    quit_asked = Signal()

    def __init__(
        self,
        app: QApplication,
        parts: WindowParts,
        services: Services,
        theme: ThemeController,
        language: Language,
    ) -> None:
        super().__init__()
        self._parts = parts
        self._services = services
        self._theme = theme
        self._language = language
        self._steps: list[Callable[[], None]] = []
        self._palette: Palette | None = None
        self._reminding: Reminding | None = None
        self._sample: SampleData | None = None
        self._signals: SignalWatch | None = None
        self.relay = EventRelay(services.bus, self)
        self.state = WindowState(parts.data_dir)
        self.notices = DesktopNotices(parts.make_notifier, services.clock, self)
        self.stack = PageStack(
            {
                TODAY: self._make_today,
                PEOPLE: self._make_people,
                SETTINGS: self._make_settings,
                WELCOME: self._make_welcome,
            }
        )
        self.window = MainWindow(self.stack, theme)
        self.actions = Actions(self.window, theme)
        self.side_bar = SideBar(self.actions, theme)
        self.window.add_side_bar(self.side_bar)
        self.messages = BarMessages(self.window.content, self.actions.undo.trigger, services.undo)
        self.dialogs = Dialogs(
            services, lambda: self.runner, self.messages, self.actions.undo.trigger, theme, self.window
        )
        self.presence = Presence(
            self.window, self.actions, services.settings, self.state, self.notices, theme
        )
        self._open_count = OpenCount(
            services.reminders, self.side_bar, self.window, self.presence, services.clock
        )
        self._app = app
        self._connect()

    @cached_property
    def runner(self) -> TaskRunner:
        """The doorway to long work."""
        from crm_desktop.ui.runtime.task_runner import TaskRunner

        return TaskRunner(self._services.close, self)

    def start(self, page: str = TODAY) -> None:
        """Show the window, with one page in it; everything else follows once that is painted."""
        self.go_to(page)
        self.window.painted.connect(self._on_painted)
        self.window.show()

    def go_to(self, page: str) -> QWidget:
        """Bring a page into view. Where there is nobody yet, Today is three doors."""
        if page == TODAY and not self._services.contacts.count():
            page = WELCOME
        before, focused = self.stack.current, self.window.focusWidget()
        shown = self.stack.go_to(page)
        # Whatever has the keyboard on a page that is in view already keeps it.
        if before != page or focused is None or not shown.isAncestorOf(focused):
            shown.setFocus()
        return shown

    def open_contact(self, contact_id: ContactId) -> None:
        """Show a contact's card, ready to write down what happened."""
        people = self._people()
        people.show_contact(contact_id)
        people.card.begin_log()

    def add_contact(self, name: str = "") -> None:
        """Begin a new contact."""
        self._people().new_contact(name)

    def import_files(self, paths: Sequence[Path] = ()) -> None:
        """Take over contact files."""
        self.dialogs.import_files(paths)

    def quit(self) -> None:
        """End the program; a card with text that was not saved is shown first, and asked about."""
        people = self.stack.built(PEOPLE)
        if people is None or not cast("PeoplePage", people).has_unsaved:
            self.end()
            return
        self.window.come_forward()
        self.go_to(PEOPLE)
        words = self.tr("There is a card that was not saved.")
        self.messages.offer(words, self.tr("Quit without saving"), self.end)

    def end(self) -> None:
        """End the program now."""
        # First let go: quitting closes the windows, and a window closed otherwise hides and stays.
        self.presence.leave()
        self.quit_asked.emit()

    def close(self) -> None:
        """End everything that runs, in the order in which it was begun backwards."""
        self._steps = []
        if self._signals is not None:
            self._signals.stop()
        if self._reminding is not None:
            self._reminding.stop()
        self.presence.leave()
        self.relay.stop()
        if "runner" in self.__dict__:
            self.runner.stop()
        self.notices.close()
        self.window.close()
        self.window.deleteLater()

    # Pages

    def _make_today(self) -> QWidget:
        from crm_desktop.ui.shell.today_builder import build_today_page

        page = build_today_page(
            services=self._services,
            dialogs=self.dialogs,
            messages=self.messages,
            open_contact=self.open_contact,
            theme=self._theme,
            window=self.window,
        )
        page.log_asked.connect(self.actions.log.trigger)
        page.all_cold_asked.connect(lambda: self._people().show_set(ContactSet.COLD))
        self.relay.data_changed.connect(page.notice)
        return page

    def _make_people(self) -> QWidget:
        from crm_desktop.ui.shell.people_builder import build_people_page

        return build_people_page(
            self._services, self._theme, self.messages, self.dialogs, self.relay, self.state, self.runner
        )

    def _make_settings(self) -> QWidget:
        from crm_desktop.ui.shell.settings_builder import build_settings_page

        page = build_settings_page(
            services=self._services,
            runner=self.runner,
            notices=self.notices,
            reminding=lambda: self._reminding,
            messages=self.messages,
            sample=self._sample_data(),
            actions=self.actions,
            language=self._language,
            theme=self._theme,
            window=self.window,
        )
        self.relay.data_changed.connect(page.notice)
        return page

    def _make_welcome(self) -> QWidget:
        from crm_desktop.ui.welcome.page import WelcomePage

        page = WelcomePage(self._theme)
        page.import_asked.connect(self.import_files)
        page.add_asked.connect(self.add_contact)
        page.sample_asked.connect(self._sample_data().add)
        return page

    def _people(self) -> PeoplePage:
        return cast("PeoplePage", self.go_to(PEOPLE))

    def _sample_data(self) -> SampleData:
        if self._sample is None:
            from crm_desktop.ui.shell.sample_data import SampleData

            bar = self.window.content.notice
            self._sample = SampleData(self._services, self.runner, self.messages, bar, self)
        return self._sample

    # What follows the first paint, a step at a time so that keys are answered in between

    def _on_painted(self) -> None:
        self._steps = [
            self._watch_signals,
            self._parts.after_paint,
            self._dress,
            self._start_undoing,
            self._open_count.refresh,
            lambda: self._sample_data().look(),
            self._start_reminding,
            self._warm_up_search,
            self._start_backing_up,
            self.ready.emit,
        ]
        self._step()

    def _step(self) -> None:
        if self._steps:
            self._steps.pop(0)()
            QTimer.singleShot(0, self, self._step)

    def _watch_signals(self) -> None:
        from crm_desktop.ui.shell.signal_watch import SignalWatch

        self._signals = SignalWatch(self.end)

    def _start_undoing(self) -> None:
        from crm_desktop.ui.shell.field_keys import FieldKeys
        from crm_desktop.ui.shell.undoing import Undoing

        FieldKeys(self._app, self)
        services = self._services
        undoing = Undoing(
            services.undo,
            self.actions,
            self.runner,
            self.messages,
            services.clock,
            self._theme,
            self.window,
        )
        self.relay.data_changed.connect(undoing.notice)
        undoing.refresh()

    def _dress(self) -> None:
        from crm_desktop.ui.theme.fonts import ScriptFonts

        ScriptFonts(self._parts.resources).register_missing()
        self._app.setWindowIcon(self._theme.icons.app_icon())

    def _warm_up_search(self) -> None:
        self.runner.run(lambda _progress, _cancel: self._services.contacts.warm_up())

    def _start_backing_up(self) -> None:
        from crm_desktop.ui.shell.daily_backup import DailyBackup

        DailyBackup(self._services.backups, self.runner, self.messages, self.window).begin()

    def _start_reminding(self) -> None:
        from crm_desktop.ui.shell.reminding_builder import build_reminding

        self._reminding = build_reminding(
            self._services, self.notices, lambda: self.runner.busy, self._on_fired, self
        )
        self._reminding.checked.connect(self._open_count.follow_the_time)
        self._app.applicationStateChanged.connect(self._on_application_state_changed)
        QTimer.singleShot(_TICK_AFTER, self, self._start_ticking)

    def _on_application_state_changed(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self._services.file.notice_changes_elsewhere()

    def _start_ticking(self) -> None:
        if self._reminding is not None:
            self._reminding.start(self._parts.make_ticker)

    def _on_fired(self, notice: Notice) -> None:
        if self.window.isActiveWindow() and self.stack.current != TODAY:
            text = f"{notice.title} · {notice.body.splitlines()[0]}" if notice.body else notice.title
            self.messages.offer(text, self.tr("Show"), lambda: self.go_to(TODAY))

    # What is heard

    def _connect(self) -> None:
        actions = self.actions
        for action, page in (
            (actions.today, TODAY),
            (actions.people, PEOPLE),
            (actions.settings, SETTINGS),
        ):
            action.triggered.connect(lambda _checked=False, page=page: self.go_to(page))
        actions.palette.triggered.connect(self._on_palette)
        actions.find.triggered.connect(lambda: self._people().focus_search())
        actions.new_contact.triggered.connect(lambda: self._forward_then(self.add_contact))
        actions.log.triggered.connect(
            lambda: self._forward_then(lambda: self.dialogs.log(self._current_people()))
        )
        actions.plan.triggered.connect(lambda: self.dialogs.plan(self._current_people()))
        actions.remind.triggered.connect(lambda _checked=False: self.dialogs.remind_me())
        actions.import_files.triggered.connect(lambda _checked=False: self.import_files())
        actions.export_file.triggered.connect(lambda: self.dialogs.export_file(self._selected_people()))
        actions.help.triggered.connect(lambda: self.dialogs.keyboard(actions.all()))
        actions.quit.triggered.connect(self.quit)
        self.presence.quit_asked.connect(self.quit)
        self.window.files_dropped.connect(self.import_files)
        self.stack.page_shown.connect(self._on_page_shown)
        self.relay.data_changed.connect(self._on_data_changed)

    def _forward_then(self, act: Callable[[], object]) -> None:
        """For what the tray can ask too: with the window in view."""
        if not self.window.isVisible():
            self.window.come_forward()
        act()

    def _current_people(self) -> tuple[ContactId, ...]:
        """Whoever is looked at on the People page: the log and the plan begin with them."""
        page = self.stack.built(PEOPLE)
        if self.stack.current != PEOPLE or page is None:
            return ()
        return tuple(page.current_people())  # type: ignore[attr-defined]

    def _selected_people(self) -> tuple[ContactId, ...]:
        people = self._current_people()
        return people if len(people) > 1 else ()

    def _on_palette(self) -> None:
        if self._palette is None:
            self._palette = self._make_palette()
        self._palette.open()

    def _make_palette(self) -> Palette:
        from crm_desktop.ui.palette.source import Deeds
        from crm_desktop.ui.shell.palette_builder import build_palette

        deeds = Deeds(
            open_contact=self.open_contact,
            add_contact=self.add_contact,
            log_with=lambda person, kind: self.dialogs.log((person,), kind),
            plan_with=lambda person: self.dialogs.plan((person,)),
            remind_of=lambda text: self.dialogs.remind_me(text=text),
        )
        return build_palette(
            contacts=self._services.contacts,
            deeds=deeds,
            actions=self.actions,
            show_set=lambda which: self._people().show_set(which),
            theme=self._theme,
            window=self.window,
        )

    def _on_page_shown(self, name: str) -> None:
        titles = {TODAY: self.actions.today, PEOPLE: self.actions.people, SETTINGS: self.actions.settings}
        page = TODAY if name == WELCOME else name
        self.side_bar.set_page(page)
        self.window.set_page_name(titles[page].text())

    def _on_data_changed(self, change: DataChanged) -> None:
        if self._reminding is not None:
            self._reminding.notice(change)
        if change.changes.touches(Kind.CONTACT):
            if self._sample is not None:
                self._sample.look()
            if self.stack.current in (TODAY, WELCOME):
                self.go_to(TODAY)
        self._open_count.refresh()
