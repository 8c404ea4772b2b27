"""What follows the first paint of a window, a step at a time so that keys are answered in between.

Every step imports what it needs itself: none of it may hold up the first page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from crm_desktop.services.reminder_wording import Notice
    from crm_desktop.ui.answering.asking import MeetingAsking
    from crm_desktop.ui.shell.idle_lock import IdleLock
    from crm_desktop.ui.shell.reminding import Reminding
    from crm_desktop.ui.shell.session import WindowSession
    from crm_desktop.ui.shell.signal_watch import SignalWatch

# Ticking needs a scheduler that takes a while to load: the first key presses after the start go first.
_TICK_AFTER = 300  # ms


class AfterPaint(QObject):
    """Signals: `done` when all of it is there. `stop` ends what runs by itself."""

    done = Signal()

    def __init__(self, session: WindowSession) -> None:
        super().__init__(session)
        self._session = session
        self._steps: list[Callable[[], object]] = []
        self.reminding: Reminding | None = None
        self._signals: SignalWatch | None = None
        self._idle: IdleLock | None = None
        self._asking: MeetingAsking | None = None

    def begin(self) -> None:
        """Take the first step now, and the others when nothing else waits."""
        session = self._session
        self._steps = [
            self._watch_signals,
            session.parts.after_paint,
            self._dress,
            self._start_undoing,
            self._offer_drafts,
            session.open_count.refresh,
            lambda: session.sample_data().look(),
            self._start_reminding,
            self._show_lists,
            self._start_locking,
            self._look_at_place,
            self._warm_up_search,
            self._start_backing_up,
            self._watch_the_file,
            self.done.emit,
        ]
        self._step()

    def stop(self) -> None:
        """Leave out what was not begun, and end what was."""
        self._steps, self._asking = [], None
        if self._signals is not None:
            self._signals.stop()
        if self._idle is not None:
            self._idle.stop()
        if self.reminding is not None:
            self.reminding.stop()

    def lock(self) -> None:
        """Lock the window, once nothing runs that must not be broken off."""
        if self._idle is not None and not self._idle.lock_now():
            self._session.messages.say(self.tr("It is locked as soon as what is being done has ended."))

    def _step(self) -> None:
        if self._steps:
            self._steps.pop(0)()
            QTimer.singleShot(0, self, self._step)

    def _watch_signals(self) -> None:
        from crm_desktop.ui.shell.signal_watch import SignalWatch

        self._signals = SignalWatch(self._session.end)

    def _dress(self) -> None:
        from crm_desktop.ui.theme.fonts import ScriptFonts

        session = self._session
        ScriptFonts(session.parts.resources).register_missing()
        session.app.setWindowIcon(session.theme.icons.app_icon())

    def _start_undoing(self) -> None:
        from crm_desktop.ui.shell.field_keys import FieldKeys
        from crm_desktop.ui.shell.undoing import Undoing

        session = self._session
        FieldKeys(session.app, session)
        services = session.services
        undoing = Undoing(
            services.undo,
            session.actions,
            session.runner,
            session.messages,
            services.clock,
            session.theme,
            session.window,
        )
        session.relay.data_changed.connect(undoing.notice)
        undoing.refresh()

    def _offer_drafts(self) -> None:
        self._session.drafting.offer()

    def _look_at_place(self) -> None:
        self._session.data_place.look()

    def _warm_up_search(self) -> None:
        session = self._session
        session.runner.run(lambda _progress, _cancel: session.services.contacts.warm_up())

    def _start_backing_up(self) -> None:
        from crm_desktop.ui.shell.daily_backup import DailyBackup

        session = self._session
        DailyBackup(session.services.backups, session.runner, session.messages, session.window).begin()

    def _watch_the_file(self) -> None:
        self._session.file_watch.begin()

    def _start_reminding(self) -> None:
        from crm_desktop.ui.shell.reminding_builder import build_asking, build_reminding

        session = self._session
        self.reminding = build_reminding(
            session.services, session.notices, lambda: session.runner.busy, self._on_fired, session
        )
        self.reminding.checked.connect(session.open_count.follow_the_time)
        self._asking = build_asking(session)
        self.reminding.checked.connect(self._asking.look)
        session.app.applicationStateChanged.connect(self._on_application_state_changed)
        QTimer.singleShot(_TICK_AFTER, self, self._start_ticking)

    def _show_lists(self) -> None:
        lists = self._session.lists
        lists.begin()
        if self.reminding is not None:
            self.reminding.checked.connect(lists.follow_the_time)

    def _on_application_state_changed(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self._session.services.file.notice_changes_elsewhere()
            if self._asking is not None:
                self._asking.look()

    def _start_locking(self) -> None:
        session = self._session
        if not session.services.encryption.is_on:
            return
        from crm_desktop.ui.shell.idle_lock import IdleLock, lock_away

        self._idle = IdleLock(
            session.services.settings,
            session.services.clock,
            lambda: session.runner.busy,
            lambda: lock_away(session),
            session,
            keys=session.actions.lock.shortcuts(),
        )
        self._idle.pressed.connect(session.actions.lock.trigger)
        session.runner.busy_changed.connect(self._idle.look)
        self._idle.start()
        session.actions.lock.setEnabled(True)
        session.actions.lock.setVisible(True)

    def _start_ticking(self) -> None:
        if self.reminding is not None:
            self.reminding.start(self._session.parts.make_ticker)

    def _on_fired(self, notice: Notice) -> None:
        session = self._session
        if session.window.isActiveWindow() and session.stack.current != "today":
            text = f"{notice.title} · {notice.body.splitlines()[0]}" if notice.body else notice.title
            session.messages.offer(text, self.tr("Show"), lambda: session.go_to("today"))
