import pytest

from nlu.components.normalise import normalise, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("می‌خواهم", "ميخواهم"),
        ("السَّكَن", "السکن"),
        ("كارت", "کارت"),
        ("مـــحكمة", "محکمه"),
        ("۱۲۳", "123"),
        ("١٢٣", "123"),
        ("ÀPPEAL", "appeal"),
        ("ہے", "هی"),
        ("أين", "این"),
        ("پيښور", "پیښور"),
    ],
)
def test_spellings_of_a_word_become_one(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize(("one", "other"), [("تکت", "تخت"), ("cat", "cut"), ("زن", "زنان")])
def test_different_words_stay_different(one: str, other: str) -> None:
    assert normalise(one) != normalise(other)


def test_vowel_signs_do_not_end_a_word_a_non_joiner_does_and_one_letter_is_a_word() -> None:
    assert words("د کور نمی‌خواهم، السَّكَن!") == ["د", "کور", "نمی", "خواهم", "السکن"]


def test_signs_and_pictures_are_no_words() -> None:
    assert words("؟! 😀 _ ـ \u200f") == []
