"""What is no backup, or has no place to go, is refused in one sentence; nothing is touched."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from storage.backups import archive, backup
from storage.sealing.crypto import Keyring
from storage.store import StorageError, Store
from tests.storage.backups.databases import Filled, Make, place
from tests.storage.database.postgres_for_tests import MakeUrl
from tests.storage.database.sqlite_for_tests import migrated
from tests.storage.samples import KEY, NOW, ZONE, person


@pytest.mark.parametrize("how", ["cut", "changed", "page", "empty", "no backup", "other content"])
def test_a_damaged_backup_changes_nothing(
    filled: Filled, kept: Path, ring: Keyring, how: str
) -> None:
    """It is refused in one sentence, before anything is touched."""
    url = filled.url
    backup.make(url, kept, NOW)
    filled.store.close()
    data = kept.read_bytes()
    half = (archive.PAGE + len(data)) // 2
    kept.write_bytes(
        {
            "cut": data[:-100],
            "changed": data[:half] + bytes([data[half] ^ 1]) + data[half + 1 :],
            "page": data[:20] + b"}" + data[21:],
            "empty": b"",
            "no backup": b"SQLite format 3\0" + data[16:],
            "other content": relabelled(data[: archive.PAGE], b"nothing"),
        }[how]
    )

    with pytest.raises(StorageError, match=r"The (backup is damaged|file is no backup)"):
        backup.restore(url, kept, ring, NOW, replace=True)

    assert place(url, ring) == {"flow": "menu"}


def relabelled(page: bytes, rest: bytes, **change: object) -> bytes:
    """A backup whose label fits what follows, and says something else."""
    said = json.loads(page[len(archive.MAGIC) :])
    digest = sha256(rest).hexdigest()
    label = archive.Label(**{**said, "size": len(rest), "digest": digest, **change})
    return archive._page(label) + rest


@pytest.mark.parametrize("change", [{"revision": "9999_later"}, {"format": 2}])
def test_a_backup_of_a_newer_program_is_refused(
    filled: Filled, kept: Path, ring: Keyring, change: dict[str, object]
) -> None:
    """By its shape, or by the shape of the file."""
    backup.make(filled.url, kept, NOW)
    data = kept.read_bytes()
    kept.write_bytes(relabelled(data[: archive.PAGE], data[archive.PAGE :], **change))

    with pytest.raises(StorageError, match="made by a newer version of Lipa"):
        backup.restore(filled.url, kept, ring, NOW, replace=True)


def test_a_backup_of_another_kind_is_refused(kept: Path, ring: Keyring, tmp_path: Path) -> None:
    """One cannot be poured into the other."""
    backup.make(migrated(tmp_path / "a.db", KEY), kept, NOW)

    with pytest.raises(StorageError, match="another kind"):
        backup.restore("postgresql://nobody@127.0.0.1:1/none", kept, ring, NOW, replace=True)


def test_a_server_in_use_is_left_alone(postgres_url: MakeUrl, kept: Path, ring: Keyring) -> None:
    """Somebody of Lipa is connected; a file is guarded by the lock of `lipa run`."""
    url = postgres_url()
    backup.make(url, kept, NOW)
    store = Store.open(url, ring, ZONE)
    anna = person(store)

    with pytest.raises(StorageError, match="Lipa runs on this database"):
        backup.restore(url, kept, ring, NOW, replace=True)

    assert person(store) == anna
    store.close()


def test_no_file_is_overwritten(filled: Filled, kept: Path) -> None:
    """Not even by one that fits."""
    kept.write_text("mine")

    with pytest.raises(StorageError, match="is there already: name a new file"):
        backup.make(filled.url, kept, NOW)

    assert kept.read_text() == "mine"


def test_a_disk_without_links_takes_a_backup(
    filled: Filled, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such as a stick that goes into the safe."""

    def refuse(_half: Path, _path: Path) -> None:
        raise PermissionError

    monkeypatch.setattr("os.link", refuse)

    backup.make(filled.url, kept, NOW)

    assert [path.name for path in kept.parent.glob("backup*")] == ["backup.lipa"]


def test_a_folder_that_is_not_there_is_said(filled: Filled, tmp_path: Path) -> None:
    """In one sentence."""
    with pytest.raises(StorageError, match="cannot be used"):
        backup.make(filled.url, tmp_path / "none" / "backup.lipa", NOW)


def test_where_no_database_is_nothing_is_kept(make: Make, kept: Path) -> None:
    """And no file is left that looks like a backup."""
    with pytest.raises(StorageError):
        backup.make(make(migrated=False), kept, NOW)

    assert not kept.exists()
