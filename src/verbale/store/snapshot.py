"""A consistent copy of the store for other programs."""

import tempfile
from pathlib import Path

from verbale.errors import ConfigError
from verbale.store.connection import Store


def snapshot(store: Store, target: Path) -> None:
    """Copy the store as it is now to `target`, which appears only when it is complete and takes the place of an older.

    Raises ConfigError for the store itself and where nothing can be written.
    """
    if target.resolve() == store.path.resolve():
        raise ConfigError(f"{target} is the store itself")
    if target.is_dir():
        raise ConfigError(f"{target} is a folder")
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}.") as folder:
            copy = Path(folder) / target.name
            _copy(store, copy)
            copy.replace(target)
    except OSError as error:
        raise ConfigError(f"cannot write {target}: {error.strerror or error}") from error


def _copy(store: Store, copy: Path) -> None:
    with store.reading() as connection:
        (name,) = connection.execute("SELECT current_database()").fetchall()[0]
        quoted = name.replace('"', '""')
        connection.execute(f"ATTACH '{str(copy).replace(chr(39), chr(39) * 2)}' AS \"copy of {quoted}\" (READ_WRITE)")
        connection.execute(f'COPY FROM DATABASE "{quoted}" TO "copy of {quoted}"')
        connection.execute(f'DETACH "copy of {quoted}"')
