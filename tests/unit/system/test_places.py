"""Where a folder lies, told for Linux, macOS and Windows by what each of them says of its disks."""

from collections.abc import Iterable, Mapping
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

from crm_desktop.domain.place import Place, PlaceKind
from crm_desktop.system.places import Surroundings, kind_in, kind_of

MOUNTINFO = r"""22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 259:2 / / rw,relatime shared:1 - ext4 /dev/nvme0n1p2 rw
31 27 0:25 / /tmp rw,nosuid shared:5 - tmpfs tmpfs rw,size=8g
40 27 0:40 / /home/anna/server rw,relatime shared:7 - nfs4 nas:/export rw,vers=4.2
41 27 0:41 / /mnt/my\040share rw,relatime - cifs //nas/share rw,vers=3.0
42 27 0:42 / /run/user/1000/gvfs rw - fuse.gvfsd-fuse gvfsd-fuse rw
43 27 0:43 / /home/anna/remote rw - fuse.sshfs anna@host:/ rw
44 40 259:9 / /home/anna/server/local rw - ext4 /dev/nvme1n1 rw
45 27 8:17 / /media/anna/STICK rw,nosuid shared:9 - vfat /dev/sdb1 rw
46 27 0:46 / /home/anna/vault rw - fuse.gocryptfs /home/anna/.vault rw
47 27 0:47 / /work rw - overlay overlay rw,lowerdir=/a
48 27 259:3 / /srv rw - ext4 /dev/nvme0n1p3 rw
49 48 0:48 / /srv rw - 9p host rw
50 27 0:49 / /home/anna/\320\276\320\261\320\274\320\265\320\275 rw - davfs https://x rw
nonsense
"""
MAC_MOUNT = """/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
devfs on /dev (devfs, local, nobrowse)
/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled, nobrowse)
map auto_home on /System/Volumes/Data/home (autofs, automounted, nobrowse)
//anna@nas._smb._tcp.local/Firm on /Volumes/Firm (smbfs, nodev, nosuid, mounted by anna)
nas:/export on /Volumes/Old Files (nfs, nodev, nosuid, mounted by anna)
/dev/disk5s1 on /Volumes/STICK (msdos, local, nodev, nosuid, noowners)
host:/ on /Users/anna/remote (macfuse, nodev, nosuid, synchronous, mounted by anna)
"""


def linux(path: str, files: Mapping[str, Iterable[str]] = {}) -> Place:
    return kind_in(
        PurePosixPath(path),
        Surroundings(
            "linux",
            PurePosixPath("/home/anna"),
            {},
            lambda: MOUNTINFO.encode().decode("utf-8", "surrogateescape"),
            lambda folder: files.get(str(folder), ()),
        ),
    )


def mac(path: str, files: Mapping[str, Iterable[str]] = {}) -> Place:
    return kind_in(
        PurePosixPath(path),
        Surroundings(
            "darwin",
            PurePosixPath("/Users/anna"),
            {},
            lambda: MAC_MOUNT,
            lambda folder: files.get(str(folder), ()),
        ),
    )


def windows(path: str, files: Mapping[str, Iterable[str]] = {}, environment: Mapping[str, str] = {}) -> Place:
    drives = {"C:\\": 3, "E:\\": 2, "G:\\": 3, "Z:\\": 4}
    return kind_in(
        PureWindowsPath(path),
        Surroundings(
            "win32",
            PureWindowsPath("C:/Users/Anna"),
            environment,
            lambda: "",
            lambda folder: files.get(str(folder), ()),
            lambda root: drives.get(root, 0),
        ),
    )


def test_an_ordinary_folder_is_plain() -> None:
    for path in (
        "/home/anna/.local/share/crm-desktop",
        "/tmp/x",
        "/work/x",
        "/home/anna/vault/crm",
        "/home/anna/server/local/crm",
    ):
        assert linux(path) == Place()
    assert mac("/Users/anna/Library/Application Support/crm-desktop") == Place()
    assert windows("C:\\Users\\Anna\\AppData\\Local\\crm-desktop") == Place()


@pytest.mark.parametrize(
    "path, name",
    [
        ("/home/anna/server/crm", "NFS"),
        ("/mnt/my share/crm", "SMB"),
        ("/run/user/1000/gvfs/smb-share:server=nas", "GVfs"),
        ("/home/anna/remote", "SSH"),
        ("/srv/crm", "9P"),
        ("/home/anna/обмен/crm", "WebDAV"),
    ],
)
def test_a_network_drive_is_known_on_linux(path: str, name: str) -> None:
    assert linux(path) == Place(PlaceKind.NETWORK, name)
    assert linux(path).breaks_databases


def test_a_network_drive_is_known_on_macos() -> None:
    assert mac("/Volumes/Firm/crm") == Place(PlaceKind.NETWORK, "SMB")
    assert mac("/Volumes/Old Files/crm") == Place(PlaceKind.NETWORK, "NFS")
    assert mac("/Users/anna/remote") == Place(PlaceKind.NETWORK, "FUSE")
    assert mac("/System/Volumes/Data/home/x") == Place()


@pytest.mark.parametrize("path", ["\\\\nas\\firm\\crm", "\\\\?\\UNC\\nas\\firm\\crm", "Z:\\crm"])
def test_a_network_drive_is_known_on_windows(path: str) -> None:
    assert windows(path) == Place(PlaceKind.NETWORK, "SMB")


def test_a_long_path_on_windows_is_no_network_drive() -> None:
    assert windows("\\\\?\\C:\\Users\\Anna\\crm") == Place()


