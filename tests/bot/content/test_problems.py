"""Each kind of mistake is told with its file and line, all at once."""

import hashlib

import pytest

from bot.content import load
from tests.bot.content.folder import ContentFolder

APPLY = "en/asylum/apply.md"
ARABIC = "ar/asylum/apply.md"
ARABIC_TITLE, ARABIC_BODY = "طلب اللجوء", "اذهب إلى الوكالة."


def told(folder: ContentFolder) -> list[str]:
    """Every problem as one line, in order."""
    _, problems = load(folder.root)
    return [str(problem) for problem in problems]


def test_a_folder_in_order_has_no_problems(folder: ContentFolder) -> None:
    assert told(folder) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("checked: 2026-11-22", "checked: soon", "4: checked: 'soon' is not a date (write a date such as 2026-11-22)"),
        ("checked: 2026-11-22", "checked: 2026-02-30", "4: checked: '2026-02-30' is not a date"),
        ("reviewed: no", "reviewed: no\nvoice: new", "6: voice: 'new' has the wrong form (write it such as 3f9a1c"),
        ("reviewed: no", "reviewed: no\nvoice: 3f9a1c", "6: warning: voice: there is no recording (put .ogg beside"),
        ("checked: 2026-11-22\n", "", "2: checked: is missing"),
        ("reviewed: no\n", "", "2: reviewed: is missing (write no, or the reviewer's role and date)"),
        ("sources: [A]\n", "", "2: sources: is missing (name where the facts come from"),
        ("sources: [A]", "sources: [A, Z]", "3: sources: 'Z' is not in sources.yml"),
        ("sources: [A]", "sources: A", "3: sources: is not a list (write a list such as [a, b])"),
        ("title: Asking for asylum\n", "", "2: title: is missing (add it)"),
        ("title: Asking", "titel: Asking", "2: titel: unknown key"),
        (
            "title: Asking for asylum",
            "title: Asking: how",
            "2: not YAML: mapping values are not allowed in this context",
        ),
        ("reviewed: no", "reviewed: no\nreviewed: no", "6: reviewed: stands twice"),
        ("reviewed: no", "reviewed: no\ndraft: perhaps", "6: draft: 'perhaps' is neither yes nor no"),
        ("---\ntitle", "title", "1: has no front matter"),
        ("Asking for asylum", "Asking for asylum and all that comes after", "2: warning: title: 42 characters"),
        ("Asking", "A" * 60, "2: title: 71 characters are too long for a button"),
        ("Go to", "Go {somewhere} to", "7: {somewhere} is not a placeholder"),
        ("Go to", "Ask.\n\nCall {phone:nobody}.", "9: {phone:nobody}: no such contact"),
        ("Go to", "See {topic:asylum/none}.", "7: {topic:asylum/none}: no such topic"),
        ("Go to", "Visit {address:hotline}.", "7: {address:hotline}: the contact has no address"),
        ("Go to", "Ask.\n\nCall 0800 20 100.", "9: '0800 20 100' is a phone number (write {phone:hotline})"),
        ("Go to", "Call 02 807 80 50, ", "7: '02 807 80 50' is a phone number (write {phone:office})"),
        ("Go to", "Call ٠٨٠٠ ٢٠ ١٠١, ", "7: '0800 20 101' is a phone number (numbers stand in contacts.yml alone"),
        ("Go to", "In danger call 112, ", "7: '112' is a phone number (write {phone:office})"),
        ("Go to the agency.\n", "", "7: holds no words (write them below"),
        ("Go to", "Go **to", "7: holds a * that opens or closes nothing"),
        ("Go to", "Ask.\n<b>Go</b> to", "8: holds HTML (write **bold**"),
        ("Go to", "# Go to", "7: holds a heading"),
        ("Go to", "![Map](https://example.org/map.png)", "7: holds an image"),
        ("Go to", "[here] (https://example.org)", "7: holds a link that is not complete"),
        ("Go to", "Go on. " * 140, "7: warning: 992 characters are long for a phone (better 900)"),
        ("Go to", "Go on. " * 700, "7: 4931 characters with contacts written out do not fit"),
        ("Go to", "اذهب إلى الوكالة في صوفيا", "7: warning: most letters are not Latin"),
        ("Go to the agency.", "اذهب إلى الوكالة في صوفيا واطلب اللجوء", "7: most letters are not Latin"),
    ],
)
def test_a_mistake_in_a_text_is_told_with_its_line(folder: ContentFolder, old: str, new: str, expected: str) -> None:
    folder.change(APPLY, old, new)
    assert any(problem.startswith(f"content/{APPLY}:{expected}") for problem in told(folder)), told(folder)


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        ("languages.yml", "locale: ar", "locale: xx", "2: ar.locale: 'xx' is not a locale"),
        ("languages.yml", "telegram: fa", "telegram: prs", "6: dari.telegram: 'prs' has the wrong form"),
        ("languages.yml", "حوت]", "]", "3: dari: 11 month names (an afghan-solar calendar needs 12"),
        ("languages.yml", "  fallback: en", "  fallback: fr", "11: dari.fallback: 'fr' is not another language"),
        ("topics.yml", "urgent: yes", "urgnet: yes", "9: themes.danger.topics.help-now.urgnet: unknown key"),
        ("topics.yml", "[asylum/appeal, ", "[", "4: themes.asylum.topics.apply.related: 1 topics (name two"),
        ("topics.yml", "asylum/appeal,", "asylum/none,", "4: themes.asylum.topics.apply.related: 'asylum/none' is"),
        ("topics.yml", "urgent: yes", "action: dance", "9: themes.danger.topics.help-now.action: 'dance' is not"),
        (
            "topics.yml",
            "{related: [asylum/apply, danger/help-now]}",
            "{}",
            "5: warning: themes.asylum.topics.appeal: has",
        ),
        ("topics.yml", "phone:hotline", "hotline", "7: themes.danger.must_mention.0: 'hotline' is not a placeholder"),
        ("topics.yml", "phone:hotline", "phone:x", "9: themes.danger.topics.help-now.must_mention: {phone:x}: no such"),
        (
            "topics.yml",
            "      greet",
            "      other: {}\n      greet",
            "13: warning: themes.chat.topics.other: has no text",
        ),
        ("contacts.yml", "+35980020100", "+3598002010", "3: hotline.phones.0: '+3598002010' is a number that cannot"),
        ("contacts.yml", "+35980020100", "080020100", "3: hotline.phones.0: '080020100' is not a phone number"),
        ("contacts.yml", "+35980020100", "+359 80020100", "3: hotline.phones.0: '+359 80020100' is not written in"),
        ("contacts.yml", "confidence: firm", "confidence: sure", "8: hotline.confidence: 'sure' is not known"),
        ("contacts.yml", "  urgent: yes", "  urgent: maybe", "5: hotline.urgent: 'maybe' is neither yes nor no"),
        ("contacts.yml", "sources: [A]", "sources: [X]", "6: hotline.sources: 'X' is not in sources.yml"),
        ("contacts.yml", ", dari: خط کمک", "", "2: warning: hotline.name: has no dari"),
        ("contacts.yml", "web: https://", "web: ", "17: office.web: 'example.org/' is not an address"),
        ("contacts.yml", "ar: الخط الساخن", "ar: ...", "2: hotline.name.ar: '...' is no name"),
        (
            "contacts.yml",
            "help@example.org",
            "help",
            "16: office.email: 'help' has the wrong form (write it such as help@",
        ),
        ("sources.yml", "https://example.org/a", "https://...", "1: A.url: 'https://...' is not an address"),
        ("sources.yml", "name: A book", "nam: A book", "2: B.name: is missing"),
        ("sources.yml", "name: A book", "name: Call 0800 20 100", "2: B.name: '0800 20 100' is a phone number"),
        (
            "contacts.yml",
            "place: sofia",
            "place: sofya",
            "14: office.place: 'sofya' is not in places.yml (add it there",
        ),
        ("contacts.yml", "place: sofia", "place: [sofia, x]", "14: office.place: 'x' is not in places.yml"),
        ("places.yml", "  country: yes\n", "", "1: no place stands for the whole country (write country: yes at"),
        ("places.yml", "sofia:\n", "sofia:\n  country: yes\n", "1: country, sofia stands for the whole country"),
        ("places.yml", ", dari: صوفیه", "", "5: warning: sofia.name: has no dari (add it)"),
        ("places.yml", "dari: صوفیه", "fr: Sofia", "5: sofia.name.fr: 'fr' is not in languages.yml"),
        ("glossary.yml", "en: [asylum]", "fr: [asile]", "9: terms.asylum.forms.fr: 'fr' is not in languages.yml"),
        ("glossary.yml", "en: [asylum], ", "", "9: terms.asylum.forms: has no en (write the words of en that call"),
        ("glossary.yml", "[asylum]", "[as*lum]", "9: terms.asylum.forms.en.0: 'as*lum' holds 'as*lum', which is not a"),
        ("glossary.yml", "[ar]", "[arabic]", "7: terms.lawyer.unconfirmed.arabic: 'arabic' is not in languages.yml"),
        ("glossary.yml", "not|never", "not||never", "13: never_minor.0: 'not||never' holds '', which is not a word"),
    ],
)
def test_a_mistake_in_a_shared_file_is_told_with_its_line(
    folder: ContentFolder, name: str, old: str, new: str, expected: str
) -> None:
    folder.change(name, old, new)
    assert any(problem.startswith(f"content/{name}:{expected}") for problem in told(folder)), told(folder)


