"""The grammar of the command line: its commands, their options and their help."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, RawDescriptionHelpFormatter
from typing import TYPE_CHECKING

from crm_desktop import __version__

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Sequence

_CALENDARS = ("gregorian", "jalali", "ethiopian", "islamic")
_FORMATS = ("vcard", "csv", "google-csv", "outlook-csv", "xlsx")
_KINDS = ("call", "visit", "meeting", "message", "email", "purchase", "complaint", "note")
_OUTCOMES = ("good", "neutral", "bad")
_RULE_HELP = "day, weekday, week, month, year, or a rule of RFC 5545: FREQ=WEEKLY;INTERVAL=2"
_GLOBAL = {
    "--data": True,
    "--lang": True,
    "--passphrase-file": True,
    "--json": False,
    "--version": False,
}
"""Options that may stand before the command, and whether each takes a value."""

_FILTER_EXAMPLES = """examples:
  crm-desktop filter 'tag = customer and (city = "New York" or company ~ bank)'
  crm-desktop filter 'birthday <= today+30 and not do-not-contact'
  crm-desktop filter 'silence > 90 or warmth = cold'
  crm-desktop filter 'interaction ~ invoice and last-outcome = bad'
  crm-desktop filter 'field:"shoe size" >= 42 and email missing'
~ finds words by their beginnings, in any script; = compares the whole. !~ and != are their opposites."""

_DESCRIPTION = """Contacts, what was said, what was promised and what is due, from the command line.
Without a command the window opens."""


def read(argv: Sequence[str]) -> Namespace:
    """What is asked. Raises SystemExit, with what to print said, for help (0) and for misuse (2)."""
    tree, commands = _tree()
    leading, rest = _split_at_command(list(argv))
    if not rest or rest[0] not in commands or "--version" in leading:
        return tree.parse_args(argv)
    command = commands[rest[0]]
    args = command.parse_args(_options_first(command, leading + rest[1:]))
    args.command = rest[0]
    if args.command in ("log", "meet") and len(args.words) < 2:
        command.error("give the number of a contact, then the words")
    return args


def _tree() -> tuple[ArgumentParser, dict[str, ArgumentParser]]:
    tree = ArgumentParser(
        "crm-desktop",
        description=_DESCRIPTION,
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    _add_global(tree)
    tree.add_argument("--version", action="version", version=f"crm-desktop {__version__}")
    every = tree.add_subparsers(metavar="COMMAND", required=True)
    commands: dict[str, ArgumentParser] = {}

    def command(name: str, help: str) -> ArgumentParser:
        made = every.add_parser(name, help=help, description=help, allow_abbrev=False)
        _add_global(made)
        if name != "export":
            made.add_argument("--version", action="version", version=f"crm-desktop {__version__}")
        commands[name] = made
        return made

    _file_commands(command("import", "take over contact files"), command("export", "write contacts out"))
    _add_command(command("add", "add a contact"))
    _list_commands(command("list", "list contacts"), command("search", "find contacts by any word or number"))
    _filter_command(command("filter", "list whoever fits an expression or a saved filter"))
    command("show", "show the card of a contact").add_argument("id", metavar="ID")
    _log_commands(command("log", "write down what happened"), command("meet", "plan a meeting"))
    _remember_command(command("remember", "be reminded of something, or of a promise to a contact"))
    _span(command("reminders", "what is due in a span of time, without recording it"))
    command("remind", "show what is due now as a desktop notification, once")
    _answers(
        command("done", "say that what a reminder is about is done"),
        command("snooze", "put a reminder off"),
        command("dismiss", "hear no more of a reminder"),
    )
    command("today", "the page of the day")
    _answering_commands(
        command("answer", "say how a meeting went, or that it did not take place"),
        command("settle", "say that a complaint is settled"),
    )
    command("complaints", "what somebody complained of and nobody has settled yet")
    command("duplicates", "who may be there twice, and why")
    merge = command("merge", "make several contacts one; what hangs on them moves to the first")
    merge.add_argument("ids", metavar="ID", nargs="+", help="numbers of contacts; the first one stays")
    _ask_command(command("ask", "ask the notebook: how it went, who comes again, what is planned, when"))
    _care_commands(command)
    return tree, commands


def _care_commands(command: Callable[[str, str], ArgumentParser]) -> None:
    command("undo", "take the last operation back")
    command("redo", "do again what was undone last")
    told = command("history", "what was done, the newest first")
    told.add_argument("id", metavar="ID", nargs="?", type=_count, help="only what was done to this contact")
    back_up = command("backup", "make a checked copy of the data file")
    back_up.add_argument("folder", metavar="DIR", nargs="?", help="beside the data file if not given")
    command("backups", "the copies beside the data file")
    command("salvage", "save what can be read of a damaged data file; that is kept as it is")
    restore = command("restore", "bring a copy back; what is there now is kept first")
    restore.add_argument("file", metavar="FILE", help="a name that backups gives, or the path of a copy")
    restore.add_argument(
        "--backup-passphrase-file", metavar="FILE", help="of a copy that has another passphrase than the data"
    )
    _encryption_commands(
        command("encrypt", "encrypt the data and its backups with a passphrase"),
        command("decrypt", "make plain files of encrypted data and its backups"),
    )
    command("check", "look whether the data file is sound").add_argument(
        "--deep", action="store_true", help="look at every value in it, and at the backups too"
    )
    move = command("move", "move the data into another folder, and leave a note of where it went")
    move.add_argument("folder", metavar="FOLDER")
    move.add_argument(
        "--keep-backups", action="store_true", help="go on keeping a copy of every backup in the old folder"
    )
    demo = command("demo", "add sample data to look around with")
    demo.add_argument("--remove", action="store_true", help="take the sample data away again")


def _add_global(parser: ArgumentParser) -> None:
    parser.add_argument("--data", metavar="DIR", help="the folder of the data file (or CRM_DESKTOP_DATA)")
    parser.add_argument("--lang", metavar="CODE", help="the language of the window; commands speak English")
    parser.add_argument(
        "--passphrase-file", metavar="FILE", help="of encrypted data: its first line; - for standard input"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def _file_commands(imports: ArgumentParser, export: ArgumentParser) -> None:
    imports.add_argument("files", metavar="FILE", nargs="+")
    imports.add_argument("--map", metavar="FILE", help="a JSON file that says what columns mean")
    imports.add_argument("--rejects", metavar="FILE", help="write what is refused there, to be mended")
    imports.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")
    export.add_argument(
        "file", metavar="FILE", help=".vcf, .csv or .xlsx; .ics for meetings, .zip for everything"
    )
    export.add_argument("--format", choices=_FORMATS, help="where the ending does not say it")
    export.add_argument("--filter", metavar="EXPRESSION", help='only who fits, as in "tag = customer"')
    export.add_argument("--saved", metavar="NAME", help="only who fits the saved filter of this name")
    export.add_argument("--version", choices=("3.0", "4.0"), default="4.0", help="of vCard; 4.0 if not given")


def _add_command(add: ArgumentParser) -> None:
    add.add_argument("name", metavar="NAME", nargs="+")
    add.add_argument("--phone", action="append", default=[], help="may be given again")
    add.add_argument("--email", action="append", default=[], help="may be given again")
    add.add_argument("--birthday", metavar="DATE", help="1990-05-17, or 05-17 where the year is unknown")
    add.add_argument("--calendar", choices=_CALENDARS, help="of the birthday")
    add.add_argument("--company")
    add.add_argument("--tag", action="append", default=[], help="may be given again")
    add.add_argument("--cadence", metavar="DAYS", type=int, help="how often to be in touch; 0 for never")
    add.add_argument("--source", help="where they heard of you")


def _list_commands(everyone: ArgumentParser, search: ArgumentParser) -> None:
    everyone.add_argument("--cold", action="store_true", help="only who has gone cold, the longest first")
    everyone.add_argument("--tag", action="append", default=[], help="only who wears it; may be given again")
    search.add_argument("query", metavar="QUERY", nargs="+")
    for command in (everyone, search):
        command.add_argument("--limit", metavar="N", type=_count, help="at most so many")
        command.add_argument("--full", action="store_true", help="whole cards")


def _filter_command(filters: ArgumentParser) -> None:
    filters.epilog = _FILTER_EXAMPLES
    filters.formatter_class = RawDescriptionHelpFormatter
    filters.add_argument("expression", metavar="EXPRESSION", nargs="*", help="in quotes: see below")
    filters.add_argument("--saved", metavar="NAME", help="the filter that is saved under a name")
    filters.add_argument("--list", action="store_true", help="the saved filters, and how many each lists")
    filters.add_argument("--subjects", action="store_true", help="all that can be compared, and how")
    filters.add_argument("--missing", action="store_true", help="what cards lack, and how many of them")
    filters.add_argument("--limit", metavar="N", type=_count, help="at most so many")
    filters.add_argument("--full", action="store_true", help="whole cards")


def _log_commands(log: ArgumentParser, meet: ArgumentParser) -> None:
    log.usage = "%(prog)s [options] ID [ID ...] TEXT"
    log.add_argument("words", metavar="ID … TEXT", nargs="+", help="numbers of contacts, then the words")
    log.add_argument("--kind", choices=_KINDS, default="call", help="what it was; a call if not given")
    log.add_argument("--outcome", choices=_OUTCOMES, help="how it went")
    log.add_argument("--at", metavar="WHEN", help="2026-11-30 15:00, or a day; now if not given")
    tag_help = "a tag of the entry; may be given again"
    log.add_argument("--tag", metavar="TAG", action="append", default=[], help=tag_help)
    log.add_argument("--due", metavar="DAY", help="by when a complaint is to be settled")
    meet.usage = "%(prog)s [options] --at WHEN ID [ID ...] TITLE"
    meet.add_argument(
        "words", metavar="ID … TITLE", nargs="+", help="the numbers of contacts, then the title"
    )
    meet.add_argument("--at", metavar="WHEN", required=True, help="2026-11-30 15:00, or tomorrow 15:00")
    meet.add_argument("--minutes", metavar="N", help="how long; an hour if not given")
    remind_help = "minutes before, or 2h, 1d; may be given again"
    meet.add_argument("--remind", metavar="N", action="append", default=[], help=remind_help)
    meet.add_argument("--repeat", metavar="RULE", default="", help=_RULE_HELP)


def _remember_command(remember: ArgumentParser) -> None:
    remember.usage = "%(prog)s [options] --on DAY TEXT"
    remember.add_argument("words", metavar="TEXT", nargs="+", help="what to be reminded of")
    remember.add_argument("--on", metavar="DAY", required=True, help="2026-11-30, or tomorrow")
    remember.add_argument("--with", dest="who", metavar="ID", help="the contact to whom it is promised")
    remember.add_argument("--repeat", metavar="RULE", default="", help=_RULE_HELP)


def _answering_commands(answer: ArgumentParser, settle: ArgumentParser) -> None:
    answer.add_argument("id", metavar="APPOINTMENT", help="its number, as today --json gives it")
    answer.add_argument("went", choices=(*_OUTCOMES, "no"), help="how it went; no: it did not take place")
    answer.add_argument("words", metavar="TEXT", nargs="*", help="what was said, for the logbook")
    settle.add_argument("id", metavar="ID", help="the number of the entry, as complaints gives it")


def _answers(done: ArgumentParser, snooze: ArgumentParser, dismiss: ArgumentParser) -> None:
    for answer in (done, snooze, dismiss):
        answer.add_argument("key", metavar="KEY", help="as reminders --json gives it")
    snooze.add_argument("--until", metavar="WHEN", required=True, help="2026-11-30 15:00, or a day")


def _encryption_commands(encrypt: ArgumentParser, _decrypt: ArgumentParser) -> None:
    encrypt.add_argument("--change", action="store_true", help="give encrypted data another passphrase")
    encrypt.add_argument(
        "--remember", action="store_true", help="keep the passphrase in this computer's keyring"
    )
    encrypt.add_argument(
        "--new-passphrase-file", metavar="FILE", help="its first line is the new one; - for standard input"
    )


def _ask_command(ask: ArgumentParser) -> None:
    ask.add_argument(
        "question",
        choices=("outcomes", "rebooked", "planned", "when"),
        help="how appointments ended; who of those met made another; how many there are by day; the last and"
        " the next with somebody",
    )
    ask.add_argument("name", metavar="NAME", nargs="*", help="of whom, for when")
    usual = "the week before last, for planned next month, if no day is given"
    ask.add_argument("--from", dest="start", metavar="DAY", help=usual)
    ask.add_argument(
        "--until", metavar="DAY", help="the last day of the period; today if only --from is given"
    )


def _span(reminders: ArgumentParser) -> None:
    reminders.add_argument("--from", dest="start", metavar="WHEN", help="a moment or a day; now if not given")
    reminders.add_argument("--until", metavar="WHEN", help="seven days later if not given")


def _count(typed: str) -> int:
    number = int(typed)
    if number < 0:
        raise ArgumentTypeError(f"{number} is less than nothing")
    return number


def _split_at_command(argv: list[str]) -> tuple[list[str], list[str]]:
    """The options before the command, and all from the command on."""
    at = 0
    while at < len(argv) and argv[at].partition("=")[0] in _GLOBAL:
        takes_next = _GLOBAL[argv[at].partition("=")[0]] and "=" not in argv[at]
        at += 2 if takes_next else 1
    return argv[:at], argv[at:]


def _options_first(command: ArgumentParser, tokens: list[str]) -> list[str]:
    """Options, each joined with its value, then the rest as plain words.

    argparse by itself reads no words after an option among them, nor a value that begins with a dash.
    """
    takes_value = {
        name: action.nargs is None for action in command._actions for name in action.option_strings
    }
    options: list[str] = []
    words: list[str] = []
    waiting = iter(tokens)
    for token in waiting:
        if token == "--":
            words.extend(waiting)
        elif takes_value.get(token):
            value = next(waiting, None)
            options.append(token if value is None else f"{token}={value}")
        elif _is_option(token):
            options.append(token)
        else:
            words.append(token)
    return [*options, "--", *words] if words else options


def _is_option(token: str) -> bool:
    """Whether it can only be meant as one: "-5" and "- two chairs" are words."""
    return len(token) > 1 and token[0] == "-" and " " not in token and not token[1:].isdecimal()
