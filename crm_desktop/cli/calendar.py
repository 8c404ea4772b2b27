"""Other calendars on the command line: `export x.ics` and `import x.ics`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from crm_desktop.cli.answer import Answer
from crm_desktop.cli.progress_line import ProgressLine
from crm_desktop.cli.terminal import plain
from crm_desktop.domain.calendar_file import EventFate
from crm_desktop.services.progress import NeverCancel

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from crm_desktop.domain.calendar_file import EventRow
    from crm_desktop.services.calendar_files import CalendarReport
    from crm_desktop.services.context import Services

ENDING: Final = ".ics"
_SHOWN: Final = 20


def export_all(services: Services, path: Path) -> Answer:
    """Write all meetings, and the birthdays, into one calendar file."""
    with ProgressLine("Exporting") as progress:
        count = services.calendar_files.export(path, progress=progress, cancel=NeverCancel())
    events = "1 event" if count == 1 else f"{count:,} events"
    line = f"Wrote {events} to {plain(str(path))}."
    return Answer(lambda: {"file": str(path), "events": count}, lambda: [line])


def import_all(services: Services, paths: Sequence[Path], *, dry_run: bool) -> Answer:
    """Take calendar files in, each as one step of undo; or only say what would come of it."""
    work = services.calendar_files.preview if dry_run else services.calendar_files.bring_in
    with ProgressLine("Reading" if dry_run else "Importing") as progress:
        reports = [work(path, progress, NeverCancel()) for path in paths]
    return Answer(
        lambda: {"calendar": True, "files": [_as_json(report) for report in reports]},
        lambda: _taken(reports, dry_run=dry_run),
    )


def _taken(reports: Sequence[CalendarReport], *, dry_run: bool) -> Iterator[str]:
    if dry_run:
        yield "Nothing was changed. An import would do this:"
    for report in reports:
        new, changed, same, refused = (report.count(fate) for fate in EventFate)
        yield (
            f"{plain(report.path)}: {report.total:,} events: {new:,} new, {changed:,} changed,"
            f" {same:,} unchanged, {refused:,} refused"
        )
        for kind, count in report.passed_over.items():
            yield f"  {count:,} {plain(kind[:40])} passed over: only events are taken in"
        if report.strangers:
            yield f"  {report.strangers:,} who are to come are not among the contacts; they stay as text"
        told = [row for row in report.rows if row.words and row.fate is not EventFate.SAME]
        for row in told[:_SHOWN]:
            yield f"  line {row.line}: {_of(row)}"
        if len(told) > _SHOWN:
            yield f"  and {len(told) - _SHOWN:,} more; --json lists all"


def _of(row: EventRow) -> str:
    words = " ".join(row.words)
    return plain(f"{row.title}: {words}" if row.title else words)


def _as_json(report: CalendarReport) -> dict[str, Any]:
    return {
        "file": report.path,
        "events": report.total,
        "new": report.count(EventFate.NEW),
        "changed": report.count(EventFate.CHANGED),
        "unchanged": report.count(EventFate.SAME),
        "refused": report.count(EventFate.REFUSED),
        "passed_over": dict(report.passed_over),
        "linked": report.linked,
        "strangers": report.strangers,
        "rows": [
            {
                "line": row.line,
                "title": row.title,
                "at": row.at.isoformat() if row.at else None,
                "repeats": row.repeats,
                "fate": row.fate.value,
                "words": list(row.words),
            }
            for row in report.rows
        ],
    }
