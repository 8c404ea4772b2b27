"""What somebody says of single rows of a preview, or of all of one fate, is what an import does."""

from pathlib import Path

import pytest

from crm_desktop.domain.contact import Contact, Name, Phone
from crm_desktop.formats.card import Card
from crm_desktop.services.context import Services
from crm_desktop.services.importing.choices import Choice, Choices
from crm_desktop.services.importing.report import FileReport
from crm_desktop.services.importing.row import Fate, PreviewRow, RowKey, Why
from tests.unit.services.vcard_files import counts, everybody, imported, write_cards

ANNA = "UID:a1|FN:Anna Bell|TEL:+251911234567|BDAY:1984-04-15"
OTHER_ANNA = "FN:Anna Bell|TEL:+251922000111"
HER_SON = "FN:Tom Bell|TEL:+251911234567"


def rows(services: Services, file: Path) -> list[PreviewRow]:
    return list(services.importing.preview([file]).rows)


def chosen(
    services: Services, file: Path, *choices: Choice, of_fate: dict[Fate, Choice] | None = None
) -> FileReport:
    """An import with a choice for each row, in order."""
    keys = [row.key for row in rows(services, file)]
    said = Choices(dict(zip(keys, choices, strict=False)), of_fate or {})
    (report,) = services.importing.apply([file], choices=said).files
    return report


def names(services: Services) -> list[str]:
    return [contact.display_name for contact in everybody(services)]


# Who is doubtful


def test_somebody_of_a_known_name_or_with_a_known_phone_is_doubtful(
    services: Services, tmp_path: Path
) -> None:
    imported(services, write_cards(tmp_path / "a.vcf", ANNA))
    (anna,) = everybody(services)
    other, son, new = rows(services, write_cards(tmp_path / "b.vcf", OTHER_ANNA, HER_SON, "FN:Ben"))
    assert [row.fate for row in (other, son, new)] == [Fate.DOUBTFUL, Fate.DOUBTFUL, Fate.NEW]
    (like,) = other.likes
    assert (like.why, like.contact_id, like.name) == (Why.NAME, anna.id, "Anna Bell")
    assert [(change.what, change.old, change.new) for change in like.changes] == [
        ("phone", "", "+251922000111")
    ]
    assert (son.likes[0].why, son.likes[0].contact_id) == (Why.SHARED, anna.id)
    assert [(change.what, change.new) for change in son.changes] == [("phone", "+251911234567")]


@pytest.mark.parametrize(
    "card", ["FN:Anna Bell|BDAY:1990-01-01", "UID:z|FN:Anna Bell|BDAY:1984-04-16|EMAIL:a@b.et"]
)
def test_who_has_another_birthday_is_somebody_else(services: Services, tmp_path: Path, card: str) -> None:
    imported(services, write_cards(tmp_path / "a.vcf", ANNA))
    (row,) = rows(services, write_cards(tmp_path / "b.vcf", card))
    assert row.fate is Fate.NEW


def test_a_row_may_resemble_another_of_its_own_file(services: Services, tmp_path: Path) -> None:
    file = write_cards(tmp_path / "a.vcf", ANNA, "FN:Bell\\, Anna|NOTE:two", HER_SON, "FN:Ben")
    first, second, third, fourth = rows(services, file)
    assert [row.fate for row in (first, second, third, fourth)] == [
        Fate.NEW,
        Fate.DOUBTFUL,
        Fate.DOUBTFUL,
        Fate.NEW,
    ]
    assert [(like.why, like.row) for like in second.likes] == [(Why.NAME, first.key)]
    assert [(like.why, like.row) for like in third.likes] == [(Why.SHARED, first.key)]


def test_two_of_one_name_with_different_phones_in_one_file_are_two(
    services: Services, tmp_path: Path
) -> None:
    file = write_cards(tmp_path / "a.vcf", "FN:Ali Reza|TEL:021 1", "FN:Ali Reza|TEL:021 2")
    assert [row.fate for row in rows(services, file)] == [Fate.NEW, Fate.NEW]


