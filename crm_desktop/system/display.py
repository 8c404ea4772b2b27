"""Whether a window can be shown at all, told before Qt is asked: Qt would abort the process instead."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# What Qt's wheels load from the system, by the name of the Debian package that holds it.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libbrotlidec.so.1": "libbrotli1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libzstd.so.1": "libzstd1",
}
XCB_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


def why_no_display(environment: Mapping[str, str] = os.environ) -> str | None:
    """One sentence that says why no window can be shown and what to do, or None when one can."""
    if not sys.platform.startswith("linux"):
        return None
    if missing := missing_packages(QT_LIBRARIES):
        return _libraries_sentence(missing)
    platform = environment.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if platform not in ("", "xcb", "wayland", "wayland-egl"):
        return None
    if platform != "xcb" and _wayland_answers(environment):
        return None
    if platform.startswith("wayland"):
        return "There is no Wayland screen: unset QT_QPA_PLATFORM, or start this from a graphical session."
    return _why_no_x11(environment)


def _why_no_x11(environment: Mapping[str, str]) -> str | None:
    display = environment.get("DISPLAY", "")
    if not display:
        return (
            "There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set): start the window from a "
            "graphical session, or use the commands (crm-desktop --help)."
        )
    if missing := missing_packages(XCB_LIBRARIES):
        return _libraries_sentence(missing)
    if not _x11_answers(display):
        return f"The screen {display} does not answer: start the window from the session that owns it."
    return None


def _wayland_answers(environment: Mapping[str, str]) -> bool:
    name = environment.get("WAYLAND_DISPLAY", "")
    return bool(name) and Path(environment.get("XDG_RUNTIME_DIR", "/"), name).is_socket()


def _x11_answers(display: str) -> bool:
    """Ask as Qt's own platform plug-in will: through libxcb, with the user's X authority."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # nobody to ask; Qt brings what it needs or says what it lacks
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(display.encode(errors="surrogateescape"), None)
    failed = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return not failed


def missing_packages(libraries: Mapping[str, str]) -> list[str]:
    """The Debian packages of those libraries that the system's loader does not find."""
    return [package for name, package in libraries.items() if not _loads(name)]


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _libraries_sentence(packages: Iterable[str]) -> str:
    return f"Qt's system libraries are missing: type  sudo apt-get install {' '.join(packages)}"
