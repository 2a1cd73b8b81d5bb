import pytest

from nlu.components.normalise import normalise
from nlu.components.sound import sound, sounds


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("khana", "خانه"),
        ("5ana", "xaana"),
        ("wakil", "وکیل"),
        ("vakeel", "وکیل"),
        ("mo7ami", "محامي"),
        ("qachaqbar", "قاچاقبر"),
        ("ghachaghbar", "قاچاقبر"),
        ("passport", "پاسپورٹ"),
        ("shorta", "شرطة"),
    ],
)
def test_a_word_sounds_alike_in_latin_letters_and_arabic_script(one: str, other: str) -> None:
    assert sound(normalise(one)) == sound(normalise(other))


@pytest.mark.parametrize(("one", "other"), [("kar", "khar"), ("پول", "پور"), ("shahr", "sahar")])
def test_other_consonants_are_another_word(one: str, other: str) -> None:
    assert sound(one) != sound(other)


def test_numbers_stay_and_every_word_leaves_something() -> None:
    assert sounds("112 o ای a") == "112 a a a"
