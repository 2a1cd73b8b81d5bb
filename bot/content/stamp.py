"""Writing keys into front matter: what translations are based on, and which edits of the source are small."""

from pathlib import Path

from bot.content import minor
from bot.content.catalogue import Catalogue
from bot.content.texts import file_name


def stamp(root: Path, catalogue: Catalogue) -> list[str]:
    """Write `based_on` into each translation that lacks it; answers with the files written.

    Another hash is never written over: it says that the source has changed since, which a person must look at.
    """
    written = []
    for (language, id_), text in catalogue.texts.items():
        source = catalogue.text(id_, catalogue.source_language)
        if source is None or language == catalogue.source_language or text.front.based_on is not None:
            continue
        _write_key(root / language / file_name(id_), "based_on", source.hash)
        written.append(text.document.file)
    return written


def mark_minor(root: Path, catalogue: Catalogue, path: Path) -> str | None:
    """Write `minor_since` into a source text that is about to be edited; answers with the value, None if it is none."""
    language = catalogue.languages[catalogue.source_language]
    files = {(root / language.id / file_name(id_)).resolve(): text for id_, text in catalogue.source_texts.items()}
    text = files.get(path.resolve())
    if text is None:
        return None
    value = minor.mark(text, language, catalogue.glossary)
    _write_key(path, "minor_since", value)
    return value


def _write_key(path: Path, key: str, value: str) -> None:
    """Set a key that stands on one line of the front matter, or add it as the last."""
    front, end, body = path.read_bytes().partition(b"\n---")
    lines = [line for line in front.split(b"\n") if not line.startswith(f"{key}:".encode())]
    path.write_bytes(b"\n".join((*lines, f"{key}: {value}".encode())) + end + body)
