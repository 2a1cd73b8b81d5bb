"""Who must vouch for a campaign, and which of its texts are vouched for. An approval holds for one content hash.

A text is tested when a test send of exactly this text reached staff, approved when enough people said yes to exactly
this text after that. One changed comma is another text, and voids what was said about the old one in that language.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.campaigns.policy import Policy
from bot.content import Catalogue
from bot.storage.campaign_tables import CheckKind, CheckRow


@dataclass(frozen=True)
class Rule:
    """How many different people must approve, and whether the author may be one of them."""

    approvers: int
    author_counts: bool


@dataclass(frozen=True)
class Standing:
    """What was said about the present text of a language; `missing` is how many approvals it still needs."""

    tested: bool
    approved_by: tuple[str, ...]
    missing: int


def rule(about: str, policy: Policy, catalogue: Catalogue) -> Rule:
    """Sensitive themes and what overrides quiet hours need two people, neither of them the author."""
    theme = catalogue.themes.get(about.split("/", maxsplit=1)[0])
    if policy.urgent or theme is None or theme.sensitive:
        return Rule(approvers=2, author_counts=False)
    return Rule(approvers=1, author_counts=True)


def standings(hashes: Mapping[str, str], checks: Iterable[CheckRow], author: str, needed: Rule) -> dict[str, Standing]:
    """The standing of each language's present text."""
    noted = list(checks)
    return {language: _standing(language, hash_, noted, author, needed) for language, hash_ in hashes.items()}


def _standing(language: str, hash_: str, checks: list[CheckRow], author: str, needed: Rule) -> Standing:
    valid = [check for check in checks if (check.language, check.hash) == (language, hash_)]
    people = [check.by for check in valid if check.kind == CheckKind.APPROVAL]
    counted = tuple(dict.fromkeys(by for by in people if needed.author_counts or by != author))
    tested = any(check.kind == CheckKind.TEST for check in valid)
    return Standing(tested, counted, max(0, needed.approvers - len(counted)))