@pytest.mark.parametrize(
    ("english", "arabic", "expected"),
    [
        ("Within 7 days.", "خلال ١٤ يوماً.", "numbers differ from content/en/asylum/apply.md: lacks 7; has 14"),
        ("See [us](https://a.org).", "انظر [هنا](https://b.org).", "links differ from content/en/asylum/apply.md"),
        ("On 12 June 2026.", "في 12 يوليو 2026.", "dates differ from content/en/asylum/apply.md: lacks June (يونيو)"),
        ("Call {phone:hotline}.", "اتصل بالخط الساخن.", "placeholders differ from content/en/asylum/apply.md: lacks"),
    ],
)
def test_a_translation_that_says_something_else_is_told(
    folder: ContentFolder, english: str, arabic: str, expected: str
) -> None:
    folder.text(APPLY, "Asking for asylum", english)
    folder.text(ARABIC, ARABIC_TITLE, arabic)
    assert any(problem.startswith(f"content/{ARABIC}:7: {expected}") for problem in told(folder)), told(folder)


@pytest.mark.parametrize(
    ("english", "arabic"),
    [
        ("Within 7 days, by 09:00.", "خلال ٧ أيام، قبل 9:00."),
        ("On 12 June 2026.", "في 12 حزيران 2026."),
        ("On 12 June. You may appeal.", "12 يونيو/حزيران. يمكنك الطعن."),
        ("It costs 1,500 or 2.5 euro.", "يكلف ١٬٥٠٠ أو ٢٫٥ يورو."),
        ("1. Ask.\n2. Wait.", "اسأل وانتظر."),
        ("Call {phone:hotline} 2 times.", "اتصل 2 مرات: {phone:hotline}."),
    ],
)
def test_the_same_numbers_in_other_digits_are_the_same(folder: ContentFolder, english: str, arabic: str) -> None:
    folder.text(APPLY, "Asking for asylum", english)
    folder.text(ARABIC, ARABIC_TITLE, arabic)
    assert not [problem for problem in told(folder) if "differ" in problem]


