"""One command for a fresh checkout: `python3 dev.py run`. Prepares what is missing, then does what was asked.

Standard library only; Linux, macOS, Windows. Up to date means no work: stamps in .venv say what is done.
"""

from __future__ import annotations

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - somebody with an older one deserves a sentence
    sys.exit(
        f"CRM Desktop needs Python 3.11 or newer, and this is {sys.version.split()[0]}. Install a newer one "
        "from python.org or your system's packages, and start dev.py with that."
    )

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
SCRIPTS, SUFFIX = (VENV / "Scripts", ".exe") if os.name == "nt" else (VENV / "bin", "")
PYTHON = SCRIPTS / f"python{SUFFIX}"

USAGE = """\
usage: python3 dev.py VERB [ARGUMENT ...]

  run          open the window, or give a command: run list --cold
  test         run the tests, or some of them: test tests/unit -k birthday
  bench        measure; each figure is printed beside its yardstick
  check        ruff, mypy, import-linter, and pip-audit when it can reach its data
  torture      an hour of killing, filling the disk and failing: the long form of what test does in short
  screenshots  make the pictures of the README

Arguments after the verb are passed on. The first start prepares .venv and takes a minute or two.
"""

# What starts programs or fills disks: one after the other, with the machine to itself.
ALONE = ["tests/e2e", "tests/torture"]
TORTURED = ["tests/torture", "tests/unit/store/test_faults.py"]
VERBS = {
    "run": ["-m", "crm_desktop"],
    "test": ["-m", "pytest"],
    "bench": ["-m", "tests.benchmarks"],
    "check": ["-m", "ruff", "check"],
    "torture": ["-m", "pytest", "--torture", "-p", "no:randomly", *TORTURED],
    "screenshots": ["-m", "tests.screenshots"],
}
MOST_WORKERS = 8
MORE_CHECKS = [["-m", "ruff", "format", "--check"], ["-m", "mypy"]]

# What the end-to-end tests build their desktop of, and the bundle with, by the Debian package that holds it.
DESKTOP_PROGRAMS = {
    "Xvfb": "xvfb",
    "openbox": "openbox",
    "xdotool": "xdotool",
    "trayer": "trayer",
    "import": "imagemagick",
    "dbus-daemon": "dbus",
    "dunst": "dunst",
    "notify-send": "libnotify-bin",
    "objdump": "binutils",
}
DESKTOP_FILES = {
    "/usr/libexec/at-spi-bus-launcher": "at-spi2-core",
    "/usr/lib/python3/dist-packages/pyatspi/__init__.py": "python3-pyatspi",
    "/usr/share/fonts/truetype/noto/NotoSansEthiopic-Regular.ttf": "fonts-noto-core",
    "/usr/share/fonts-droid-fallback/truetype/DroidSansFallback.ttf": "fonts-droid-fallback",
}


def main(arguments: Sequence[str]) -> int:
    """Prepare what the verb needs and do it; the exit code is that of what was run."""
    verb, passed = (arguments[0] if arguments else ""), list(arguments[1:])
    if verb not in VERBS:
        asked = verb in ("-h", "--help", "help")
        print(USAGE, end="", file=sys.stdout if asked else sys.stderr)
        return 0 if asked else 2
    prepare(with_tools=verb != "run", with_desktop=verb in ("test", "screenshots"))
    if verb == "check":
        return check(passed)
    if verb == "test" and not passed:
        return test()
    if verb != "run":  # a file named after `run` is meant from where the user stands
        os.chdir(ROOT)
    return become([str(PYTHON), *VERBS[verb], *passed])


def check(paths: Sequence[str]) -> int:
    """Run every checker, also after one has found something; 1 if any did."""
    commands = [[str(PYTHON), *command, *paths] for command in (VERBS["check"], *MORE_CHECKS)]
    commands.append([str(SCRIPTS / f"lint-imports{SUFFIX}")])
    if not paths:
        commands.append([str(PYTHON), "-m", "tests.audit"])
    return max(min(abs(call(command)), 1) for command in commands)


def test() -> int:
    """Run every test: most of them on all processors, the others alone; 1 if any failed."""
    pytest = [str(PYTHON), *VERBS["test"]]
    workers = str(min(os.cpu_count() or 1, MOST_WORKERS))
    ignored = [f"--ignore={folder}" for folder in ALONE]
    together = [*pytest, "-n", workers, "--dist", "loadfile", *ignored]
    return max(min(abs(call(command)), 1) for command in (together, [*pytest, *ALONE]))


def become(command: list[str]) -> int:
    """Turn into the command, so that signals and exit codes need no passing on; Windows can only wait."""
    if os.name != "nt":
        os.execv(command[0], command)
    import subprocess

    try:
        return subprocess.run(command, check=False).returncode
    except KeyboardInterrupt:
        return 130


def call(command: list[str], *, silent: bool = False) -> int:
    """Run a command here in the checkout and return its exit code; what it complains of is always seen."""
    import subprocess  # not at the top: most starts have nothing to do but to begin

    quiet = subprocess.DEVNULL if silent else None
    return subprocess.run(command, check=False, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=quiet).returncode


