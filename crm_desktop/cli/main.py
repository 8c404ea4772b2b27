"""Runs one command: reads what is asked, opens the data file, prints the answer, and words every error."""

from __future__ import annotations

import logging
import os
import sys
from contextlib import closing
from typing import TYPE_CHECKING

from crm_desktop.cli import arguments
from crm_desktop.cli.terminal import complain, document, say, use_utf8
from crm_desktop.domain.errors import DamagedFileError, PassphraseError, UserError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from crm_desktop.cli.answer import Answer
    from crm_desktop.cli.outside import Outside
    from crm_desktop.services.context import Services

DONE, REFUSED, INTERRUPTED, BROKEN_PIPE = 0, 1, 130, 141

_log = logging.getLogger(__name__)


def run(argv: Sequence[str], outside: Outside) -> int:
    """The exit code: 0 done, 1 refused with one sentence on standard error, 2 misused."""
    use_utf8(sys.stdout)
    use_utf8(sys.stderr)
    try:
        code = _run(arguments.read(argv), outside)
        _flush()
        return code
    except SystemExit as stop:
        return int(stop.code or DONE)
    except BrokenPipeError:
        _forget_output()
        return BROKEN_PIPE
    except OSError as error:
        _forget_output()
        complain(f"The answer could not be written: {error.strerror}.")
        return REFUSED
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(args: Namespace, outside: Outside) -> int:
    try:
        folder = outside.data_dir(args.data)
        log = outside.open_log(folder)
    except UserError as error:
        complain(str(error))
        return REFUSED
    try:
        if (holder := outside.held_by(folder)) is not None or args.command in ("move", "check"):
            from crm_desktop.cli import place

            place.refuse_held(holder)
            if args.command == "move":
                return _tell(place.move(folder, args, outside), as_json=args.json)
            place.warn(outside.place(folder))
        if args.command in ("encrypt", "decrypt"):
            from crm_desktop.cli.encryption import run as convert

            return _tell(convert(folder, args, outside), as_json=args.json)
        if args.command == "salvage":
            return _tell(_rescued(folder, args, outside), as_json=args.json)
        try:
            services = _open(folder, args, outside)
        except (DamagedFileError, PassphraseError) as error:
            return _tell(_rescued(folder, args, outside, error), as_json=args.json)
        with closing(services):
            return _tell(_answer(services, args, outside), as_json=args.json)
    except UserError as error:
        complain(str(error))
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001 - the border: a person gets a sentence, the log the rest
        complain(_in_words(error, f"what is known of it stands in {log.folder}"))
    finally:
        log.close()
    return REFUSED


def _open(folder: Path, args: Namespace, outside: Outside) -> Services:
    try:
        return outside.open_services(folder)
    except PassphraseError:
        from crm_desktop.cli.passphrase import open_encrypted

        return open_encrypted(folder, args, outside)


def _rescued(folder: Path, args: Namespace, outside: Outside, error: UserError | None = None) -> Answer:
    from crm_desktop.cli import rescue

    return rescue.run(folder, args, outside, error)


def _in_words(error: Exception, where: str) -> str:
    from crm_desktop.services.environment import environment_words

    words = environment_words(error)
    if words:
        _log.warning("the environment refused", exc_info=error)
        return words
    _log.error("nobody caught this", exc_info=error)
    return f"Something went wrong inside the program ({type(error).__name__}); {where}."


def _answer(services: Services, args: Namespace, outside: Outside) -> Answer:
    if args.command == "remind":
        from crm_desktop.cli.reminders import remind

        return remind(services, outside.make_notifier())
    return _commands(args.command)[args.command](services, args)


def _commands(name: str) -> Mapping[str, Callable[[Services, Namespace], Answer]]:
    """The commands of one subject; a subject is imported when one of its commands is asked for."""
    if name in ("add", "list", "search", "show"):
        from crm_desktop.cli import contacts

        return contacts.COMMANDS
    if name == "filter":
        from crm_desktop.cli import filters

        return filters.COMMANDS
    if name in ("log", "meet", "remember"):
        from crm_desktop.cli import logbook

        return logbook.COMMANDS
    if name in ("answer", "settle", "complaints"):
        from crm_desktop.cli import answering

        return answering.COMMANDS
    if name in ("import", "export"):
        from crm_desktop.cli import files

        return files.COMMANDS
    if name in ("done", "snooze", "dismiss"):
        from crm_desktop.cli import inbox

        return inbox.COMMANDS
    if name in ("reminders", "today"):
        from crm_desktop.cli import reminders

        return reminders.COMMANDS
    if name == "ask":
        from crm_desktop.cli import questions

        return questions.COMMANDS
    if name in ("duplicates", "merge"):
        from crm_desktop.cli import duplicates

        return duplicates.COMMANDS
    if name == "history":
        from crm_desktop.cli import history

        return history.COMMANDS
    if name in ("backup", "backups", "restore"):
        from crm_desktop.cli import backups

        return backups.COMMANDS
    from crm_desktop.cli import care

    return care.COMMANDS


def _tell(answer: Answer, *, as_json: bool) -> int:
    if as_json:
        for piece in document(answer.document()):
            say(piece)
    else:
        for line in answer.lines():
            say(line + "\n")
    return answer.code


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()


def _forget_output() -> None:
    """What is left is thrown away, so that nothing is tried again at the end of the program."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
