"""The window and the command line on one file: each sees what the other wrote."""

from pathlib import Path

from crm_desktop.bootstrap import open_services
from crm_desktop.domain.changes import DataChanged, Kind
from crm_desktop.domain.contact import Contact, Name
from crm_desktop.domain.contact_query import ContactQuery


def test_what_another_process_adds_is_noticed_once_and_shown(tmp_path: Path) -> None:
    window, command = (open_services(tmp_path, default_country=lambda: "ET") for _ in range(2))
    heard: list[DataChanged] = []
    window.bus.subscribe(heard.append)
    assert len(window.contacts.ids(ContactQuery())) == 0
    assert not window.file.notice_changes_elsewhere()

    command.contacts.add(Contact(name=Name(full="አበበ በቂላ")))

    assert window.file.notice_changes_elsewhere()
    assert heard[-1].changes.touches(Kind.CONTACT)
    assert len(window.contacts.ids(ContactQuery(text="abebe"))) == 1
    assert len(window.contacts.ids(ContactQuery())) == 1
    assert not window.file.notice_changes_elsewhere()
    window.close()
    command.close()


def test_what_the_window_writes_itself_is_no_news(tmp_path: Path) -> None:
    window = open_services(tmp_path, default_country=lambda: "ET")
    window.file.notice_changes_elsewhere()
    window.contacts.add(Contact(name=Name(full="Sipho Khumalo")))
    assert not window.file.notice_changes_elsewhere()
    window.close()
