"""What kind of place a folder is: on this computer, synced by a program, on a network drive, on a stick.

A pure function over what is read of the system, so that it is the same function on all three.
"""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

from crm_desktop.domain.place import Place, PlaceKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import PurePath


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is asked of the system. `mounts` is the text of /proc/self/mountinfo or what `mount` prints on
    macOS; `drive_type` is Windows' GetDriveTypeW; `names` gives the names in a folder, () where it cannot.
    """

    system: str
    home: PurePath
    environment: Mapping[str, str]
    mounts: Callable[[], str]
    names: Callable[[PurePath], Iterable[str]]
    drive_type: Callable[[str], int] = lambda _root: 0


def kind_of(folder: Path) -> Place:
    """What kind of place a folder is; links are followed. Never raises: what cannot be told is plain."""
    try:
        return kind_in(Path(os.path.realpath(folder)), _here())
    except (OSError, ValueError):
        return Place()


def kind_in(folder: PurePath, around: Surroundings) -> Place:
    """The same for an absolute path without links in it, in these surroundings."""
    if name := _who_syncs(folder, around):
        return Place(PlaceKind.SYNCED, name)
    if around.system == "win32":
        return _on_windows(PureWindowsPath(folder), around)
    found = _darwin_mounts(around.mounts()) if around.system == "darwin" else _linux_mounts(around.mounts())
    return _mounted(PurePosixPath(folder), dict(found))


# Who syncs it: by the names of folders, by what syncing programs leave in them, by the environment

_NAMES = tuple(
    (re.compile(pattern), re.compile(pattern, re.IGNORECASE), name)
    for pattern, name in (
        (r"Dropbox( \(.+\)|-.+)?", "Dropbox"),
        (r"OneDrive( ?- ?.+)?", "OneDrive"),
        (r"Google ?Drive(-.+)?", "Google Drive"),
        (r"Mobile Documents|com~apple~CloudDocs|iCloud ?Drive", "iCloud"),
        (r"Nextcloud\d?", "Nextcloud"),
        (r"ownCloud", "ownCloud"),
        (r"MEGAsync( .+)?", "MEGA"),
        (r"pCloud ?(Drive|Sync)", "pCloud"),
        (r"Yandex\.? ?Disk(-.+)?|Яндекс\.? ?Диск", "Yandex Disk"),
        (r"Облако Mail\.Ru|Mail\.Ru Cloud", "Mail.ru"),
        (r"Box[ -](Sync|Box)", "Box"),
        (r"Seafile", "Seafile"),
        (r"Resilio Sync|BTSync", "Resilio Sync"),
        (r"Tresorit( Drive)?|Tresors", "Tresorit"),
        (r"SynologyDrive(-.+)?", "Synology Drive"),
        (r"Proton ?Drive(-.+)?", "Proton Drive"),
        (r"Jottacloud|HiDrive|MagentaCLOUD|Koofr|Insync|Nutstore|BaiduNetdiskWorkspace", ""),
    )
)
"""Without a name it is the folder's own. As programs write them; Windows and macOS know no capitals."""

_AT_HOME = {"Box": "Box", "MEGA": "MEGA", "iCloud": "iCloud", "My Drive": "Google Drive"}
"""Names that mean something else elsewhere; also at the root of a drive."""

_MARKS = (
    (".dropbox.cache", "Dropbox"),
    (".stfolder", "Syncthing"),
    (".sync_*.db", "Nextcloud"),
    ("._sync_*.db", "Nextcloud"),
    (".nextcloudsync.log", "Nextcloud"),
    (".owncloudsync.log", "ownCloud"),
    (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),
    (".tmp.drivedownload", "Google Drive"),
    (".shortcut-targets-by-id", "Google Drive"),
    (".megaignore", "MEGA"),
    (".seafile-data", "Seafile"),
    (".SynologyWorkingDirectory", "Synology Drive"),
)
_MARKS_BUT_AT_HOME = ((".dropbox", "Dropbox"),)  # there a program keeps its settings under that name
_ONEDRIVE = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")


def _who_syncs(folder: PurePath, around: Surroundings) -> str:
    for variable in _ONEDRIVE:
        value = around.environment.get(variable)
        if value and folder.is_relative_to(type(folder)(value)):
            return "OneDrive"
    above = (folder, *folder.parents)
    for find in (_by_name, _by_marks):
        for one in above:
            if name := find(one, around):
                return name
    return _by_icloud_folders(folder, around)


def _by_name(folder: PurePath, around: Surroundings) -> str:
    if folder.parent in (around.home, type(folder)(folder.anchor)) and folder.name in _AT_HOME:
        return _AT_HOME[folder.name]
    for exact, loose, name in _NAMES:
        if (exact if around.system == "linux" else loose).fullmatch(folder.name):
            return name or folder.name
    if around.system == "darwin" and folder.parent.name == "CloudStorage":
        return folder.name.partition("-")[0]
    return ""


def _by_marks(folder: PurePath, around: Surroundings) -> str:
    names = tuple(around.names(folder))
    marks = _MARKS if folder == around.home else (*_MARKS, *_MARKS_BUT_AT_HOME)
    for mark, name in marks:
        if any(fnmatchcase(one, mark) for one in names):
            return name
    # Others keep a folder of this name too; Resilio's has the name of the share in it.
    if ".sync" in names and folder != around.home and "ID" in around.names(folder / ".sync"):
        return "Resilio Sync"
    return ""


def _by_icloud_folders(folder: PurePath, around: Surroundings) -> str:
    """macOS can keep Desktop and Documents in the cloud under their old paths."""
    if around.system != "darwin":
        return ""
    cloud = around.home / "Library" / "Mobile Documents" / "com~apple~CloudDocs"
    return next(
        (
            "iCloud"
            for name in ("Desktop", "Documents")
            if folder.is_relative_to(around.home / name) and name in around.names(cloud)
        ),
        "",
    )


