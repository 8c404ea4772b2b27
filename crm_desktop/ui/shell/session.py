"""One open window with everything in it: read `__init__` top down to see what stands on what."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.contact_query import ContactSet
from crm_desktop.ui.runtime.event_relay import EventRelay
from crm_desktop.ui.runtime.window_state import WindowState
from crm_desktop.ui.shell import further
from crm_desktop.ui.shell.actions import Actions
from crm_desktop.ui.shell.after_paint import AfterPaint
from crm_desktop.ui.shell.desktop_notices import DesktopNotices
from crm_desktop.ui.shell.dialogs import Dialogs
from crm_desktop.ui.shell.leaving import Leaving
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
    from crm_desktop.ui.palette.palette import Palette
    from crm_desktop.ui.people.page import PeoplePage
    from crm_desktop.ui.runtime.task_runner import TaskRunner
    from crm_desktop.ui.settings.page import SettingsPage
    from crm_desktop.ui.shell.data_place import DataPlace
    from crm_desktop.ui.shell.drafting import Drafting
    from crm_desktop.ui.shell.file_watch import FileWatch
    from crm_desktop.ui.shell.language import Language
    from crm_desktop.ui.shell.leaving import EncryptionWish, Locked, MoveWish
    from crm_desktop.ui.shell.live_lists import LiveLists
    from crm_desktop.ui.shell.ports import WindowParts
    from crm_desktop.ui.shell.sample_data import SampleData
    from crm_desktop.ui.theme.controller import ThemeController

TODAY, PEOPLE, SETTINGS, WELCOME = "today", "people", "settings", "welcome"


class WindowSession(QObject):
    """Signals: `ready` once everything that follows the first paint is there; `quit_asked`.

    `passphrase` is that of the open file, "" for a plain one.
    """

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
        self.parts = parts
        self.services = services
        self.theme = theme
        self.language = language
        self.leaving = Leaving.QUIT
        self.next_passphrase: str | None = None
        self.wish: EncryptionWish | MoveWish | None = None
        self.locked: Locked | None = None
        self.passphrase = ""
        self._palette: Palette | None = None
        self._sample: SampleData | None = None
        self.relay = EventRelay(services.bus, self)
        self.state = WindowState(parts.data_dir)
        self.notices = DesktopNotices(parts.make_notifier, services.clock, self)
        self.stack = PageStack(
            {
                TODAY: self._make_today,
                PEOPLE: self._make_people,
                SETTINGS: self._make_settings,
                WELCOME: self._make_welcome,
                **further.pages(self),
            }
        )
        self.window = MainWindow(self.stack, theme)
        self.actions = Actions(self.window, theme)
        self.side_bar = SideBar(self.actions, theme)
        self.window.add_side_bar(self.side_bar)
        self.messages = BarMessages(self.window.content, self.actions.undo.trigger, services.undo)
        self.dialogs = self._make_dialogs()
        self.presence = Presence(
            self.window, self.actions, services.settings, self.state, self.notices, theme
        )
        self.open_count = OpenCount(
            services.reminders, self.side_bar, self.window, self.presence, services.clock
        )
        self.app = app
        self.after_paint = AfterPaint(self)
        self.after_paint.done.connect(self.ready)
        self._connect()

    @cached_property
    def runner(self) -> TaskRunner:
        """The doorway to long work."""
        from crm_desktop.ui.runtime.task_runner import TaskRunner

        return TaskRunner(self.services.close, self)

    @cached_property
    def drafting(self) -> Drafting:
        """What is typed and not saved yet."""
        from crm_desktop.ui.shell.drafting import Drafting

        return Drafting(self)

    @cached_property
    def data_place(self) -> DataPlace:
        """Where the data lies."""
        from crm_desktop.ui.shell.data_place import DataPlace

        return DataPlace(self)

    @cached_property
    def lists(self) -> LiveLists:
        """The saved filters."""
        from crm_desktop.ui.shell.live_lists import LiveLists

        return LiveLists(self)

    @cached_property
    def file_watch(self) -> FileWatch:
        """Looks whether the data file is sound, and tells where it is not."""
        from crm_desktop.ui.shell.file_watch import watch_file

        return watch_file(self)

    def start(self, page: str = TODAY) -> None:
        """Show the window, with one page in it; everything else follows once that is painted."""
        self.go_to(page)
        self.window.painted.connect(self.after_paint.begin)
        self.window.show()

    def go_to(self, page: str) -> QWidget:
        """Bring a page into view. Where there is nobody yet, Today is three doors."""
        if page == TODAY and not self.services.contacts.count():
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
        """End the program. What is typed and not saved is kept, and offered at the next start; where it
        cannot be kept, that is asked about first.
        """
        why = self.keep_typed()
        if not why:
            self.end()
            return
        self.window.come_forward()
        words = self.tr("What you typed is not saved yet, and cannot be kept. {why}").format(why=why)
        self.messages.offer(words, self.tr("Quit without it"), self.end)

    def keep_typed(self) -> str:
        """Keep what is typed and not saved; "" where all of it is kept, else why not."""
        return self.drafting.keep_now() if "drafting" in self.__dict__ else ""

    def leave_for(
        self,
        leaving: Leaving,
        passphrase: str | None = None,
        wish: EncryptionWish | MoveWish | None = None,
    ) -> None:
        """End this window now, for what is to come after it; with the new passphrase where it changed, and
        for ENCRYPT and MOVE with what is wanted.
        """
        self.leaving, self.next_passphrase, self.wish = leaving, passphrase, wish
        self.end()

    def end(self) -> None:
        """End the program now."""
        # First let go: quitting closes the windows, and a window closed otherwise hides and stays.
        self.presence.leave()
        self.quit_asked.emit()

    def close(self) -> None:
        """End everything that runs, in the order in which it was begun backwards."""
        self.after_paint.stop()
        if "file_watch" in self.__dict__:
            self.file_watch.stop()
        if "drafting" in self.__dict__:
            self.drafting.stop()
        self.presence.leave()
        self.relay.stop()
        if "runner" in self.__dict__:
            self.runner.stop()
        self.notices.close()
        self.window.close()
        self.window.deleteLater()

    # Pages

    def _make_dialogs(self) -> Dialogs:
        return Dialogs(
            self.services,
            lambda: self.runner,
            self.messages,
            self.actions.undo.trigger,
            self.theme,
            self.window,
            lambda: self.drafting.dialogs,
        )

    def _make_today(self) -> QWidget:
        from crm_desktop.ui.shell.today_builder import build_today_page

        page = build_today_page(
            services=self.services,
            dialogs=self.dialogs,
            messages=self.messages,
            open_contact=self.open_contact,
            theme=self.theme,
            window=self.window,
        )
        page.log_asked.connect(self.actions.log.trigger)
        page.all_cold_asked.connect(lambda: self._people().show_set(ContactSet.COLD))
        self.relay.data_changed.connect(page.notice)
        return page

    def _make_people(self) -> QWidget:
        from crm_desktop.ui.shell.people_builder import build_people_page

        return build_people_page(self)

    def _make_settings(self) -> QWidget:
        from crm_desktop.ui.shell.encrypting import Encrypting
        from crm_desktop.ui.shell.settings_builder import build_settings_page

        page = build_settings_page(
            services=self.services,
            runner=self.runner,
            notices=self.notices,
            reminding=lambda: self.after_paint.reminding,
            messages=self.messages,
            sample=self.sample_data(),
            encrypting=Encrypting(self),
            watch=self.file_watch,
            place=self.data_place,
            actions=self.actions,
            language=self.language,
            theme=self.theme,
            window=self.window,
        )
        self.relay.data_changed.connect(page.notice)
        return page

    def _make_welcome(self) -> QWidget:
        from crm_desktop.ui.welcome.page import WelcomePage

        page = WelcomePage(self.theme)
        page.import_asked.connect(self.import_files)
        page.add_asked.connect(self.add_contact)
        page.sample_asked.connect(self.sample_data().add)
        return page

    def people(self) -> PeoplePage:
        """The People page, brought into view."""
        return self._people()

    def _people(self) -> PeoplePage:
        return cast("PeoplePage", self.go_to(PEOPLE))

    def sample_data(self) -> SampleData:
        """The sample data, and the bar that tells of it."""
        if self._sample is None:
            from crm_desktop.ui.shell.sample_data import SampleData

            bar = self.window.content.notice
            self._sample = SampleData(self.services, self.runner, self.messages, bar, self)
        return self._sample

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
        actions.drafts.triggered.connect(lambda _checked=False: self.drafting.show_all())
        actions.encryption.triggered.connect(self._on_encryption)
        actions.lock.triggered.connect(self.after_paint.lock)
        further.connect(self)
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

    def _on_encryption(self) -> None:
        from crm_desktop.ui.settings.encryption import EncryptionSection

        cast("SettingsPage", self.go_to(SETTINGS)).reveal(EncryptionSection)

    def _on_palette(self) -> None:
        if self._palette is None:
            self._palette = self._make_palette()
        self._palette.open()

    def _make_palette(self) -> Palette:
        from crm_desktop.ui.shell.palette_builder import build_palette

        return build_palette(self, lambda which: self._people().show_set(which))

    def _on_page_shown(self, name: str) -> None:
        titles = {TODAY: self.actions.today, PEOPLE: self.actions.people, SETTINGS: self.actions.settings}
        page = TODAY if name == WELCOME else name
        self.side_bar.set_page(PEOPLE if page in further.WITHIN_PEOPLE else page)
        self.window.set_page_name((titles | further.titles(self.actions))[page].text())

    def _on_data_changed(self, change: DataChanged) -> None:
        if self.after_paint.reminding is not None:
            self.after_paint.reminding.notice(change)
        if change.changes.touches(Kind.CONTACT):
            if self._sample is not None:
                self._sample.look()
            if self.stack.current in (TODAY, WELCOME):
                self.go_to(TODAY)
        self.open_count.refresh()