def test_a_stick_is_known_and_breaks_nothing() -> None:
    for place in (linux("/media/anna/STICK/crm"), mac("/Volumes/STICK/crm"), windows("E:\\crm")):
        assert place == Place(PlaceKind.REMOVABLE)
        assert not place.breaks_databases


@pytest.mark.parametrize(
    "path, name",
    [
        ("/home/anna/Dropbox/crm", "Dropbox"),
        ("/home/anna/Dropbox (Firm)/crm", "Dropbox"),
        ("/home/anna/OneDrive - Firm/crm", "OneDrive"),
        ("/home/anna/Nextcloud/a/b/crm", "Nextcloud"),
        ("/home/anna/Nextcloud2/crm", "Nextcloud"),
        ("/home/anna/ownCloud", "ownCloud"),
        ("/home/anna/Google Drive/crm", "Google Drive"),
        ("/home/anna/Yandex.Disk/crm", "Yandex Disk"),
        ("/home/anna/Яндекс.Диск/crm", "Yandex Disk"),
        ("/home/anna/MEGA/crm", "MEGA"),
        ("/home/anna/Box/crm", "Box"),
        ("/home/anna/pCloudDrive/crm", "pCloud"),
        ("/home/anna/Seafile/crm", "Seafile"),
        ("/home/anna/Tresorit/crm", "Tresorit"),
        ("/home/anna/Koofr/crm", "Koofr"),
        # Who syncs what a network drive holds says more than the drive.
        ("/home/anna/server/Dropbox/crm", "Dropbox"),
    ],
)
def test_a_synced_folder_is_known_by_its_name(path: str, name: str) -> None:
    assert linux(path) == Place(PlaceKind.SYNCED, name)


def test_a_folder_that_only_sounds_alike_is_plain() -> None:
    for path in (
        "/home/anna/src/nextcloud/crm",
        "/home/anna/Boxes/crm",
        "/home/anna/moving/Box/crm",
        "/home/anna/Dropboxes",
    ):
        assert linux(path) == Place()


def test_synced_folders_of_macos() -> None:
    documents = "/Users/anna/Library/Mobile Documents/com~apple~CloudDocs"
    assert mac(f"{documents}/crm") == Place(PlaceKind.SYNCED, "iCloud")
    cloud = "/Users/anna/Library/CloudStorage"
    assert mac(f"{cloud}/GoogleDrive-a@example.com/My Drive/crm").name == "Google Drive"
    assert mac(f"{cloud}/Sharehouse-Firm/crm") == Place(PlaceKind.SYNCED, "Sharehouse")
    assert mac("/Users/anna/dropbox/crm").name == "Dropbox"
    assert mac("/Users/anna/Documents/crm") == Place()
    assert mac("/Users/anna/Documents/crm", {documents: ["Documents"]}).name == "iCloud"


def test_synced_folders_of_windows() -> None:
    assert windows("C:\\Users\\Anna\\ONEDRIVE - Firm\\crm") == Place(PlaceKind.SYNCED, "OneDrive")
    assert windows("C:\\Users\\Anna\\iCloudDrive\\crm").name == "iCloud"
    assert windows("G:\\My Drive\\crm").name == "Google Drive"
    assert windows("G:\\Mon Drive\\crm", {"G:\\": [".shortcut-targets-by-id"]}).name == "Google Drive"
    moved = {"OneDriveCommercial": "D:\\Firm Files"}
    assert windows("d:\\firm files\\crm", environment=moved) == Place(PlaceKind.SYNCED, "OneDrive")


@pytest.mark.parametrize(
    "mark, name",
    [
        (".dropbox", "Dropbox"),
        (".dropbox.cache", "Dropbox"),
        (".stfolder", "Syncthing"),
        (".sync_81af03.db", "Nextcloud"),
        ("._sync_81af03.db", "Nextcloud"),
        (".tmp.drivedownload", "Google Drive"),
        (".megaignore", "MEGA"),
    ],
)
def test_a_synced_folder_is_known_by_what_its_program_leaves_in_it(mark: str, name: str) -> None:
    files = {"/home/anna/firm": ["letters", mark]}
    assert linux("/home/anna/firm/data/crm", files) == Place(PlaceKind.SYNCED, name)


def test_resilio_is_known_by_what_its_folder_holds() -> None:
    files = {"/home/anna/firm": [".sync"], "/home/anna/firm/.sync": ["ID", "Archive"]}
    assert linux("/home/anna/firm/crm", files) == Place(PlaceKind.SYNCED, "Resilio Sync")
    assert linux("/home/anna/firm/crm", {"/home/anna/firm": [".sync"]}) == Place()


def test_the_settings_of_a_syncing_program_at_home_are_no_synced_home() -> None:
    files = {"/home/anna": [".dropbox", ".sync"], "/home/anna/.sync": ["ID"]}
    assert linux("/home/anna/.local/share/crm-desktop", files) == Place()


def test_a_link_into_a_synced_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "Dropbox" / "crm").mkdir(parents=True)
    link = tmp_path / "mine"
    link.symlink_to(tmp_path / "Dropbox" / "crm")
    assert kind_of(link) == Place(PlaceKind.SYNCED, "Dropbox")
    assert not kind_of(tmp_path).breaks_databases


def test_what_cannot_be_told_is_plain() -> None:
    assert kind_of(Path("/no/such/place")).kind is PlaceKind.PLAIN
    assert kind_of(Path("\0")) == Place()
    nobody = Surroundings("linux", PurePath("/"), {}, lambda: "", lambda _: ())
    assert kind_in(PurePosixPath("/x"), nobody) == Place()
