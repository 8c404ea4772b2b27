"""Text from outside is data, and nobody else gets in: what the sources may call at all, looked up in them."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "crm_desktop"
SOURCES = {path: path.read_text(encoding="utf-8") for path in sorted(PACKAGE.rglob("*.py"))}


@cache
def _nodes() -> tuple[list[tuple[str, ast.Call]], list[tuple[str, ast.stmt]]]:
    """Every call and every import, each with its module."""
    calls, imports = [], []
    for path, source in SOURCES.items():
        place = path.relative_to(PACKAGE).as_posix()
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Call):
                calls.append((place, node))
            elif isinstance(node, ast.Import | ast.ImportFrom):
                imports.append((place, node))
    return calls, imports


# What may name a window, a tip or a menu: our own words, or text through the doorway that makes it plain.
_DOORWAYS = {"plain_tip", "plain_title", "plain_action", "tr", "_translate", "translate", "english_plural"}
_PLAIN_ALREADY = {
    # The action's own tip went through the doorway where it was set.
    ("ui/shell/side_bar.py", "action.toolTip()"),
    # The names of the seven days, of our deeds, of our pages: words of ours.
    ("ui/settings/quiet.py", "name"),
    ("ui/today/line_widget.py", "tooltip(deed)"),
    ("ui/shell/main_window.py", "title"),
    # Words of ours and a number; some desktops read them as markup.
    (
        "ui/shell/tray.py",
        "self.tr('{name}: {count} open').format(name=name, count=count) if self._count else name",
    ),
    ("ui/widgets/line_edit.py", "kept if self._rest else ''"),
    ("ui/widgets/text_area.py", "kept if self._rest else ''"),
}


def _calls(*names: str) -> list[tuple[str, ast.Call]]:
    return [(path, call) for path, call in _nodes()[0] if _name(call.func) in names]


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _is_ours(node: ast.expr) -> bool:
    """Whether only the program's own words can come out: literals, translations without values, doorways."""
    match node:
        case ast.Constant():
            return True
        case ast.IfExp(body=body, orelse=other):
            return _is_ours(body) and _is_ours(other)
        case ast.Call(func=func):
            return _name(func) in _DOORWAYS
    return False


def test_tips_and_titles_are_words_of_ours_or_made_plain() -> None:
    found = [
        (path, ast.unparse(text))
        for path, call in _calls("setToolTip", "showText", "setWhatsThis", "setStatusTip", "setWindowTitle")
        for text in [call.args[1] if _name(call.func) == "showText" else call.args[0]]
        if not _is_ours(text) and (path, ast.unparse(text)) not in _PLAIN_ALREADY
    ]
    assert found == []


def test_the_one_message_box_is_plain_text() -> None:
    boxes = [path for path, _ in _calls("QMessageBox", "QErrorMessage", "QWhatsThis")]
    assert boxes == ["ui/refusing.py"]
    source = (PACKAGE / boxes[0]).read_text(encoding="utf-8")
    assert "setTextFormat(Qt.TextFormat.PlainText)" in source


def test_labels_are_our_own_which_never_guess() -> None:
    assert [path for path, _ in _calls("QLabel")] == []
    assert {path for path, call in _calls("setTextFormat") if "PlainText" not in ast.unparse(call)} == set()
    assert [path for path, _ in _calls("setHtml", "insertHtml", "appendHtml", "setOpenExternalLinks")] == []
    assert {path for path, _ in _calls("setMarkdown")} == {"ui/card/notes_view.py"}


def test_addresses_are_opened_in_one_place_and_nothing_is_ever_run() -> None:
    opened = {path for path, _ in _calls("openUrl")}
    assert opened <= {"ui/runtime/links.py", "ui/runtime/folders.py", "ui/opening/rescue_pages.py"}
    assert [
        path for path, _ in _calls("startfile", "system", "popen", "eval", "exec_", "startDetached")
    ] == []
    shells = [path for path, call in _calls("Popen", "run", "check_output") if "shell=" in ast.unparse(call)]
    assert shells == []
    programs = {path for path, call in _calls("Popen") if "subprocess" in ast.unparse(call.func)}
    assert programs <= {"system/notify_send.py"}


def test_menus_take_text_from_outside_through_the_doorway() -> None:
    doubling = 'replace("&", "&&")'
    loose = [path.name for path, source in SOURCES.items() if doubling in source]
    assert loose == ["plain_text.py"]


# Logs

_LOGGERS = re.compile(r"(?:_?log(?:ger)?|logging)$")
_LEVELS = {"debug", "info", "warning", "error", "exception", "critical"}
_HARMLESS_VALUES = {
    ("system/logging_setup.py", "name"),  # of a thread of ours
    ("system/notifier.py", "str(result.trouble)"),  # one of five words
    ("system/occupancy.py", "error.strerror"),  # the system's words
    ("ui/theme/fonts.py", "self._folder.name"),  # a folder of the program
    ("ui/runtime/single_instance.py", "server.errorString()"),  # Qt's own words about our socket
    ("ui/runtime/single_instance.py", "socket.errorString()"),
}


def _log_calls() -> Iterator[tuple[str, ast.Call]]:
    for path, call in _calls(*_LEVELS):
        owner = call.func.value if isinstance(call.func, ast.Attribute) else None
        if owner is not None and _LOGGERS.search(ast.unparse(owner)):
            yield path, call


def test_nothing_is_logged_but_words_of_ours_and_kinds_of_errors() -> None:
    calls = list(_log_calls())
    assert len(calls) > 10
    for path, call in calls:
        template, *values = call.args
        assert isinstance(template, ast.Constant), f"{path}: {ast.unparse(call)}"
        for value in values:
            text = ast.unparse(value)
            is_kind = re.fullmatch(r"type\(\w+\)\.__name__", text)
            assert is_kind or (path, text) in _HARMLESS_VALUES, f"{path} logs {text}"
        assert {word.arg for word in call.keywords} <= {"exc_info"}, f"{path}: {ast.unparse(call)}"


# The network

_NETWORK = re.compile(
    r"^(?:ssl|http|ftplib|smtplib|poplib|imaplib|telnetlib|xmlrpc|socketserver|asyncio|requests|httpx|urllib3"
    r"|urllib\.request|urllib\.robotparser|webbrowser|wsgiref)(?:\.|$)|QtNetwork|QtWebSockets|QtWebEngine"
)


def test_nobody_imports_the_network_but_the_one_local_socket() -> None:
    found = {
        (path, name)
        for path, node in _nodes()[1]
        for name in _imported(node)
        if _NETWORK.search(name) or name == "socket"
    }
    assert found == {
        ("ui/runtime/single_instance.py", "PySide6.QtNetwork"),  # a socket in the file system, for "raise"
        ("ui/shell/signal_watch.py", "socket"),  # a pair of them inside the process, for signals
    }


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module:
        return [
            node.module,
            *(f"{node.module}.{alias.name}" for alias in node.names if node.module == "PySide6"),
        ]
    return []
