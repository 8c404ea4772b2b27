"""The commands that take contacts and calendars over from files and write them out: import, export."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from crm_desktop.cli import archive, as_json, calendar, values
from crm_desktop.cli.answer import Answer
from crm_desktop.cli.progress_line import ProgressLine
from crm_desktop.cli.terminal import plain
from crm_desktop.domain.errors import UserError
from crm_desktop.services.export_format import format_of
from crm_desktop.services.importing.report import FileReport
from crm_desktop.services.progress import NeverCancel

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Mapping, Sequence

    from crm_desktop.formats.sheets.reading import Layout
    from crm_desktop.services.context import Services
    from crm_desktop.services.importing.report import FilePreview

_REASONS_SHOWN = 20


def import_files(services: Services, args: Namespace) -> Answer:
    """Take over contact files, as one step of undo; with --dry-run only say what would come of it."""
    paths = [Path(file) for file in args.files]
    if found := next((path for path in paths if _is_archive(services, path)), None):
        if paths[1:]:
            raise UserError(f"“{found}” is an archive of everything. Import it by itself.")
        return archive.import_all(services, found, dry_run=args.dry_run)
    if any(calendars := [services.calendar_files.is_calendar(path) for path in paths]):
        if not all(calendars):
            raise UserError("Import calendars and contact files by themselves.")
        if args.map or args.rejects:
            raise UserError("A calendar has no columns and no rejects file. Leave --map and --rejects out.")
        return calendar.import_all(services, paths, dry_run=args.dry_run)
    layouts = _mapped(services, paths, args.map) if args.map else {}
    with ProgressLine("Reading" if args.dry_run else "Importing") as progress:
        if args.dry_run:
            preview = services.importing.preview(paths, progress, NeverCancel(), layouts=layouts)
            files = tuple(_as_report(file) for file in preview.files)
        else:
            files = services.importing.apply(paths, progress, NeverCancel(), layouts=layouts).files
    if args.rejects:
        _write_rejects(services, files, Path(args.rejects), layouts)
    return Answer(lambda: as_json.imported(files), lambda: _report(files, dry_run=args.dry_run))


def _is_archive(services: Services, path: Path) -> bool:
    return path.suffix.casefold() == archive.ENDING and services.archiving.is_archive(path)


def _mapped(services: Services, paths: Sequence[Path], name: str) -> dict[Path, Layout]:
    """How each sheet is read by what a mapping file says of it."""
    from crm_desktop.services.importing.layouts import mapped

    try:
        mapping = json.loads(Path(name).read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UserError(f"“{name}” cannot be read: {(error.strerror or str(error)).lower()}.") from None
    except ValueError:
        raise UserError(f"“{name}” is no JSON file.") from None
    found = {path: services.importing.layout(path) for path in paths}
    return {path: mapped(layout, mapping) for path, layout in found.items() if layout is not None}


def _write_rejects(
    services: Services, files: Sequence[FileReport], target: Path, layouts: Mapping[Path, Layout]
) -> None:
    """What was refused of the first file into `target`, of the others beside it under numbers."""
    refused = [file for file in files if file.rejected]
    for number, file in enumerate(refused, 1):
        place = target if number == 1 else target.with_stem(f"{target.stem}-{number}")
        services.importing.write_refused(file, place, layouts=layouts)


def export(services: Services, args: Namespace) -> Answer:
    """Write every contact, or those of a filter, to a vCard file, sheet or workbook; or all into a zip.

    Into an .ics file go the meetings instead, and the birthdays.
    """
    path = Path(args.file)
    if path.suffix.casefold() == archive.ENDING and args.format is None:
        if args.filter is not None or args.saved is not None:
            raise UserError("An archive holds everything. Leave --filter and --saved out.")
        return archive.export_all(services, path)
    if path.suffix.casefold() == calendar.ENDING and args.format is None:
        if args.filter is not None or args.saved is not None:
            raise UserError("A calendar holds every meeting. Leave --filter and --saved out.")
        return calendar.export_all(services, path)
    kind = format_of(path, args.format)
    ids = _chosen(services, args)
    with ProgressLine("Exporting") as progress:
        count = services.exporting.export(
            path, ids, format=kind, version=args.version, progress=progress, cancel=NeverCancel()
        )
    who = "1 contact" if count == 1 else f"{count:,} contacts"
    line = f"Wrote {who} to {plain(str(path))}."
    return Answer(lambda: {"file": str(path), "contacts": count}, lambda: [line])


def _chosen(services: Services, args: Namespace) -> Sequence[int] | None:
    """Whom a filter lists; None for everyone."""
    if args.filter is not None and args.saved is not None:
        raise UserError("Give one of --filter and --saved.")
    if args.filter is not None:
        condition = services.filters.parsed(values.words(args.filter))
    elif args.saved is not None:
        saved = services.filters.named(values.words(args.saved))
        if saved.problem:
            raise UserError(f"{plain(saved.name)}: {saved.problem}")
        condition = saved.condition
    else:
        return None
    ids = services.filters.matching(condition)
    if not ids:
        raise UserError("Nobody fits the filter. Nothing was written.")
    return ids


def _as_report(file: FilePreview) -> FileReport:
    return FileReport(
        file.file,
        file.cards,
        file.new + file.doubtful,
        file.changed,
        file.same,
        file.rejected,
        warned=file.warned,
    )


def _report(files: Sequence[FileReport], *, dry_run: bool) -> Iterator[str]:
    if dry_run:
        yield "Nothing was changed. An import would do this:"
    for file in files:
        yield (
            f"{plain(file.file)}: {_cards(file.cards)}: {file.created:,} new, {file.updated:,} changed,"
            f" {file.unchanged:,} unchanged, {len(file.rejected):,} refused"
        )
        for refused in file.rejected[:_REASONS_SHOWN]:
            yield f"  line {refused.line}: {plain(refused.reason)}"
        if len(file.rejected) > _REASONS_SHOWN:
            yield f"  and {len(file.rejected) - _REASONS_SHOWN:,} more; --json lists all"
        for warned in file.warned[:_REASONS_SHOWN]:
            yield f"  look at line {warned.line}: {plain(warned.sentence)}"
        if len(file.warned) > _REASONS_SHOWN:
            yield f"  and {len(file.warned) - _REASONS_SHOWN:,} more to look at; --json lists them"


def _cards(count: int) -> str:
    return "1 card" if count == 1 else f"{count:,} cards"


COMMANDS = {"import": import_files, "export": export}
