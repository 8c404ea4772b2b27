"""A file that is no file, or has no end, is refused in a sentence, at once, and nothing changes."""

import os
import sys
from pathlib import Path

import pytest

from crm_desktop.domain.errors import UserError
from crm_desktop.formats.vcard import read_cards
from crm_desktop.services.context import Services
from crm_desktop.services.importing import files
from crm_desktop.services.importing.files import batches
from tests.unit.services.vcard_files import write_cards

needs_unix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes and devices with names")


def _refused(services: Services, path: Path) -> str:
    with pytest.raises(UserError) as previewed:
        services.importing.preview([path])
    with pytest.raises(UserError) as applied:
        services.importing.apply([path])
    assert services.contacts.count() == 0
    assert str(previewed.value) == str(applied.value)
    return str(applied.value)


@needs_unix
def test_a_pipe_into_which_nobody_writes_holds_nobody(services: Services, tmp_path: Path) -> None:
    pipe = tmp_path / "people.vcf"
    os.mkfifo(pipe)
    assert "no file that can be read" in _refused(services, pipe)


@needs_unix
@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null"])
def test_a_device_is_no_file(services: Services, tmp_path: Path, device: str) -> None:
    link = tmp_path / "people.vcf"
    link.symlink_to(device)
    assert "no file that can be read" in _refused(services, link)


@needs_unix
def test_links_that_lead_in_a_circle_are_no_file(services: Services, tmp_path: Path) -> None:
    (tmp_path / "a.vcf").symlink_to(tmp_path / "b.vcf")
    (tmp_path / "b.vcf").symlink_to(tmp_path / "a.vcf")
    assert "cannot be read" in _refused(services, tmp_path / "a.vcf")


def test_a_folder_with_the_ending_of_a_file_is_a_folder(services: Services, tmp_path: Path) -> None:
    (tmp_path / "people.vcf").mkdir()
    assert "in the folder" in _refused(services, tmp_path / "people.vcf")


def test_a_file_larger_than_any_address_book_is_refused_unread(services: Services, tmp_path: Path) -> None:
    path = tmp_path / "people.vcf"
    with path.open("wb") as file:
        file.truncate(3 << 30)  # takes no room on the disk
    assert "larger than 2 GB" in _refused(services, path)


def test_a_file_with_too_many_cards_is_refused_and_nothing_of_it_stays(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MOST_CARDS", 1_200)
    path = tmp_path / "people.vcf"
    cards = (f"BEGIN:VCARD\nFN:Anna {number}\nEND:VCARD\n" for number in range(1_300))
    path.write_text("".join(cards))
    assert "more than 1,200 cards" in _refused(services, path)


@pytest.mark.parametrize("name", ["a\x00b.vcf", "x" * 5_000, "\ud800.vcf", ""])
def test_a_name_that_no_file_can_have_is_refused_in_a_sentence(services: Services, name: str) -> None:
    assert _refused(services, Path(name)).endswith(".")


@needs_unix
def test_a_file_whose_name_is_in_other_letters_comes_in(services: Services, tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/Caf\xe9\x1b[31m.vcf"))
    path.write_text("BEGIN:VCARD\nFN:Anna\nEND:VCARD\n")
    services.importing.apply([path])
    label = services.undo.undo_label()
    assert label is not None
    assert label.values["file"] == "Caf?[31m.vcf"
    services.exporting.export(path.with_name(os.fsdecode(b"\xff.vcf")))


def test_a_batch_of_large_cards_ends_early_so_that_cancel_is_asked_for(tmp_path: Path) -> None:
    path = write_cards(tmp_path / "a.vcf", *(f"FN:Person {n}|NOTE:{'x' * 1_000_000}" for n in range(12)))
    found = list(batches(path, lambda _path, stream: read_cards(stream)))
    assert len(found) >= 3
    assert sum(len(batch.cards) for batch in found) == 12