def test_the_doubtful_come_in_as_new_where_nobody_says_otherwise(services: Services, tmp_path: Path) -> None:
    imported(services, write_cards(tmp_path / "a.vcf", ANNA))
    file = write_cards(tmp_path / "b.vcf", OTHER_ANNA, HER_SON)
    assert counts(imported(services, file)) == (2, 0, 0, 0)
    assert counts(imported(services, file)) == (0, 0, 2, 0)


# What somebody says of a row


def test_a_row_that_is_left_out_does_not_come_in_and_is_offered_again(
    services: Services, tmp_path: Path
) -> None:
    file = write_cards(tmp_path / "a.vcf", "FN:Anna", "FN:Ben", "FN:Cem")
    report = chosen(services, file, Choice.TAKE, Choice.LEAVE)
    assert names(services) == ["Anna", "Cem"]
    assert (report.cards, report.created, report.left_out) == (3, 2, (5,))
    again = services.importing.preview([file])
    assert (again.new, again.same) == (1, 2)
    assert counts(chosen(services, file, Choice.TAKE, Choice.LEAVE)) == (0, 0, 2, 0)
    services.undo.undo()
    assert names(services) == []


def test_who_is_left_out_does_not_come_in_by_a_later_row_that_says_the_same(
    services: Services, tmp_path: Path
) -> None:
    file = write_cards(tmp_path / "a.vcf", HER_SON, "FN:Ben", HER_SON, HER_SON + "|NOTE:more")
    report = chosen(services, file, Choice.LEAVE)
    assert names(services) == ["Ben"]
    assert len(report.left_out) == 3


def test_mine_stays_as_it_is_where_somebody_says_so(services: Services, tmp_path: Path) -> None:
    imported(services, write_cards(tmp_path / "a.vcf", ANNA, "UID:b|FN:Ben"))
    before = everybody(services)
    file = write_cards(tmp_path / "b.vcf", "UID:a1|FN:Anna Rose|NOTE:new", "UID:b|FN:Ben|NOTE:new")
    report = chosen(services, file, Choice.LEAVE)
    assert (report.updated, len(report.left_out)) == (1, 1)
    assert everybody(services)[0] == before[0]
    assert everybody(services)[1].notes == "new"


def test_a_doubtful_one_may_be_said_to_be_somebody_known(services: Services, tmp_path: Path) -> None:
    imported(services, write_cards(tmp_path / "a.vcf", ANNA, "UID:b|FN:Ben"))
    anna = everybody(services)[0]
    assert anna.id is not None
    file = write_cards(tmp_path / "b.vcf", OTHER_ANNA, "FN:Anouk|TEL:12")
    report = chosen(services, file, Choice.update(anna.id), Choice.update(anna.id))
    assert counts(report) == (0, 2, 0, 0)
    anna, _ben = everybody(services)
    assert [phone.typed for phone in anna.phones] == ["+251911234567", "+251922000111", "12"]
    assert anna.display_name == "Anna Bell"
    services.undo.undo()
    assert len(everybody(services)[0].phones) == 1


def test_a_row_may_be_said_to_be_about_an_earlier_row(services: Services, tmp_path: Path) -> None:
    file = write_cards(tmp_path / "a.vcf", "FN:Anna|TEL:1", "FN:Anne|TEL:2", "FN:Ann|TEL:3")
    first, *_ = rows(services, file)
    report = chosen(services, file, Choice.TAKE, Choice.same_as(first.key), Choice.same_as(first.key))
    assert counts(report) == (1, 2, 0, 0)
    (anna,) = everybody(services)
    assert [phone.typed for phone in anna.phones] == ["1", "2", "3"]


def test_a_row_may_be_said_to_be_about_one_far_before_it(services: Services, tmp_path: Path) -> None:
    cards = [f"FN:Person {number}" for number in range(1100)]
    file = write_cards(tmp_path / "a.vcf", "FN:Anna|TEL:1", *cards, "FN:Anne|TEL:2")
    first, *_, last = rows(services, file)
    said = {last.key: Choice.same_as(first.key)}
    (report,) = services.importing.apply([file], choices=said).files
    assert counts(report) == (1101, 1, 0, 0)
    assert [phone.typed for phone in everybody(services)[0].phones] == ["1", "2"]


