"""The documents say what the code does."""

import re
import subprocess
from pathlib import Path

from bot.settings import Settings
from bot.storage.tables import Base

PRIVACY = Path("docs/privacy.md").read_text(encoding="utf-8")
ARCHITECTURE = Path("docs/architecture.md").read_text(encoding="utf-8")


def test_every_stored_column_stands_in_the_privacy_page_and_no_other() -> None:
    stored = {(table.name, column.name) for table in Base.metadata.tables.values() for column in table.columns}
    told = set(re.findall(r"^\| (\w+) \| (\w+) \| [^|]{10,} \| [^|]{5,} \|$", PRIVACY, re.MULTILINE))
    assert told == stored


def test_every_setting_stands_in_the_architecture_page_and_in_the_example() -> None:
    example = Path(".env.example").read_text(encoding="utf-8")
    for key in Settings.model_fields:
        assert f"`{key.upper()}`" in ARCHITECTURE
        assert key.upper() in example


def test_links_between_the_documents_lead_somewhere() -> None:
    pages = [Path(name) for name in _tracked("*.md") if not name.startswith("content/")]
    broken = [
        f"{page}: {target}"
        for page in pages
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert broken == []


def _tracked(pattern: str) -> list[str]:
    found = subprocess.run(["git", "ls-files", pattern], capture_output=True, text=True, check=True)
    return found.stdout.splitlines()
