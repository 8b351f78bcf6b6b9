"""A consistent copy of the store for other programs."""

import tempfile
from pathlib import Path

from verbale.errors import ConfigError
from verbale.store.connection import Store


def snapshot(store: Store, target: Path) -> None:
    """Copy the store as it is now to `target`, which appears only when it is complete. Raises ConfigError."""
    if not target.parent.is_dir():
        raise ConfigError(f"no folder {target.parent}")
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}.") as folder:
        copy = Path(folder) / target.name
        with store.reading() as connection:
            (name,) = connection.execute("SELECT current_database()").fetchall()[0]
            connection.execute(f"ATTACH '{str(copy).replace(chr(39), chr(39) * 2)}' AS snapshot_copy (READ_WRITE)")
            connection.execute(f'COPY FROM DATABASE "{name}" TO snapshot_copy')
            connection.execute("DETACH snapshot_copy")
        copy.replace(target)
