"""What is kept of a question does not tell who asked it."""

from pathlib import Path

import pytest

from bot.content import Library
from bot.content.catalogue import Catalogue
from bot.telegram.masking import mask


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Library(Path("content")).catalogue


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("my number is +359 88 123 4567, call me", "my number is +#, call me"),
        ("زنگ بزن ۰۷۰۰۱۲۳۴۵۶", "زنگ بزن #"),
        ("I came on 12.03.2026 at 17:30", "I came on # at #"),
        ("write to amina.k@example.org or @amina_k", "write to *** or ***"),
        ("see https://example.org/a?b=c and t.me/boss", "see *** and ***"),
        ("Hello. My name is ahmad shah and I am sick", "Hello. My name is *** and I am sick"),
        ("نام من احمد شاه است و مریض هستم", "نام من *** است و مریض هستم"),
        ("أنا اسمي أحمد وأريد المساعدة", "أنا اسمي *** المساعدة"),
        ("زما نوم زرمینه ده", "زما نوم ***"),
        ("میرا نام بلال ہے", "میرا نام ***"),
        ("mera naam bilal hai", "mera naam ***"),
        ("I go to Sofia with Zarmina", "I go to Sofia with ***"),
        ("Can I work? Where is the office", "Can I work? Where is the office"),
    ],
)
def test_digits_addresses_and_names_are_masked(said: str, kept: str, catalogue: Catalogue) -> None:
    assert mask(said, [], catalogue) == kept


def test_the_senders_own_names_are_masked_wherever_they_stand(catalogue: Catalogue) -> None:
    assert mask("this is about أمِينة، yes amina", ["أمينة Amina"], catalogue) == "this is about *** yes ***"


@pytest.mark.parametrize("odd", ["", "\u200b\u200c\u200d", "ا" + "\u064b" * 4095, "\u202e\u2066abc", "***", "# #"])
def test_odd_texts_do_no_harm(odd: str, catalogue: Catalogue) -> None:
    assert len(mask(odd, ["\u200b", ""], catalogue)) <= 4096