def test_a_translation_without_a_hash_is_told_the_one_to_write(folder: ContentFolder) -> None:
    folder.text(ARABIC, ARABIC_TITLE, ARABIC_BODY)
    wanted = hashlib.sha256(b"Asking for asylum\n\nGo to the agency.").hexdigest()[:6]
    expected = f"content/{ARABIC}:2: warning: based_on: is missing (write {wanted} once it says the same"
    assert told(folder)[0].startswith(expected), told(folder)


def test_an_older_translation_may_differ_and_is_only_warned_of(folder: ContentFolder) -> None:
    folder.text(ARABIC, ARABIC_TITLE, "خلال 7 أيام.", front="based_on: 0e1234\n")
    assert [problem.split(" (")[0] for problem in told(folder)] == [
        f"content/{ARABIC}:6: warning: based_on: 0e1234 is an older text",
        f"content/{ARABIC}:8: warning: numbers differ from content/{APPLY}: has 7",
    ]


def test_files_of_unknown_languages_themes_and_topics_are_told(folder: ContentFolder) -> None:
    folder.text("fr/asylum/apply.md", "Demander", "Allez.")
    folder.text("en/asylum/none.md", "None", "None.")
    folder.text("en/nothing/none.md", "None", "None.")
    folder.text("en/apply.md", "None", "None.")
    assert [problem.split(" (")[0] for problem in told(folder)] == [
        "content/en/apply.md:1: stands where no content file stands",
        "content/en/asylum/none.md:2: 'asylum/none' is not in topics.yml",
        "content/en/nothing/none.md:2: 'nothing/none' is not in topics.yml",
        "content/fr/asylum/apply.md:2: the folder 'fr' is no language",
    ]


def test_a_file_that_nobody_reads_is_told_and_nothing_else_happens(folder: ContentFolder) -> None:
    folder.write("en/asylum/apply.md~", "an editor's copy")
    folder.write("en/asylum/.apply.md.swp", "hidden")
    assert told(folder) == [
        "content/en/asylum/apply.md~:1: warning: is read by nobody "
        "(texts end in .md, lists in .yml, recordings in .ogg; keep other files elsewhere)"
    ]


