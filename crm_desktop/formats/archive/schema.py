"""The JSON Schemas of an archive's files, and the page that tells of its format; both made from the forms."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from crm_desktop.formats.archive.container import (
    LIVING,
    MANIFEST,
    MANIFEST_FORM,
    MEETINGS,
    SETTINGS,
    TRASH,
    VERSION,
)
from crm_desktop.formats.archive.records import LISTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_desktop.formats.archive.forms import Record

_DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"
FOLDER: Final = "schema/"
README: Final = "README.txt"
ABOUT: Final = f"""This is an archive of CRM Desktop: all of somebody's contacts, and what belongs to them.

{LIVING}          the contacts, as any address book reads them (vCard 4.0)
{TRASH}             those in the trash
{MEETINGS}      the meetings, as any calendar reads them (iCalendar)
photos/               the pictures, which the cards hold too
attachments/          what hangs on meetings
*.json                everything else; {FOLDER} says what stands in each

It is not encrypted: whoever has this file can read it.
"""


def schemas() -> dict[str, dict[str, Any]]:
    """The JSON Schema of each JSON file, by the file's name."""
    found = {MANIFEST: _titled(MANIFEST, MANIFEST_FORM.schema)}
    for one in LISTS:
        items = {"type": "array", "items": one.record.schema}
        found[one.name] = _titled(one.name, items)
    anything = {"type": "object", "description": "preferences by their names, as JSON values"}
    found[SETTINGS] = _titled(SETTINGS, anything)
    return found


def schema_files() -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each schema, as they lie in an archive."""
    for name, schema in schemas().items():
        text = json.dumps(schema, ensure_ascii=False, indent=1)
        yield f"{FOLDER}{name.removesuffix('.json')}.schema.json", f"{text}\n".encode()


def page() -> str:
    """The page about the format, in Markdown: what a person writes of it, then every file by its form."""
    parts = [_WORDS]
    parts += [f"### {MANIFEST}\n\n{_table(MANIFEST_FORM)}"]
    parts += [
        f"### {one.name}\n\nA list. Each item: {one.record.meaning}.\n\n{_table(one.record)}" for one in LISTS
    ]
    return "\n".join(parts)


def _titled(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"$schema": _DRAFT, "title": f"{name} of a CRM Desktop archive, version {VERSION}", **schema}


def _table(record: Record) -> str:
    lines = ["| name | what it is | must be there |", "|---|---|---|"]
    for name, part in record.parts.items():
        lines.append(f"| `{name}` | {part.meaning} | {'yes' if part.is_required else ''} |")
    return "\n".join(lines) + "\n"


_WORDS: Final = f"""# The format of an archive

*Made from the program by `python -m crm_desktop.formats.archive > docs/archive-format.md`; a test holds
it.*

`crm-desktop export all.zip`, or Export in the window with “Everything in one file”, writes one zip with
all that the data file holds. `crm-desktop import all.zip`, or Import, takes it in: into an empty file it
gives the same data, row by row; into a file with data it adds what is not there. Version {VERSION}.

- `{LIVING}`: the living contacts as vCard 4.0 (RFC 6350), photos included. What vCard has no word for
  stands in `X-CRM-` properties. Any address book reads it.
- `{TRASH}`: the same for contacts in the trash. What hangs on them is in the other files with the rest.
- `{MEETINGS}`: meetings as iCalendar (RFC 5545) with their time zones. A series is one event with its
  rule, EXDATE for what is left out, an event with RECURRENCE-ID for each meeting that is otherwise than
  the rule has it, and `X-CRM-MEETING` (wall time; moment when it was written down; uid) for those that
  are not. DTSTAMP is when the meeting was last written down. `X-CRM-STATE` says held or missed;
  `X-CRM-CONTACT` is the uid of somebody who is to come, `X-CRM-UID` that of one meeting of a series.
- `{SETTINGS}`: the preferences. Those that belong to one computer (the folder of backups, when the file
  was last looked at, the folder that was left) are not in it.
- `photos/`: the pictures as files, for whoever wants to look at them. On the way in the cards count.
- `attachments/`: copies of files that hang on meetings; `attachments.json` says which is whose.
- `{FOLDER}`: a JSON Schema for every JSON file.

Contacts are named by the UID of their card, meetings by theirs, everywhere. Moments are in UTC to the
second, days are days on the user's wall. What stands at its default is left out. A name that is not known
is passed over; an archive of a later version than the program's is refused.

What is not in it: the history of undo (so what was deleted for good is not in it either), reminders of
things that are gone, what was typed and not saved yet (drafts), and all that is derived from the rest
(lists, search, waiting reminders). Row numbers are not in it: they are one file's own. The order in which
things were added is.

## What becomes of it in a file with data

- A contact is known by its UID, or that of a card that was merged into it; else by a phone or e-mail
  address together with the name. It is added to and brought up to date, as by any import; one in the
  trash here, and not there, comes out of it.
- An interaction or a promise is known by all that it says, a meeting or series by its UID, a reminder by
  what it was of. What became of one goes on: planned to held, open to done, shown to dismissed; never
  back. A meeting that was written down later there than here is taken over as a whole. A series that is
  here stays as it is.
- Tags, companies, custom fields and filters come where their names are free; preferences only into an
  empty file.
- A second time nothing changes. All of it is one step of undo, but for the preferences, which no undo
  touches. A backup is made first.

## The JSON files
"""
