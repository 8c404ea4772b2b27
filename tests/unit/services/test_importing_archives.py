"""Folders and archives of contact files: what lies in them comes in, and no bomb goes off."""

import zipfile
from pathlib import Path
from threading import Event

import openpyxl
import pytest

from crm_desktop.domain.errors import UserError
from crm_desktop.formats import limits
from crm_desktop.services.context import Services
from crm_desktop.services.importing import gathering
from crm_desktop.services.progress import Cancelled
from tests.unit.services.vcard_files import everybody, write_cards

SHEET = "Name,Phone\nBen,0911 234 567\n"


def archive(path: Path, **files: str | bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return path


def card(name: str) -> str:
    return f"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:{name}\r\nEND:VCARD\r\n"


def names(services: Services) -> list[str]:
    return [contact.name.full for contact in everybody(services)]


def test_all_contact_files_of_a_folder_come_in_and_nothing_else_is_read(
    services: Services, tmp_path: Path
) -> None:
    write_cards(tmp_path / "a.vcf", "FN:Anna")
    (tmp_path / "b.CSV").write_text(SHEET, encoding="utf-8")
    (tmp_path / "c.txt").write_text("not this", encoding="utf-8")
    (tmp_path / "._a.vcf").write_bytes(b"what a Mac leaves")
    (tmp_path / "deeper").mkdir()
    write_cards(tmp_path / "deeper" / "d.vcf", "FN:Nobody")
    report = services.importing.apply([tmp_path])
    assert (report.created, len(report.files)) == (2, 2)
    assert sorted(names(services)) == ["Anna", "Ben"]


def test_a_zip_comes_in_as_one_change_and_says_where_each_card_stood(
    services: Services, tmp_path: Path
) -> None:
    path = archive(tmp_path / "all.zip", **{"x/a.vcf": card("Anna"), "b.csv": SHEET, "read.me": "hello"})
    preview = services.importing.preview([path])
    assert [Path(file.file) for file in preview.files] == [path / "a.vcf", path / "b.csv"]
    assert list(preview.layouts) == [path / "b.csv"]
    assert services.importing.apply([path]).created == 2
    services.undo.undo()
    assert names(services) == []


def test_no_name_of_an_archive_is_a_path_for_us(services: Services, tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    evil = {"../../evil.vcf": card("A"), "/etc/evil.vcf": card("B"), "..\\evil.vcf": card("C")}
    assert services.importing.apply([archive(inside / "a.zip", **evil)]).created == 3
    assert sorted(path.name for path in tmp_path.rglob("*evil*")) == []


def test_a_bomb_is_not_unpacked(services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = archive(tmp_path / "bomb.zip", **{"a.vcf": bytes(40 << 20)})
    with pytest.raises(UserError, match="far more than it should"):
        services.importing.preview([path])
    many = archive(tmp_path / "many.zip", **{f"{number}.vcf": card("A") for number in range(12)})
    monkeypatch.setattr(gathering, "MOST_FILES", 10)
    with pytest.raises(UserError, match="more than 10 files"):
        services.importing.preview([many])
    assert limits.MOST_FILES > 100


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 and then nothing", b"no archive at all"])
def test_what_is_no_archive_is_refused_in_a_sentence(services: Services, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    with pytest.raises(UserError, match="cannot be unpacked"):
        services.importing.preview([path])


def test_an_archive_or_a_folder_without_contacts_says_so(services: Services, tmp_path: Path) -> None:
    for path in (archive(tmp_path / "a.zip", **{"b.txt": "x"}), tmp_path / "empty"):
        if not path.exists():
            path.mkdir()
        with pytest.raises(UserError, match="There is no contact file"):
            services.importing.preview([path])


def test_nothing_unpacked_is_left_lying(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "temp"
    place.mkdir()
    monkeypatch.setattr(gathering.tempfile, "tempdir", str(place))
    services.importing.apply([archive(tmp_path / "a.zip", **{"a.vcf": card("Anna")})])
    assert list(place.iterdir()) == []


def test_the_sheets_of_a_workbook_come_in_each_with_columns_of_its_own(
    services: Services, tmp_path: Path
) -> None:
    made = openpyxl.Workbook()
    made.active.append(["Name", "Phone"])
    made.active.append(["Anna", 251911234567])
    made.create_sheet("Old").append(["Ben", "ben@b.example"])
    path = tmp_path / "people.xlsx"
    made.save(path)
    preview = services.importing.preview([path])
    assert [Path(file.file) for file in preview.files] == [path / "Sheet", path / "Old"]
    assert services.importing.layout(path / "Old") == preview.layouts[path / "Old"]
    assert services.importing.apply([path], layouts=dict(preview.layouts)).created == 2
    assert sorted(names(services)) == ["Anna", "Ben"]
    assert services.importing.apply([path]).unchanged == 2


def test_a_workbook_that_cannot_be_read_says_what_to_do(services: Services, tmp_path: Path) -> None:
    path = tmp_path / "people.xlsx"
    path.write_bytes(b"PK no workbook")
    with pytest.raises(UserError, match="Save it anew"):
        services.importing.preview([path])


def test_an_address_book_in_ldif_comes_in_like_any_other(services: Services) -> None:
    path = Path(__file__).parents[2] / "data" / "ldif" / "thunderbird.ldif"
    assert services.importing.apply([path]).created == 2
    assert services.importing.apply([path]).unchanged == 2
    assert names(services) == ["Jana Kovář", "Bo"]


@pytest.mark.parametrize("kind", ["zip", "xlsx"])
def test_unpacking_can_be_cancelled(services: Services, tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"a.{kind}"
    if kind == "zip":
        archive(path, **{"a.vcf": card("Anna")})
    else:
        made = openpyxl.Workbook()
        made.active.append(["Name", "Phone"])
        made.save(path)
    pressed = Event()
    pressed.set()
    for attempt in (services.importing.preview, services.importing.apply):
        with pytest.raises(Cancelled):
            attempt([path], cancel=pressed)
    assert names(services) == []
