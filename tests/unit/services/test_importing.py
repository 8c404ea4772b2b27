"""Importing contact files: everything comes in, twice is once, and one undo takes it back."""

from dataclasses import replace
from pathlib import Path

import pytest

from crm_desktop.domain.changes import DataChanged, Kind
from crm_desktop.domain.contact import Name, Phone
from crm_desktop.domain.custom_field import CustomField, FieldType
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.relationship import RelationshipKind
from crm_desktop.services.context import Services
from crm_desktop.services.importing.row import Fate, RowKey
from crm_desktop.services.progress import Cancelled
from tests.unit.services.vcard_files import counts, everybody, imported, write_cards

DATA = Path(__file__).parents[2] / "data" / "vcard"
EVERY_FILE = sorted(DATA.glob("*.vcf"))

ANNA = "UID:a1|FN:Anna Bell|TEL;TYPE=CELL:+251 911 234567|EMAIL:anna@example.com"
NO_UID = "FN:Anna Bell|TEL;TYPE=CELL:+251 911 234567"


class _Stop:
    """A Cancel that is pressed after being asked so many times."""

    def __init__(self, after: int) -> None:
        self._left = after

    def is_set(self) -> bool:
        self._left -= 1
        return self._left < 0


def test_files_of_every_maker_come_in_and_the_second_time_change_nothing(services: Services) -> None:
    first = imported(services, *EVERY_FILE)
    before = everybody(services)
    second = imported(services, *EVERY_FILE)
    assert first.created == len(before) == 43
    assert len(first.rejected) == len(second.rejected) == 2
    assert (second.created, second.updated) == (0, 0)
    assert everybody(services) == before
    assert services.file.check().ok


def test_one_undo_takes_a_whole_import_back_and_redo_brings_it_again(services: Services) -> None:
    imported(services, *EVERY_FILE)
    before = everybody(services)
    assert str(services.undo.undo()) == f"Import {len(EVERY_FILE)} files"
    assert everybody(services) == []
    assert str(services.undo.redo()) == f"Import {len(EVERY_FILE)} files"
    assert everybody(services) == before
    assert services.file.check().ok


def test_an_import_that_changes_nothing_leaves_nothing_to_undo(services: Services, tmp_path: Path) -> None:
    file = write_cards(tmp_path / "a.vcf", ANNA)
    imported(services, file)
    services.undo.undo()
    imported(services, file)
    imported(services, file)
    services.undo.undo()
    assert everybody(services) == []


def test_phones_are_kept_as_typed_and_understood_in_the_users_country(
    services: Services, tmp_path: Path
) -> None:
    services.settings.country = "ET"
    imported(services, write_cards(tmp_path / "a.vcf", "FN:A|TEL:0911 23-45-67|TEL:call me"))
    assert everybody(services)[0].phones == (Phone("0911 23-45-67", "", "+251911234567"), Phone("call me"))


def test_a_faulty_card_is_told_with_its_line_and_the_others_come_in(services: Services) -> None:
    report = services.importing.apply([DATA / "faults.vcf"]).files[0]
    assert report.cards == 15
    assert report.created == 13
    assert [rejected.line for rejected in report.rejected] == [17, 71]
    assert all("empty" in rejected.reason for rejected in report.rejected)


def test_a_contact_with_the_same_uid_is_brought_up_to_date(services: Services, tmp_path: Path) -> None:
    imported(services, write_cards(tmp_path / "a.vcf", ANNA))
    report = imported(
        services,
        write_cards(tmp_path / "b.vcf", "UID:a1|FN:Anna Bell-Rose|TEL:+251 922 000 111|BDAY:1984-04-15"),
    )
    (anna,) = everybody(services)
    assert counts(report) == (0, 1, 0, 0)
    assert anna.display_name == "Anna Bell-Rose"
    assert [phone.typed for phone in anna.phones] == ["+251 911 234567", "+251 922 000 111"]
    assert [email.address for email in anna.emails] == ["anna@example.com"]
    assert anna.birthday is not None
    services.undo.undo()
    (anna,) = everybody(services)
    assert anna.display_name == "Anna Bell"
    assert len(anna.phones) == 1