def test_somebody_known_by_phone_and_name_may_be_said_to_be_new(services: Services, tmp_path: Path) -> None:
    imported(services, write_cards(tmp_path / "a.vcf", ANNA))
    file = write_cards(tmp_path / "b.vcf", "FN:Anna Bell|TEL:+251911234567|NOTE:her niece")
    assert counts(chosen(services, file, Choice.AS_NEW)) == (1, 0, 0, 0)
    assert names(services) == ["Anna Bell", "Anna Bell"]
    assert counts(imported(services, file)) == (0, 0, 1, 0)


def test_a_group_may_be_left_out(services: Services) -> None:
    file = Path(__file__).parents[2] / "data" / "vcard" / "icloud.vcf"
    report = chosen(services, file, of_fate={Fate.CHANGED: Choice.LEAVE})
    assert len(report.left_out) == 1
    assert [contact.tags for contact in everybody(services)] == [(), ()]


# All of one fate


def test_all_of_a_fate_may_be_left_out_but_for_some(services: Services, tmp_path: Path) -> None:
    cards = [f"FN:Person {number}" for number in range(700)]
    file = write_cards(tmp_path / "a.vcf", *cards)
    report = chosen(services, file, Choice.TAKE, of_fate={Fate.NEW: Choice.LEAVE})
    assert (report.created, len(report.left_out)) == (1, 699)
    assert names(services) == ["Person 0"]


def test_all_the_doubtful_may_be_whom_they_resemble_or_be_left_out(
    services: Services, tmp_path: Path
) -> None:
    imported(services, write_cards(tmp_path / "a.vcf", ANNA))
    file = write_cards(tmp_path / "b.vcf", OTHER_ANNA, "FN:Ben|TEL:5", "FN:Benjamin|TEL:5", "FN:Cem")
    report = chosen(services, file, of_fate={Fate.DOUBTFUL: Choice.SAME})
    assert counts(report) == (2, 1, 1, 0)
    assert names(services) == ["Anna Bell", "Ben", "Cem"]
    services.undo.undo()
    report = chosen(services, file, of_fate={Fate.DOUBTFUL: Choice.LEAVE})
    assert (report.created, len(report.left_out)) == (2, 2)
    assert names(services) == ["Anna Bell", "Ben", "Cem"]


# Cards that come from no file


def test_cards_without_a_file_are_shown_and_taken_over_alike(services: Services) -> None:
    cards = [
        Card(1, Contact(Name("Anna"), phones=(Phone("0911 234567", "", "+251911234567"),))),
        Card(2, Contact(Name("Ben"))),
        Card(3, Contact(Name("Cem"))),
    ]
    preview = services.importing.preview_cards(cards, "a list")
    assert [(row.key, row.fate) for row in preview.rows] == [
        (RowKey("a list", line), Fate.NEW) for line in (1, 2, 3)
    ]
    report = services.importing.import_cards(cards, "a list", choices={RowKey("a list", 2): Choice.LEAVE})
    assert (report.created, report.left_out) == (2, 1)
    assert str(services.undo.undo_label()) == "Import a list"
    assert services.importing.import_cards(cards[::2], "a list").unchanged == 2


@pytest.mark.parametrize("uid", ["", "UID:other|"])
def test_whom_a_row_was_said_to_be_about_is_remembered(services: Services, tmp_path: Path, uid: str) -> None:
    imported(services, write_cards(tmp_path / "a.vcf", ANNA))
    (anna,) = everybody(services)
    assert anna.id is not None
    file = write_cards(tmp_path / "b.vcf", uid + "FN:Anouk|TEL:12|NOTE:met in May")
    assert counts(chosen(services, file, Choice.update(anna.id))) == (0, 1, 0, 0)
    assert [row.fate for row in rows(services, file)] == [Fate.SAME]
    assert counts(imported(services, file)) == (0, 0, 1, 0)
    services.undo.undo()
    assert [row.fate for row in rows(services, file)] == [Fate.NEW]
