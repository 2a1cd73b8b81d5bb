"""What the tests of the content share."""

from pathlib import Path

import pytest

from tests.bot.content.folder import ContentFolder


@pytest.fixture
def folder(tmp_path: Path) -> ContentFolder:
    """A content folder without a problem but missing translations."""
    return ContentFolder(tmp_path / "content")