def test_a_uid_is_the_same_in_version_3_and_4(services: Services, tmp_path: Path) -> None:
    uid = "0f8fad5b-d9cb-469f-a165-70867728950e"
    imported(services, write_cards(tmp_path / "a.vcf", f"UID:{uid}|FN:Anna"))
    report = imported(services, write_cards(tmp_path / "b.vcf", f"UID:urn:uuid:{uid}|FN:Anna"))
    assert counts(report) == (0, 0, 1, 0)


@pytest.mark.parametrize(
    "card",
    [
        "FN:anna BELL|TEL:0911234567|NOTE:new",
        "FN:Anna Bell|EMAIL:Anna@Example.com|NOTE:new",
        "UID:other|FN:Änna Bell|TEL:+251911234567|NOTE:new",
    ],
)
def test_the_same_phone_or_address_with_the_same_name_is_the_same_person(
    services: Services, tmp_path: Path, card: str
) -> None:
    services.settings.country = "ET"
    imported(services, write_cards(tmp_path / "a.vcf", ANNA))
    file = write_cards(tmp_path / "b.vcf", card)
    assert counts(imported(services, file)) == (0, 1, 0, 0)
    assert counts(imported(services, file)) == (0, 0, 1, 0)
    (anna,) = everybody(services)
    assert (anna.display_name, anna.notes, anna.uid) == ("Anna Bell", "new", "a1")


@pytest.mark.parametrize(
    "card",
    ["FN:Anna Bell|NOTE:another one", "FN:Ben Bell|TEL:+251911234567", "FN:Anna Bell|TEL:+251922000111"],
)
def test_the_name_alone_or_the_phone_alone_is_another_person(
    services: Services, tmp_path: Path, card: str
) -> None:
    imported(services, write_cards(tmp_path / "a.vcf", NO_UID))
    file = write_cards(tmp_path / "b.vcf", card)
    assert counts(imported(services, file)) == (1, 0, 0, 0)
    assert counts(imported(services, file)) == (0, 0, 1, 0)
    assert len(everybody(services)) == 2


def test_a_card_with_nothing_but_a_name_is_known_again(services: Services, tmp_path: Path) -> None:
    file = write_cards(tmp_path / "a.vcf", "FN:Anna Bell", "FN:Anna Bell|NOTE:the other one")
    assert counts(imported(services, file)) == (2, 0, 0, 0)
    assert counts(imported(services, file)) == (0, 0, 2, 0)
    assert len({contact.uid for contact in everybody(services)}) == 2


def test_what_was_changed_here_stays_when_the_same_old_file_comes_again(
    services: Services, tmp_path: Path
) -> None:
    file = write_cards(tmp_path / "a.vcf", NO_UID + "|NOTE:old")
    imported(services, file)
    (anna,) = everybody(services)
    services.contacts.save(replace(anna, name=Name("Anna Rose"), notes="typed here", phones=()))
    assert counts(imported(services, file)) == (0, 0, 1, 0)
    (anna,) = everybody(services)
    assert (anna.display_name, anna.notes, anna.phones) == ("Anna Rose", "typed here", ())


def test_one_person_twice_in_a_file_becomes_one(services: Services, tmp_path: Path) -> None:
    cards = [
        NO_UID,
        NO_UID,
        NO_UID + "|EMAIL:anna@example.com",
        ANNA.replace("a1", "x"),
        "UID:x|FN:Anna Bell",
    ]
    file = write_cards(tmp_path / "a.vcf", *cards)
    report = imported(services, file)
    assert counts(report) == (1, 1, 3, 0)
    assert len(everybody(services)) == 1
    assert counts(imported(services, file)) == (0, 0, 5, 0)


def test_two_who_share_name_and_phone_but_say_who_they_are_stay_two(
    services: Services, tmp_path: Path
) -> None:
    file = write_cards(tmp_path / "a.vcf", "UID:1|FN:Ali Reza|TEL:021 1", "UID:2|FN:Ali Reza|TEL:021 1")
    assert counts(imported(services, file)) == (2, 0, 0, 0)
    assert counts(imported(services, file)) == (0, 0, 2, 0)


def test_people_far_apart_in_a_large_file_are_known_again(services: Services, tmp_path: Path) -> None:
    cards = [f"FN:Person {number}|TEL:+251 911 {number:06}" for number in range(1200)]
    file = write_cards(tmp_path / "a.vcf", *cards, cards[3], cards[3] + "|NOTE:more")
    preview = services.importing.preview([file])
    report = imported(services, file)
    assert (preview.new, preview.changed, preview.same) == (1200, 1, 1)
    assert counts(report) == (1200, 1, 1, 0)
    assert counts(imported(services, file)) == (0, 0, 1202, 0)


