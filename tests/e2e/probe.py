"""Asks a desktop over its buses. Run by the system's own Python, which has gi and pyatspi; prints JSON.

probe.py owned NAME SECONDS | history COUNT SECONDS | enable-accessibility | tree APPLICATION SECONDS
"""

import json
import sys
import time
from contextlib import suppress

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

STATES = ("FOCUSABLE", "FOCUSED", "CHECKED", "SELECTED", "SHOWING", "ENABLED")


def call(name: str, path: str, interface: str, method: str, arguments: object = None) -> tuple:
    """One call on the session bus, with its answer unpacked."""
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    answer = bus.call_sync(
        name, path, interface, method, arguments, None, Gio.DBusCallFlags.NO_AUTO_START, 10_000, None
    )
    return answer.unpack() if answer else ()


def until(condition: object, seconds: float) -> object:
    """The first true answer of a condition, or its last one when the time is over."""
    deadline = time.monotonic() + seconds
    while not (answer := condition()) and time.monotonic() < deadline:
        time.sleep(0.02)
    return answer


def owned(name: str, seconds: str) -> bool:
    """Whether somebody on the bus answers to a name, waiting for it."""
    arguments = GLib.Variant("(s)", (name,))
    bus = ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "NameHasOwner")
    return until(lambda: call(*bus, arguments)[0], float(seconds))


def history(count: str, seconds: str) -> list:
    """[title, body] of what dunst received, oldest first, waiting until there are `count`."""
    dunst = ("org.freedesktop.Notifications", "/org/freedesktop/Notifications", "org.dunstproject.cmd0")
    found: list = []

    def enough() -> bool:
        call(*dunst, "NotificationCloseAll")  # only what was closed is in the history
        received = call(*dunst, "NotificationListHistory")[0]
        found[:] = [[n["summary"], n["body"]] for n in sorted(received, key=lambda n: n["id"])]
        return len(found) >= int(count)

    until(enough, float(seconds))
    return found


def enable_accessibility() -> bool:
    """Start the accessibility bus, as a screen reader would."""
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    arguments = GLib.Variant("(ssv)", ("org.a11y.Status", "IsEnabled", GLib.Variant("b", True)))
    properties = ("/org/a11y/bus", "org.freedesktop.DBus.Properties", "Set")
    bus.call_sync("org.a11y.Bus", *properties, arguments, None, Gio.DBusCallFlags.NONE, 20_000, None)
    return True


def tree(application: str, seconds: str) -> list:
    """{depth, role, name, description, states} of every accessible object of an application."""
    import pyatspi

    rows: list = []

    def walk(node: object, depth: int) -> None:
        with suppress(GLib.GError):  # it may go while it is looked at
            describe(node, depth)

    def describe(node: object, depth: int) -> None:
        state = node.getState()
        states = [name for name in STATES if state.contains(getattr(pyatspi, f"STATE_{name}"))]
        row = {"role": node.getRoleName(), "name": node.name, "description": node.description}
        rows.append({"depth": depth, **row, "states": states})
        for number in range(min(node.childCount, 60)):
            child = node.getChildAtIndex(number)
            if child is not None:
                walk(child, depth + 1)

    def find() -> object:
        desktop = pyatspi.Registry.getDesktop(0)
        children = [desktop.getChildAtIndex(number) for number in range(desktop.childCount)]
        return next((c for c in children if c is not None and application in c.name and c.childCount), None)

    if (found := until(find, float(seconds))) is not None:
        walk(found, 0)
    return rows


if __name__ == "__main__":
    verbs = {"owned": owned, "history": history, "tree": tree, "enable-accessibility": enable_accessibility}
    json.dump(verbs[sys.argv[1]](*sys.argv[2:]), sys.stdout)
