"""The system's keyring, with backends that behave as those out there do: well, badly, or not at all."""

import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import chainer, fail, null

from crm_desktop.domain.errors import UserError
from crm_desktop.system import keyring as system_keyring
from crm_desktop.system.keyring import Keyring

Use = Callable[[KeyringBackend], Keyring]


class Memory(KeyringBackend):
    """Keeps secrets as a system does."""

    priority = 5  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class PlainFile(Memory):
    """Keeps them where anybody reads them."""

    priority = 0.5  # type: ignore[assignment]


class Broken(Memory):
    """Is there, and fails at everything."""

    def get_password(self, service: str, username: str) -> str | None:
        raise OSError("the bus is gone")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise OSError("the bus is gone")


class Hanging(Memory):
    """Waits for an answer that does not come."""

    def __init__(self) -> None:
        super().__init__()
        self.go_on = threading.Event()

    def get_password(self, service: str, username: str) -> str | None:
        self.go_on.wait()
        return None


class Stubborn(Memory):
    """Says that it kept something, and did not."""

    def set_password(self, service: str, username: str, password: str) -> None:
        pass


@pytest.fixture
def use(tmp_path: Path) -> Iterator[Use]:
    before = keyring.get_keyring()

    def begin(backend: KeyringBackend) -> Keyring:
        keyring.set_keyring(backend)
        return Keyring(tmp_path)

    yield begin
    keyring.set_keyring(before)


def test_what_is_remembered_is_there_again_until_it_is_forgotten(use: Use) -> None:
    keys = use(Memory())
    assert (keys.trouble(), keys.remembered()) == ("", None)
    keys.remember("የይለፍ ሐረግ")
    assert keys.remembered() == "የይለፍ ሐረግ"
    keys.forget()
    assert keys.remembered() is None
    keys.forget()


def test_every_data_folder_has_its_own(use: Use, tmp_path: Path) -> None:
    use(Memory()).remember("of the first")
    assert Keyring(tmp_path / "other").remembered() is None


@pytest.mark.parametrize(
    "backend", [fail.Keyring(), null.Keyring(), PlainFile()], ids=lambda one: type(one).__name__
)
def test_what_keeps_nothing_safely_is_no_keyring(use: Use, backend: KeyringBackend) -> None:
    keys = use(backend)
    assert "no keyring" in keys.trouble()
    assert keys.remembered() is None
    with pytest.raises(UserError, match="no keyring"):
        keys.remember("secret")
    keys.forget()


def test_a_chain_is_as_safe_as_the_one_that_it_keeps_them_in(
    use: Use, monkeypatch: pytest.MonkeyPatch
) -> None:
    chain = chainer.ChainerBackend()
    monkeypatch.setattr(chainer.ChainerBackend, "backends", [PlainFile()])
    assert "no keyring" in use(chain).trouble()
    monkeypatch.setattr(chainer.ChainerBackend, "backends", [Memory(), PlainFile()])
    assert use(chain).trouble() == ""


def test_one_that_fails_is_told_in_words(use: Use) -> None:
    keys = use(Broken())
    assert keys.remembered() is None
    with pytest.raises(UserError, match="refused to keep"):
        keys.remember("secret")


def test_one_that_kept_nothing_did_not_keep_it(use: Use) -> None:
    with pytest.raises(UserError, match="refused to keep"):
        use(Stubborn()).remember("secret")


def test_one_that_does_not_answer_is_given_up(use: Use, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_keyring, "ANSWER_SECONDS", 0.05)
    monkeypatch.setattr(system_keyring, "KEEP_SECONDS", 0.05)
    backend = Hanging()
    keys = use(backend)
    try:
        assert keys.remembered() is None
        with pytest.raises(UserError, match="refused to keep"):
            keys.remember("secret")
    finally:
        backend.go_on.set()


def test_without_the_library_it_says_what_to_install(use: Use, monkeypatch: pytest.MonkeyPatch) -> None:
    keys = use(Memory())
    monkeypatch.setitem(sys.modules, "keyring", None)
    assert 'pip install "crm-desktop[encrypt]"' in keys.trouble()
    assert keys.remembered() is None
    with pytest.raises(UserError, match="pip install"):
        keys.remember("secret")