def prepare(*, with_tools: bool, with_desktop: bool) -> None:
    """Bring the system's packages and .venv up to what is wanted; nothing to do is found out at once."""
    system = "desktop" if with_desktop else "libraries"
    system_sign = fingerprint("dev.py", "crm_desktop/system/display.py")
    if not stamped(("desktop", system), system_sign):
        prepare_system(with_desktop=with_desktop)
    packages = "tools" if with_tools else "program"
    packages_sign = fingerprint("pyproject.toml")
    if not (PYTHON.exists() and stamped(("tools", packages), packages_sign)):
        prepare_venv(with_tools=with_tools)
        stamp(packages, packages_sign)
    if not stamped(("desktop", system), system_sign):
        stamp(system, system_sign)


# --- stamps: what an earlier start has done -------------------------------------------------------


def fingerprint(*names: str) -> str:
    """A hash of these files, this Python and this place."""
    content = hashlib.sha256(f"{python_version()}\0{ROOT}".encode())
    for name in names:
        content.update((ROOT / name).read_bytes())
    return content.hexdigest()


def stamped(names: Sequence[str], sign: str) -> bool:
    """Whether one of these stamps says exactly this."""
    return any(read_stamp(name) == sign for name in names)


def read_stamp(name: str) -> str:
    """What an earlier start has noted, or nothing."""
    try:
        return (VENV / f"stamp-{name}").read_text(encoding="utf-8")
    except OSError:
        return ""


def stamp(name: str, sign: str) -> None:
    """Note what is done, inside .venv, so that it goes when that goes."""
    (VENV / f"stamp-{name}").write_text(sign, encoding="utf-8")


# --- .venv ----------------------------------------------------------------------------------------


def prepare_venv(*, with_tools: bool) -> None:
    """Install from pyproject.toml into .venv: what the program needs, or the tools as well."""
    print("Preparing .venv (the first time takes a minute or two) …", file=sys.stderr, flush=True)
    if not has_venv():
        make_venv()
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    if call([*pip, "--editable", f"{ROOT}[dev]" if with_tools else f"{ROOT}"]):
        sys.exit("The packages could not be installed; what pip says about it is above.")


def make_venv() -> None:
    """A virtual environment of this Python; one of another Python, or a broken one, is made anew."""
    base = getattr(sys, "_base_executable", sys.executable)  # this may be running in .venv itself
    if call([base, "-m", "venv", "--clear", str(VENV)]):
        sys.exit(f"The virtual environment could not be made: {base} -m venv {VENV}")
    stamp("python", python_version())


def has_venv() -> bool:
    """Whether .venv is there and of this Python."""
    return PYTHON.exists() and read_stamp("python") == python_version()


def python_version() -> str:
    """The part of the version that an environment depends on."""
    return "{}.{}".format(*sys.version_info)


# --- the system's packages ------------------------------------------------------------------------


def prepare_system(*, with_desktop: bool) -> None:
    """On Linux, see that Qt's libraries are there, Python's module for .venv, and for tests the desktop."""
    if not sys.platform.startswith("linux"):
        return
    missing = missing_packages(with_desktop=with_desktop)
    if missing:
        install_or_say(missing)
        missing = missing_packages(with_desktop=with_desktop)
        if missing:
            sys.exit(f"Installed, and yet not found: {' '.join(missing)}.")


def missing_packages(*, with_desktop: bool) -> list[str]:
    """Debian's names of what is not there. Libraries are looked for as the system's loader does it."""
    import importlib.util
    from shutil import which

    from crm_desktop.system import display

    missing = display.missing_packages({**display.QT_LIBRARIES, **display.XCB_LIBRARIES})
    importlib.invalidate_caches()
    if not (has_venv() or importlib.util.find_spec("ensurepip")):  # Debian splits it off Python
        missing.append(f"python{python_version()}-venv")
    if with_desktop:
        missing += [package for name, package in DESKTOP_PROGRAMS.items() if which(name) is None]
        missing += [package for path, package in DESKTOP_FILES.items() if not Path(path).exists()]
        if sys.base_prefix == "/usr":  # Debian splits off its Python what a bundle is made of
            library = f"libpython{python_version()}"
            missing += display.missing_packages({f"{library}.so.1.0": library})
    return missing


def install_or_say(packages: Sequence[str]) -> None:
    """Install Debian packages where this user may; otherwise end with the one line to type."""
    from shutil import which

    names = " ".join(packages)
    apt = which("apt-get")
    if apt is None:
        sys.exit(f"System packages are missing. Install what your system calls these of Debian: {names}")
    if os.geteuid() != 0:
        sys.exit(
            f"System packages are missing. Type this, then start again:\n  sudo apt-get install -y {names}"
        )
    print(f"Installing {names} …", file=sys.stderr, flush=True)
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    options = ["-y", "-qq", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=300"]
    install = [apt, "install", *options, *packages]
    if call(install, silent=True) and (call([apt, "update", "-qq"]) or call(install, silent=True)):
        sys.exit("The system packages could not be installed; what apt-get says about it is above.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
