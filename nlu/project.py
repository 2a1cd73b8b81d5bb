"""Where the things lie that the assistant reads and makes."""

import os
from dataclasses import dataclass
from pathlib import Path

PACKAGE = Path(__file__).parent
LEXICON = "lexicon"


@dataclass(frozen=True)
class Project:
    """A folder with `config.yml`, `nlu/data`, the content, and `var/models` for what is made of them."""

    root: Path

    @property
    def content(self) -> Path:
        """The folder of the content; the environment variable CONTENT moves it."""
        return self.root / os.environ.get("CONTENT", "content")

    @property
    def examples(self) -> Path:
        """The example questions: `<language>/<theme>.yml`."""
        return self.root / "nlu" / "data"

    @property
    def lexicon(self) -> Path:
        """The words of the domain: `<anything>.yml`."""
        return self.content / LEXICON

    @property
    def config(self) -> Path:
        """Rasa's configuration."""
        return self.root / "config.yml"

    @property
    def models(self) -> Path:
        """The trained models and the pointer to the current one."""
        return self.root / "var" / "models"

    def shown(self, path: Path) -> str:
        """The path as people know it: from the root of the project where it lies inside."""
        return str(path.relative_to(self.root) if path.is_relative_to(self.root) else path)


HERE = Project(PACKAGE.parent)
