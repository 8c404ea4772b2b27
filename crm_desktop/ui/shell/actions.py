"""Every command of the window as a QAction: the one list behind shortcuts, menus, palette and F1."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from crm_desktop.ui.theme.controller import ThemeController


@dataclass(frozen=True, slots=True)
class _Spec:
    """`words` are further words by which the palette finds the action."""

    icon: str
    text: str
    keys: tuple[str, ...] = ()
    words: str = ""


class Actions:
    """The actions by name, owned by the window. Who makes the window connects them.

    An action's `data()` is its further words for the palette; its `objectName` is its name here.
    """

    def __init__(self, window: QWidget, theme: ThemeController) -> None:
        self._window = window
        self._theme = theme
        self._icons: dict[QAction, str] = {}
        self._make_pages()
        self._make_deeds()
        self._make_tools()
        self.undo.setEnabled(False)
        self.redo.setEnabled(False)
        # Only what is encrypted can be locked: nobody is told of it before.
        self.lock.setEnabled(False)
        self.lock.setVisible(False)

    def _make_pages(self) -> None:
        tr = self._window.tr
        self.today = self._make("today", _Spec("today", tr("Today"), ("Ctrl+1",), tr("home page go to")))
        self.people = self._make(
            "people", _Spec("people", tr("People"), ("Ctrl+2",), tr("contacts list page go to"))
        )
        self.calendar = self._make(
            "calendar", _Spec("calendar", tr("Calendar"), ("Ctrl+3",), tr("week month day agenda page go to"))
        )
        self.settings = self._make(
            "settings",
            _Spec(
                "settings", tr("Settings"), ("Ctrl+,",), tr("preferences options theme language page go to")
            ),
        )
        self.palette = self._make(
            "palette", _Spec("command", tr("Find or do anything"), ("Ctrl+K",), tr("command palette"))
        )

    def _make_deeds(self) -> None:
        tr = self._window.tr
        self.find = self._make("find", _Spec("search", tr("Find a contact"), ("Ctrl+F",), tr("search")))
        self.new_contact = self._make(
            "new_contact", _Spec("user-plus", tr("New contact"), ("Ctrl+N",), tr("add create person"))
        )
        self.log = self._make(
            "log",
            _Spec("note", tr("Log what happened"), ("Ctrl+L",), tr("write down call visit note interaction")),
        )
        self.plan = self._make(
            "plan", _Spec("calendar", tr("Plan a meeting"), ("Ctrl+M",), tr("appointment meet schedule"))
        )
        self.remind = self._make(
            "remind",
            _Spec(
                "bell", tr("Remind me…"), ("Ctrl+Shift+R",), tr("own reminder remember follow-up task to do")
            ),
        )

    def _make_tools(self) -> None:
        tr = self._window.tr
        self.undo = self._make("undo", _Spec("undo", tr("Undo"), ("Ctrl+Z",)))
        self.redo = self._make("redo", _Spec("redo", tr("Redo"), ("Ctrl+Shift+Z", "Ctrl+Y")))
        self.history = self._make(
            "history", _Spec("clock", tr("History…"), ("Ctrl+H",), tr("undo to here what was done"))
        )
        self.drafts = self._make(
            "drafts", _Spec("edit", tr("Unsaved drafts…"), (), tr("not saved yet text continue crash"))
        )
        self.import_files = self._make(
            "import_files",
            _Spec("import", tr("Import contacts…"), ("Ctrl+I",), tr("vcard vcf file open take over phone")),
        )
        self.export_file = self._make(
            "export_file",
            _Spec(
                "export",
                tr("Export contacts…"),
                ("Ctrl+E",),
                tr("vcard vcf excel xlsx csv google outlook archive file save"),
            ),
        )
        self.filter = self._make(
            "filter",
            _Spec("filter", tr("Filter people…"), ("Ctrl+Shift+F",), tr("list segment search query")),
        )
        self.ask = self._make(
            "ask",
            _Spec(
                "search",
                tr("Ask the notebook"),
                ("Ctrl+Shift+A",),
                tr("question how many meetings outcomes rebooked planned when"),
            ),
        )
        self._make_tidying()
        self.help = self._make(
            "help", _Spec("info", tr("Keyboard overview"), ("F1",), tr("help shortcuts keys"))
        )
        self.encryption = self._make(
            "encryption",
            _Spec("key", tr("Encryption…"), (), tr("encrypt passphrase password protect keyring")),
        )
        self.lock = self._make(
            "lock", _Spec("lock", tr("Lock now"), ("Ctrl+Alt+L",), tr("hide close passphrase away safe"))
        )
        self.quit = self._make("quit", _Spec("x", tr("Quit CRM Desktop"), ("Ctrl+Q",), tr("exit close end")))

    def _make_tidying(self) -> None:
        tr = self._window.tr
        self.paste = self._make(
            "paste",
            _Spec("note", tr("Paste contacts…"), ("Ctrl+Shift+V",), tr("clipboard list signature message")),
        )
        self.paper = self._make(
            "paper", _Spec("table", tr("Type in from paper"), (), tr("notebook grid many rows add contacts"))
        )
        self.duplicates = self._make(
            "duplicates", _Spec("merge", tr("Duplicates"), (), tr("merge same twice double contacts"))
        )
        self.triage = self._make(
            "triage",
            _Spec("triage", tr("Tidy up"), (), tr("triage review sort out keep delete missing contacts")),
        )
        self.print = self._make(
            "print", _Spec("printer", tr("Print…"), ("Ctrl+P",), tr("paper pdf labels phone list birthdays"))
        )

    def all(self) -> tuple[QAction, ...]:
        """Every action that there is, in the order in which the overview shows them."""
        return tuple(action for action in self._icons if action.isVisible())

    def icon_name(self, action: QAction) -> str:
        """The name of an action's icon in resources/icons."""
        return self._icons[action]

    def dress(self) -> None:
        """Give every action its icon in today's colours; not before a menu needs it."""
        for action, name in self._icons.items():
            action.setIcon(self._theme.icon(name))

    def _make(self, name: str, spec: _Spec) -> QAction:
        action = QAction(spec.text, self._window)
        action.setObjectName(name)
        action.setShortcuts([QKeySequence(keys) for keys in spec.keys])
        action.setData(spec.words)
        self._window.addAction(action)
        self._icons[action] = spec.icon
        return action