def test_what_a_draft_lacks_is_a_warning_and_what_is_wrong_in_it_an_error(folder: ContentFolder) -> None:
    folder.write("en/danger/help-now.md", "---\ntitle: Help\ndraft: yes\nsources: [Z]\n---\nTell {phone:nobody}.\n")
    assert [problem.split(" (")[0] for problem in told(folder) if "help-now.md:" in problem] == [
        "content/en/danger/help-now.md:2: warning: checked: is missing",
        "content/en/danger/help-now.md:2: warning: reviewed: is missing",
        "content/en/danger/help-now.md:4: sources: 'Z' is not in sources.yml",
        "content/en/danger/help-now.md:6: warning: lacks {phone:hotline}",
        "content/en/danger/help-now.md:6: {phone:nobody}: no such contact",
    ]


def test_contacts_count_as_written_for_a_phone_and_written_out_for_telegram(folder: ContentFolder) -> None:
    folder.text(APPLY, "Asking", "\n\n".join(["{contact:office}"] * 40))
    assert told(folder) == []
    folder.text(APPLY, "Asking", "\n\n".join(["{contact:office}"] * 80))
    assert "characters with contacts written out do not fit into a message" in told(folder)[0]


def test_a_text_that_does_not_mention_what_it_must_is_told(folder: ContentFolder) -> None:
    folder.change("en/danger/help-now.md", "{phone:hotline}", "us")
    assert told(folder)[0].startswith("content/en/danger/help-now.md:7: lacks {phone:hotline}")


def test_a_contact_line_mentions_its_phone(folder: ContentFolder) -> None:
    folder.change("en/danger/help-now.md", "{phone:hotline}", "{contact:hotline}")
    assert told(folder) == []


def test_wrong_urgent_phrases_are_told_with_their_lines(folder: ContentFolder) -> None:
    phrases = ["help me", "..", "k*ll me", "help .. .. me", "a .. b .. c .. d .. e", "help||me", "'!!'"]
    lines = "\n".join(f"  - {phrase}" for phrase in phrases)
    folder.write("en/urgent.yml", f"danger/help-now:\n{lines}\nasylum/apply:\n  - please\ndanger/none:\n  - x\n")
    folder.write("ar/urgent.yml", "{}")
    folder.write("dari/urgent.yml", "{}")
    assert [problem.split(" (")[0] for problem in told(folder)] == [
        "content/en/urgent.yml:3: danger/help-now: '..' has a gap without a word before and after it",
        "content/en/urgent.yml:4: danger/help-now: 'k*ll me' holds 'k*ll', which is not a word",
        "content/en/urgent.yml:5: danger/help-now: 'help .. .. me' has a gap without a word before and after it",
        "content/en/urgent.yml:6: danger/help-now: 'a .. b .. c .. d .. e' has more than 3 gaps",
        "content/en/urgent.yml:7: danger/help-now: 'help||me' holds '', which is not a word",
        "content/en/urgent.yml:8: danger/help-now: '!!' holds '!!', which is not a word",
        "content/en/urgent.yml:9: asylum/apply: not an urgent topic",
        "content/en/urgent.yml:11: danger/none: no such topic",
    ]


def test_a_language_without_words_of_danger_is_told(folder: ContentFolder) -> None:
    folder.write("en/urgent.yml", "danger/help-now:\n  - help me\n")
    folder.write("ar/urgent.yml", "danger/help-now:\n  - ساعدوني\n")
    assert told(folder) == [
        "content/languages.yml:3: warning: dari: has no words that mean danger (add dari/urgent.yml)"
    ]


def test_numbers_that_are_no_phones_may_stand_in_a_text(folder: ContentFolder) -> None:
    folder.text(APPLY, "Asking", "On 12 June 2026, 09:00-17:00, 10 000 euro, law 2024/1348, Sofia 1618, 21A Main St.")
    assert told(folder) == []


def test_all_problems_are_told_at_once(folder: ContentFolder) -> None:
    folder.change(APPLY, "checked: 2026-11-22", "checked: soon")
    folder.change(APPLY, "sources: [A]", "sources: A")
    folder.change("contacts.yml", "confidence: firm", "confidence: sure")
    assert [problem.split(": ")[0] for problem in told(folder)] == [
        "content/contacts.yml:8",
        f"content/{APPLY}:3",
        f"content/{APPLY}:4",
    ]


def test_a_file_that_is_not_utf8_is_told_with_the_line(folder: ContentFolder) -> None:
    (folder.root / APPLY).write_bytes("---\ntitle: Café\n---\n".encode("latin-1"))
    assert told(folder)[0].startswith(f"content/{APPLY}:2: is not UTF-8")


def test_windows_line_ends_change_nothing(folder: ContentFolder) -> None:
    raw = (folder.root / APPLY).read_bytes()
    (folder.root / APPLY).write_bytes(b"\xef\xbb\xbf" + raw.replace(b"\n", b"\r\n"))
    assert told(folder) == []
