"""Files of every maker with harm done to them: none makes an import fall over, hang, or come in by half."""

import random
import time
from pathlib import Path

import pytest

from crm_desktop.domain.errors import UserError
from crm_desktop.services.context import Services
from tests.unit.services.mutations import corpora, mutated

_EVERY = 25
_MOST_SECONDS = 2.0


@pytest.mark.timeout(3_600)
@pytest.mark.parametrize("count", [500, pytest.param(10_000, marks=pytest.mark.long)])
def test_no_harmed_file_makes_an_import_fall_over_or_hang(
    services: Services, tmp_path: Path, count: int
) -> None:
    files = corpora()
    for number in range(count):
        suffix, data = mutated(random.Random(f"{count} {number}"), files)
        path = tmp_path / f"case{suffix}"
        path.write_bytes(data)
        began = time.thread_time()
        try:
            _tried(services, path, write=number % _EVERY == 0)
        except Exception as error:
            raise AssertionError(f"case {number} of {count}: {error!r}") from error
        assert time.thread_time() - began < _MOST_SECONDS, f"case {number} of {count} took too long"
        path.unlink()


def _tried(services: Services, path: Path, *, write: bool) -> None:
    """Look at a file; with `write` import it too, which does what was shown, or nothing at all."""
    try:
        preview = services.importing.preview([path])
    except UserError:
        preview = None
    if not write:
        return
    if preview is None:
        with pytest.raises(UserError):
            services.importing.apply([path])
        assert services.contacts.count() == 0
        return
    report = services.importing.apply([path])
    assert report.created == services.contacts.count() == preview.new + preview.doubtful
    assert len(preview.rows) == sum(file.cards for file in report.files)
    if report.created:
        services.undo.undo()
    assert services.contacts.count() == 0
