"""Contact files written in a test, line by line."""

from pathlib import Path

from crm_desktop.domain.contact import Contact
from crm_desktop.services.context import Services
from crm_desktop.services.importing.report import FileReport


def write_cards(path: Path, *cards: str) -> Path:
    """A file of cards, each given as the lines between VERSION and END, divided by bars."""
    text = "".join(
        "BEGIN:VCARD\r\nVERSION:3.0\r\n" + card.replace("|", "\r\n") + "\r\nEND:VCARD\r\n" for card in cards
    )
    path.write_bytes(text.encode())
    return path


def imported(services: Services, *paths: Path) -> FileReport:
    """What an import of these files, counted together, came to."""
    files = services.importing.apply(paths).files
    return FileReport(
        file="",
        cards=sum(file.cards for file in files),
        created=sum(file.created for file in files),
        updated=sum(file.updated for file in files),
        unchanged=sum(file.unchanged for file in files),
        rejected=tuple(rejected for file in files for rejected in file.rejected),
    )


def counts(report: FileReport) -> tuple[int, int, int, int]:
    """Created, updated, unchanged, refused."""
    return report.created, report.updated, report.unchanged, len(report.rejected)


def everybody(services: Services) -> list[Contact]:
    """All living contacts, oldest first."""
    return services.contacts.load(services.contacts.all_ids())