# What it is mounted from

_NETWORK = {
    "nfs": "NFS", "nfs4": "NFS", "cifs": "SMB", "smb3": "SMB", "smbfs": "SMB", "smb2": "SMB",
    "afpfs": "AFP", "afs": "AFS", "coda": "Coda", "ceph": "Ceph", "fuse.ceph": "Ceph", "9p": "9P",
    "glusterfs": "GlusterFS", "fuse.glusterfs": "GlusterFS", "lustre": "Lustre", "gpfs": "GPFS",
    "ocfs2": "OCFS2", "gfs2": "GFS2", "davfs": "WebDAV", "webdav": "WebDAV", "fuse.davfs2": "WebDAV",
    "fuse.sshfs": "SSH", "sshfs": "SSH", "fuse.gvfsd-fuse": "GVfs", "fuse.kio-fuse": "KIO", "ftp": "FTP",
    "fuse.curlftpfs": "FTP", "fuse.rclone": "rclone", "fuse.s3fs": "S3", "fuse.goofys": "S3",
    "fuse.juicefs": "JuiceFS", "fuse.onedriver": "OneDrive", "fuse.google-drive-ocamlfuse": "Google Drive",
    "macfuse": "FUSE", "osxfuse": "FUSE", "vboxsf": "VirtualBox", "prl_fs": "Parallels",
    "fuse.vmhgfs-fuse": "VMware", "vmhgfs": "VMware", "virtiofs": "virtiofs", "fuse.pcloud": "pCloud",
    "ncpfs": "NetWare", "beegfs": "BeeGFS", "moosefs": "MooseFS", "fuse.mfs": "MooseFS",
}  # fmt: skip
"""File systems of other computers, and how their users call them."""

_STICKS = (PurePosixPath("/media"), PurePosixPath("/run/media"), PurePosixPath("/Volumes"))
_REMOVABLE_DRIVE, _REMOTE_DRIVE = 2, 4

_MOUNT_POINT, _FIRST_OPTIONAL = 4, 6
_OCTAL = re.compile(rb"\\([0-7]{3})")
_DARWIN = re.compile(r".+? on (?P<point>/.*?) \((?P<options>[^()]*)\)")


def _mounted(folder: PurePosixPath, mounts: Mapping[PurePosixPath, str]) -> Place:
    """By the file system that is mounted nearest to the folder."""
    near = next((one for one in (folder, *folder.parents) if one in mounts), None)
    if near is None:
        return Place()
    if name := _NETWORK.get(mounts[near]):
        return Place(PlaceKind.NETWORK, name)
    if any(stick in near.parents for stick in _STICKS):
        return Place(PlaceKind.REMOVABLE)
    return Place()


def _linux_mounts(text: str) -> Iterator[tuple[PurePosixPath, str]]:
    """Mount points and their file systems. Of two on one point the last lies on top."""
    for line in text.splitlines():
        fields = line.split(" ")
        if "-" not in fields[_FIRST_OPTIONAL:]:
            continue
        kind = fields[fields.index("-", _FIRST_OPTIONAL) + 1]
        yield PurePosixPath(_without_escapes(fields[_MOUNT_POINT])), kind


def _without_escapes(path: str) -> str:
    """What the kernel writes for a blank, a tab, a new line and a backslash."""
    raw = path.encode("utf-8", "surrogateescape")
    return _OCTAL.sub(lambda found: bytes((int(found[1], 8) & 255,)), raw).decode("utf-8", "surrogateescape")


def _darwin_mounts(text: str) -> Iterator[tuple[PurePosixPath, str]]:
    for line in text.splitlines():
        if found := _DARWIN.fullmatch(line.strip()):
            kind, *rest = found["options"].split(", ")
            # An unknown one that is not said to be local is somebody else's.
            known = kind in _NETWORK or "local" in rest or kind in ("autofs", "devfs", "nullfs")
            yield PurePosixPath(found["point"]), kind if known else "macfuse"


def _on_windows(folder: PureWindowsPath, around: Surroundings) -> Place:
    drive = folder.drive
    if drive.startswith("\\\\") and not re.match(r"\\\\[?.]\\[A-Za-z]:", drive):
        return Place(PlaceKind.NETWORK, "SMB")
    kind = around.drive_type(f"{drive[-2:]}\\")
    if kind == _REMOTE_DRIVE:
        return Place(PlaceKind.NETWORK, "SMB")
    return Place(PlaceKind.REMOVABLE if kind == _REMOVABLE_DRIVE else PlaceKind.PLAIN)


# This computer


def _here() -> Surroundings:
    system = "linux" if sys.platform not in ("win32", "darwin") else sys.platform
    return Surroundings(
        system=system,
        home=Path(os.path.realpath(Path("~").expanduser())),
        environment=os.environ,
        mounts=_mount_command if system == "darwin" else _mountinfo,
        names=_names,
        drive_type=_drive_type,
    )


def _names(folder: PurePath) -> Iterable[str]:
    try:
        return os.listdir(folder)  # noqa: PTH208 - names are wanted, not paths
    except OSError:
        return ()


def _mountinfo() -> str:
    try:
        return Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""


def _mount_command() -> str:
    import subprocess

    try:
        done = subprocess.run(["/sbin/mount"], capture_output=True, timeout=5, check=False)
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode("utf-8", "surrogateescape")


def _drive_type(root: str) -> int:
    if sys.platform != "win32":
        return 0
    import ctypes

    return int(ctypes.windll.kernel32.GetDriveTypeW(root))
