"""Whether what a file names exists: contacts, topics, places, sources."""

from collections.abc import Collection, Iterable, Iterator

from bot.content.placeholders import BLANK, KINDS, Placeholder
from bot.content.tree import Tree


def fault(tree: Tree, found: Placeholder, blanks: Collection[str] = ()) -> tuple[str, str] | None:
    """What is wrong with a placeholder and how to mend it; None where it can be filled in.

    `blanks` are those that a campaign declares.
    """
    if found.kind == BLANK:
        mend = "write it under placeholders; only the texts of campaigns may have it"
        return None if found.id in blanks else (f"{{{found}}}: is not declared", mend)
    if not found.kind:
        forms = ", ".join(f"{{{kind}:...}}" for kind in KINDS)
        return f"{{{found.id}}} is not a placeholder", f"write one of {forms}, or take the braces away"
    if found.kind == "topic":
        return None if found.id in tree.topics else (f"{{{found}}}: no such topic", "look it up in topics.yml")
    contact = tree.contacts.rows.get(found.id)
    if contact is None:
        return f"{{{found}}}: no such contact", "look it up in contacts.yml"
    if found.kind == "phone" and not contact.phones:
        return f"{{{found}}}: the contact has no phone", "use {contact:...}, or add its phone to contacts.yml"
    if found.kind == "address" and not contact.address:
        return f"{{{found}}}: the contact has no address", "add it to contacts.yml"
    return None


def unknown_sources(tree: Tree, codes: Iterable[str]) -> Iterator[str]:
    """The codes that `sources.yml` lacks."""
    return (code for code in codes if code not in tree.sources.rows)
