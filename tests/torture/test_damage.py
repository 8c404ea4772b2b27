"""A damaged data file: never a crash, never silent, the original kept, and what can be had comes back."""

import itertools
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from crm_desktop.bootstrap import open_rescue
from crm_desktop.domain.errors import UserError
from crm_desktop.store.on_disk import kept_aside, log_of
from tests.fakes import FakeClock
from tests.torture.damage import (
    PAGE,
    World,
    build,
    copy_of,
    hold_against,
    looked,
    overwrite,
    salvaged,
    told,
    with_log,
    zero,
)

Rounds = Callable[[int, int], int]
pytestmark = pytest.mark.timeout(3600)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A folder that nobody damages: every test takes a copy."""
    return build(tmp_path_factory.mktemp("world"), people=40)


@pytest.fixture
def folders(tmp_path: Path) -> Iterator[Path]:
    """Names for one folder after another."""
    return (tmp_path / str(number) for number in itertools.count())


def test_a_page_full_of_zeros_is_told_and_all_that_lies_elsewhere_is_saved(
    world: World, folders: Iterator[Path], rounds: Rounds, dice: Random
) -> None:
    pages = list(range(1, world.size + 1))
    for page in dice.sample(pages, rounds(6, len(pages))):
        path = copy_of(world, next(folders), backups=dice.random() < 0.5)
        zero(path, page)
        _look_and_save(world, path, {page})


def test_a_file_that_is_cut_short_is_told_and_what_is_left_is_saved(
    world: World, folders: Iterator[Path], rounds: Rounds, dice: Random
) -> None:
    for _ in range(rounds(3, 100)):
        path = copy_of(world, next(folders), backups=dice.random() < 0.5)
        length = dice.randrange(world.size * PAGE)
        with path.open("rb+") as file:
            file.truncate(length)
        _look_and_save(world, path, set(range(length // PAGE + 1, world.size + 1)))


def test_garbage_in_some_pages_is_told_and_all_that_lies_elsewhere_is_saved(
    world: World, folders: Iterator[Path], rounds: Rounds, dice: Random
) -> None:
    for _ in range(rounds(3, 200)):
        path = copy_of(world, next(folders), backups=dice.random() < 0.5)
        bad = set(dice.sample(range(1, world.size + 1), dice.randint(1, 9)))
        for page in bad:
            overwrite(path, (page - 1) * PAGE, dice.randbytes(PAGE))
        _look_and_save(world, path, bad)


def test_a_few_wrong_bytes_anywhere_never_crash_and_what_is_saved_is_sound(
    world: World, folders: Iterator[Path], rounds: Rounds, dice: Random
) -> None:
    # SQLite keeps no sums of its pages: a letter that became another one nobody can tell.
    for _ in range(rounds(4, 400)):
        path = copy_of(world, next(folders), backups=dice.random() < 0.5)
        overwrite(path, dice.randrange(world.size * PAGE - 60), dice.randbytes(dice.choice((1, 4, 40))))
        looked(path.parent)
        with suppress(UserError):
            salvaged(path.parent)


def _look_and_save(world: World, path: Path, bad: set[int]) -> None:
    """Open it, look closely, save what can be read; nothing of it all touches the file."""
    before = path.read_bytes()
    said = told(path.parent, world)
    assert path.read_bytes() == before or not said
    before = path.read_bytes()
    if not world.readable(bad):
        with pytest.raises(UserError):
            open_rescue(path.parent, clock=FakeClock()).salvage()
        return
    numbers, rows = salvaged(path.parent)
    hold_against(world, bad, numbers, rows)
    assert [aside.read_bytes() for aside in kept_aside(path)] == [before]


def test_a_backup_takes_the_place_of_whatever_is_there(
    world: World, folders: Iterator[Path], rounds: Rounds, dice: Random
) -> None:
    for content in (b"", b"\0" * 5000, dice.randbytes(3 * PAGE), b"SQLite format 3\0", None):
        path = copy_of(world, next(folders))
        if content is None:
            path.unlink()
        else:
            path.write_bytes(content)
        assert told(path.parent, world)
        assert content is None or path.read_bytes() == content
        rescue = open_rescue(path.parent, clock=FakeClock())
        assert rescue.why()
        [newest] = rescue.backups()
        aside = rescue.bring_back(Path(newest.name))
        assert not rescue.why()
        assert (aside.read_bytes() if aside else None) == content
        assert path.stat().st_mode & 0o077 == 0


def test_a_file_of_noise_is_never_taken_for_data(
    world: World, folders: Iterator[Path], rounds: Rounds, dice: Random
) -> None:
    for _ in range(rounds(4, 100)):
        path = copy_of(world, next(folders), backups=False)
        content = dice.randbytes(dice.choice((1, 100, PAGE, 20 * PAGE)))
        path.write_bytes(content)
        assert told(path.parent, world)
        with pytest.raises(UserError):
            open_rescue(path.parent, clock=FakeClock()).salvage()
        assert path.read_bytes() == content
        assert {one.name for one in path.parent.iterdir()} <= {path.name, "backups", "logs"}


def test_half_a_log_gives_what_was_committed_in_the_other_half_or_is_told(
    world: World, folders: Iterator[Path], rounds: Rounds, dice: Random
) -> None:
    states = with_log(next(folders))
    log = log_of(states.file).read_bytes()
    for number in range(rounds(8, 200)):
        path = copy_of(states.world, next(folders))
        kind = number % 3
        at = dice.randrange(len(log))
        if kind == 0:
            log_of(path).write_bytes(log[:at])
        elif kind == 1:
            log_of(path).write_bytes(log + dice.randbytes(dice.choice((10, 5000))))
        else:
            overwrite(log_of(path), at, dice.randbytes(40))
        states.hold(path, whole=kind == 1, broken_inside=kind == 2)


def test_a_file_that_vanished_behind_its_put_aside_one_is_not_begun_anew(
    world: World, folders: Iterator[Path]
) -> None:
    path = copy_of(world, next(folders), backups=False)
    path.rename(path.with_name(path.name + ".damaged-2026-03-02-090000"))
    assert told(path.parent, world)
    assert not path.exists()
    numbers, rows = salvaged(path.parent)
    assert numbers.lost == 0
    assert rows == world.rows
