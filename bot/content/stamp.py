"""Stamping new translations with the hash of the source text that they were made from."""

from pathlib import Path

from bot.content.catalogue import Catalogue


def stamp(root: Path, catalogue: Catalogue) -> list[str]:
    """Write `based_on` into each translation that lacks it; answers with the files written.

    Another hash is never written over: it says that the source has changed since, which a person must look at.
    """
    written = []
    for (language, id_), text in catalogue.texts.items():
        source = catalogue.text(id_, catalogue.source_language)
        if source is None or language == catalogue.source_language or text.front.based_on is not None:
            continue
        name = f"{id_}.md" if "/" in id_ else f"{id_}/index.md"
        _add_key(root / language / name, f"based_on: {source.hash}")
        written.append(text.document.file)
    return written


def _add_key(path: Path, line: str) -> None:
    start, end, rest = path.read_bytes().partition(b"\n---")
    path.write_bytes(start + b"\n" + line.encode() + end + rest)
