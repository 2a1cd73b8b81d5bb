"""The trained models in var/models: which one is current, and of which inputs it was made."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from nlu.catalogue import title_of
from nlu.flows import ingredients
from nlu.project import PACKAGE, Project

KEPT = 3


@dataclass(frozen=True)
class Current:
    """The model that answers, and the fingerprint of what it was trained on."""

    fingerprint: str
    model: str

    def path(self, project: Project) -> Path:
        """The archive of the model."""
        return project.models / self.model


def fingerprint(project: Project) -> str:
    """A hash over all that a model is made of; of the texts only which there are and their titles."""
    digest = hashlib.sha256()
    for name, content in _ingredients(project):
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:16]


def _ingredients(project: Project) -> Iterator[tuple[str, bytes]]:
    content = project.content
    for path in (content / "languages.yml", content / "topics.yml", project.config):
        yield path.name, path.read_bytes() if path.is_file() else b""
    for path in filter(Path.is_file, ingredients(content)):
        yield str(path.relative_to(content)), path.read_bytes()
    for path in sorted(project.lexicon.glob("*.yml")):
        yield str(path.relative_to(content)), path.read_bytes()
    for path in sorted(content.glob("*/*/*.md")):
        yield str(path.relative_to(content)), repr(title_of(path)).encode()
    for path in sorted(project.examples.glob("**/*.yml")):
        yield str(path.relative_to(project.examples)), path.read_bytes()
    code = [*PACKAGE.glob("*.py"), *PACKAGE.glob("components/*.py"), PACKAGE / "uv.lock"]
    for path in sorted(code):
        yield str(path.relative_to(PACKAGE)), path.read_bytes()


def read_current(project: Project) -> Current | None:
    """The pointer, if it stands and its model exists."""
    try:
        current = Current(**json.loads((project.models / "current.json").read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError, TypeError):
        return None
    return current if current.path(project).is_file() else None


def make_current(project: Project, current: Current) -> None:
    """Point to a model in one step, so that nobody reads half a pointer; then drop the oldest models."""
    fresh = project.models / "current.json.new"
    fresh.write_text(json.dumps(asdict(current), indent=2) + "\n", encoding="utf-8")
    fresh.replace(project.models / "current.json")
    archives = sorted(project.models.glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)
    for path in archives[:-KEPT]:
        if path.name != current.model:
            path.unlink()
