"""The `.env` file, read only to tell whether what must be set is set; the bot reads it for itself."""

import os
from collections.abc import Mapping
from pathlib import Path


def surroundings(root: Path) -> Mapping[str, str]:
    """The environment over the lines `KEY=value` of `.env`; keys without a value are left out."""
    file = root / ".env"
    lines = file.read_text("utf-8").splitlines() if file.exists() else []
    pairs = [line.partition("=") for line in lines if "=" in line and not line.lstrip().startswith("#")]
    written = {key.strip().replace("export ", ""): value.strip().strip("'\"") for key, _, value in pairs}
    return {key: value for key, value in {**written, **os.environ}.items() if value}
