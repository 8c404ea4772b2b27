"""Everything in one file, on the command line: `export all.zip` and `import all.zip`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crm_desktop.cli.answer import Answer
from crm_desktop.cli.progress_line import ProgressLine
from crm_desktop.cli.terminal import plain
from crm_desktop.services.progress import NeverCancel

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from crm_desktop.services.archiving import ArchiveReport
    from crm_desktop.services.context import Services

ENDING = ".zip"


def export_all(services: Services, path: Path) -> Answer:
    """Write everything into one archive."""
    with ProgressLine("Exporting") as progress:
        report = services.archiving.export(path, progress, NeverCancel())
    return Answer(lambda: _as_json(report), lambda: _written(report))


def import_all(services: Services, path: Path, *, dry_run: bool) -> Answer:
    """Take an archive in, as one step of undo; or only say what would come of it."""
    with ProgressLine("Reading" if dry_run else "Importing") as progress:
        work = services.archiving.preview if dry_run else services.archiving.bring_in
        report = work(path, progress, NeverCancel())
    return Answer(lambda: _as_json(report), lambda: _taken(report, dry_run=dry_run))


def _written(report: ArchiveReport) -> Iterator[str]:
    counts = ", ".join(f"{one.what}: {one.total:,}" for one in report.counts if one.total)
    yield f"Wrote everything to {plain(report.path)}: {counts or 'nothing is there yet'}."
    yield "It is not encrypted: whoever has the file can read it."


def _taken(report: ArchiveReport, *, dry_run: bool) -> Iterator[str]:
    if dry_run:
        yield "Nothing was changed. An import would do this:"
    yield f"{plain(report.path)}, an archive of {report.written_at:%Y-%m-%d %H:%M} UTC:"
    for one in report.counts:
        if one.total:
            yield f"  {one.what}: {one.new:,} new, {one.changed:,} changed, {one.same:,} unchanged"


def _as_json(report: ArchiveReport) -> dict[str, Any]:
    return {
        "file": report.path,
        "archive": True,
        "written_at": report.written_at.isoformat(),
        "counts": {
            one.what: {"total": one.total, "new": one.new, "changed": one.changed, "unchanged": one.same}
            for one in report.counts
        },
    }