def test_a_deleted_contact_comes_back_with_an_import(services: Services, tmp_path: Path) -> None:
    file = write_cards(tmp_path / "a.vcf", ANNA, NO_UID.replace("Anna", "Ben"))
    imported(services, file)
    services.contacts.delete([contact.id for contact in everybody(services) if contact.id])
    assert counts(imported(services, file)) == (2, 0, 0, 0)
    assert len(everybody(services)) == 2
    services.undo.undo()
    assert everybody(services) == []


def test_a_group_of_contacts_becomes_their_tag(services: Services) -> None:
    preview = services.importing.preview([DATA / "icloud.vcf"])
    assert (preview.new, preview.changed, preview.same) == (2, 1, 0)
    report = imported(services, DATA / "icloud.vcf")
    assert counts(report) == (2, 1, 0, 0)
    assert [contact.tags for contact in everybody(services)] == [("Stall neighbours",)] * 2
    assert counts(imported(services, DATA / "icloud.vcf")) == (0, 0, 3, 0)


def test_relationships_and_fields_of_our_own_export_come_in(services: Services, tmp_path: Path) -> None:
    file = write_cards(
        tmp_path / "a.vcf",
        "UID:1|FN:Anna|RELATED;X-CRM-KIND=referred-by;X-CRM-UID=2:Ben|X-CRM-FIELD;TYPE=number:Shoe size;38",
        "UID:2|FN:Ben|X-CRM-FIELD;TYPE=number:Shoe size;large",
    )
    report = services.importing.apply([file])
    anna, ben = everybody(services)
    assert report.created == 2
    assert services.custom_fields.all()[0].type is FieldType.NUMBER
    assert [(value.field, value.value) for value in anna.custom] == [("Shoe size", "38")]
    assert ben.custom == ()
    assert ben.extra[0].raw == "X-CRM-FIELD:Shoe size;large"
    assert anna.id is not None
    (relationship,) = services.contacts.relationships(anna.id)
    assert (relationship.kind, relationship.other_id) == (RelationshipKind.REFERRED_BY, ben.id)
    assert services.importing.apply([file]).unchanged == 2


def test_a_value_goes_into_the_field_that_is_there(services: Services, tmp_path: Path) -> None:
    services.custom_fields.add(CustomField("Size", FieldType.CHOICE, ("Small", "Large")))
    imported(services, write_cards(tmp_path / "a.vcf", "FN:Anna|X-CRM-FIELD:size;LARGE"))
    (anna,) = everybody(services)
    assert [(value.field, value.value) for value in anna.custom] == [("Size", "Large")]


def test_a_preview_tells_what_would_be_and_writes_nothing(services: Services, tmp_path: Path) -> None:
    imported(services, write_cards(tmp_path / "a.vcf", ANNA, "UID:b|FN:Ben"))
    file = write_cards(
        tmp_path / "b.vcf", "UID:b|FN:Ben", "UID:a1|FN:Anna Rose|TEL:1", "FN:New One|BDAY:spring", "X-FOO:1"
    )
    preview = services.importing.preview([file])
    (counted,) = preview.files
    assert (counted.cards, counted.new, counted.changed, counted.same) == (4, 1, 1, 1)
    assert [rejected.line for rejected in counted.rejected] == [17]
    same, changed, new, refused = preview.rows
    assert (same.fate, same.name) == (Fate.SAME, "Ben")
    assert (changed.fate, changed.old_name, changed.name) == (Fate.CHANGED, "Anna Bell", "Anna Rose")
    assert [(change.what, change.old, change.new) for change in changed.changes] == [
        ("name", "Anna Bell", "Anna Rose"),
        ("phone", "", "1"),
    ]
    assert (new.fate, new.name, new.key) == (Fate.NEW, "New One", RowKey(str(file), 12))
    assert "spring" in new.warnings[0]
    assert (refused.fate, refused.key.line) == (Fate.REFUSED, 17)
    assert "empty" in refused.reason
    assert [contact.display_name for contact in everybody(services)] == ["Anna Bell", "Ben"]
    assert str(services.undo.undo_label()) == "Import a.vcf"


