"""Which languages and topics there are: read from the content tree, the only place that names them."""

from dataclasses import dataclass, field
from pathlib import Path

from nlu.documents import Mapping, key_line, read_mapping
from nlu.problems import Problem
from nlu.project import LEXICON, Project

OUT_OF_SCOPE = "out-of-scope"


def intent_of(topic: str) -> str:
    """Rasa's name for a topic; a `/` would make it one of Rasa's retrieval intents."""
    return topic.replace("/", ".")


def topic_of(intent: str) -> str:
    """The topic behind one of Rasa's intents."""
    return intent.replace(".", "/")


def title_of(text: Path) -> tuple[str, int] | None:
    """The title in the front matter of a text and its line; None where there is none. The text itself is not read."""
    with text.open(encoding="utf-8", errors="replace") as lines:
        for number, line in enumerate(lines, start=1):
            if line.startswith("title:"):
                return line.removeprefix("title:").strip().strip("\"'"), number
            if number > 1 and line.startswith("---"):
                break
    return None


@dataclass
class Catalogue:
    """Languages in their order (the first is the source), topics in menu order with their lines in topics.yml."""

    content: Path
    languages: list[str] = field(default_factory=list)
    topics: dict[str, int] = field(default_factory=dict)

    def has_text(self, language: str, topic: str) -> bool:
        """Whether the answer to a topic is written in a language."""
        return (self.content / language / f"{topic}.md").is_file()

    def title(self, language: str, topic: str) -> tuple[str, int] | None:
        """The title of a text, as people see it on a button, and its line."""
        return title_of(self.content / language / f"{topic}.md")

    def written(self) -> list[str]:
        """The topics whose source text exists."""
        return [topic for topic in self.topics if self.has_text(self.languages[0], topic)]


def read_catalogue(project: Project, problems: list[Problem]) -> Catalogue:
    """Read languages.yml and topics.yml and look for texts that neither knows."""
    languages = read_mapping(project, project.content / "languages.yml", problems)
    catalogue = Catalogue(project.content, languages=list(languages))
    catalogue.topics = _topics(project, problems)
    if catalogue.languages:
        problems.extend(_unknown_folders(project, project.content, catalogue.languages))
    if catalogue.topics:
        problems.extend(_unknown_texts(project, catalogue))
    return catalogue


def _topics(project: Project, problems: list[Problem]) -> dict[str, int]:
    path = project.content / "topics.yml"
    found = read_mapping(project, path, problems)
    themes = found.get("themes")
    if not isinstance(themes, Mapping):
        if found:
            problems.append(Problem(project.shown(path), 1, "themes", "expected a mapping of themes"))
        return {}
    topics = {}
    for theme, entry in themes.items():
        slugs = entry.get("topics") if isinstance(entry, Mapping) else None
        if not isinstance(slugs, Mapping):
            where = project.shown(path), key_line(themes, theme)
            problems.append(Problem(*where, f"themes.{theme}.topics", "expected a mapping of topics"))
            continue
        topics.update({f"{theme}/{slug}": key_line(slugs, slug) for slug in slugs})
    return topics


def _unknown_folders(project: Project, parent: Path, languages: list[str]) -> list[Problem]:
    known = ", ".join(languages)
    return [
        Problem(project.shown(folder), 0, folder.name, f"unknown language; languages.yml has {known}")
        for folder in sorted(parent.glob("[!._]*/"))
        if folder.is_dir() and folder.name not in (*languages, LEXICON)
    ]


def unknown_example_folders(project: Project, languages: list[str]) -> list[Problem]:
    """Folders of examples in a language that languages.yml does not have."""
    return _unknown_folders(project, project.examples, languages)


def _unknown_texts(project: Project, catalogue: Catalogue) -> list[Problem]:
    themes = {topic.split("/")[0] for topic in catalogue.topics}
    return [
        Problem(project.shown(path), 0, topic, "a text without its topic in topics.yml")
        for language in catalogue.languages
        for path in sorted((project.content / language).glob("*/*.md"))
        if path.parent.name in themes
        and path.stem != "index"
        and "." not in path.stem  # another form of a text, such as one for children
        and (topic := f"{path.parent.name}/{path.stem}") not in catalogue.topics
    ]
