"""The JavaScript that draws figures in a browser, from one file and without a network."""

import hashlib
import importlib.metadata
import os
import tempfile
from pathlib import Path

import platformdirs

from verbale.errors import ConfigError

# What a page needs of it.
_SNIPPET = "window.vegaEmbed = vegaEmbed;"


def bundle() -> str:
    """Vega, Vega-Lite and Vega-Embed with its interpreter as one classic script that defines `window.vegaEmbed`.

    With the option `ast: true` it evaluates nothing and so runs under `script-src 'self'`. Some 900 kB, made in a
    second on first use and kept in the user's cache folder. Raises ConfigError where vl-convert is not installed.
    """
    try:
        import vl_convert
    except ImportError as error:
        raise ConfigError('vl-convert-python is not installed: pip install "verbale[chart]"') from error

    digest = hashlib.sha256(f"{importlib.metadata.version('vl-convert-python')} {_SNIPPET}".encode()).hexdigest()[:12]
    path = Path(platformdirs.user_cache_dir("verbale")) / f"vega-{digest}.js"
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        pass
    # Its hundreds of names stay inside: a page's own scripts may use them too.
    script = f'(function(){{"use strict";\n{vl_convert.javascript_bundle(_SNIPPET)}\n}})();\n'
    _keep(path, script)
    return script


def _keep(path: Path, script: str) -> None:
    """Write whole or not at all; a cache folder that cannot be written only costs time."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    except OSError:
        return
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(script)
        Path(part).replace(path)
    except OSError:
        pass
    finally:
        Path(part).unlink(missing_ok=True)