def test_a_preview_tells_every_row_of_a_large_file(services: Services, tmp_path: Path) -> None:
    cards = [f"FN:Person {number}|TEL:+251 911 {number:06}" for number in range(450)]
    imported(services, write_cards(tmp_path / "a.vcf", *cards[:250]))
    rows = services.importing.preview([write_cards(tmp_path / "b.vcf", *cards)]).rows
    assert (len(rows), rows.count(Fate.SAME), rows.count(Fate.NEW)) == (450, 250, 200)
    assert rows[rows.numbers(Fate.NEW)[7]].name == "Person 257"
    assert list(rows.numbers()) == [*range(250, 450), *range(250)]
    assert [row.name for row in rows] == [f"Person {number}" for number in range(450)]


def test_progress_is_told_in_bytes_and_ends_at_all_of_them(services: Services, tmp_path: Path) -> None:
    cards = [f"FN:Person {number}|NOTE:{'x' * 500}" for number in range(3000)]
    files = [write_cards(tmp_path / f"{number}.vcf", *cards) for number in (1, 2)]
    total = sum(file.stat().st_size for file in files)
    told: list[tuple[int, int]] = []
    services.importing.preview(files, lambda done, all_: told.append((done, all_)))
    assert told[-1] == (total, total)
    assert told == sorted(told)
    assert len(told) > 8


@pytest.mark.parametrize("after", [0, 1, 3])
def test_cancel_rolls_back_everything(services: Services, tmp_path: Path, after: int) -> None:
    cards = [f"FN:Person {number}" for number in range(1700)]
    file = write_cards(tmp_path / "a.vcf", *cards)
    with pytest.raises(Cancelled):
        services.importing.apply([file], cancel=_Stop(after))
    assert everybody(services) == []
    assert services.undo.undo_label() is None
    with pytest.raises(Cancelled):
        services.importing.preview([file], cancel=_Stop(after))


def test_listeners_hear_of_an_import_once(services: Services, tmp_path: Path) -> None:
    heard: list[DataChanged] = []
    services.bus.subscribe(heard.append)
    services.importing.apply(
        [write_cards(tmp_path / "a.vcf", *[f"FN:P {n}" for n in range(1200)])], origin="me"
    )
    (change,) = heard
    assert change.origin == "me"
    assert change.changes.touches(Kind.CONTACT)


def _made(tmp_path: Path, kind: str) -> Path:
    path = tmp_path / "x.vcf"
    match kind:
        case "a folder":
            path.mkdir()
        case "an empty file":
            path.touch()
        case "blank lines":
            path.write_bytes(b"\r\n\r\n")
        case "a picture":
            path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(5000))
        case "a table":
            path.write_bytes(b"month;turnover\r\nMay;12\r\n")
        case "an endless line":
            with path.open("wb") as file:
                file.write(b"BEGIN:VCARD\r\nNOTE:")
                file.truncate(1 << 30)
    return path


@pytest.mark.parametrize(
    "kind, words",
    [
        ("nothing", "There is no file"),
        ("a folder", "no contact file"),
        ("an empty file", "is empty"),
        ("blank lines", "is empty"),
        ("a picture", "not a contact file"),
        ("a table", "not a contact file"),
        ("an endless line", "never ends"),
    ],
)
def test_what_cannot_be_imported_is_said_in_a_sentence_and_nothing_changes(
    services: Services, tmp_path: Path, kind: str, words: str
) -> None:
    good, bad = write_cards(tmp_path / "good.vcf", ANNA), _made(tmp_path, kind)
    for attempt in (services.importing.preview, services.importing.apply):
        with pytest.raises(UserError, match=words) as refused:
            attempt([good, bad])
        assert "x.vcf" in str(refused.value)
    assert everybody(services) == []
    assert services.undo.undo_label() is None


def test_a_name_of_any_kind_is_kept_as_it_is(services: Services, tmp_path: Path) -> None:
    names = ["<b>x</b>", '"; DROP TABLE contact; --', "x" * 10_000, "\u202eevil\u202c علی", "%s {name} &amp;"]
    cards = ["FN:" + name.replace(";", "\\;") for name in names]
    imported(services, write_cards(tmp_path / "a.vcf", *cards))
    assert [contact.display_name for contact in everybody(services)] == names
