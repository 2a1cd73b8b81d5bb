"""Voice recordings beside texts: offered only while they say what the text says."""

from datetime import date

from bot.content import load
from bot.content.recordings import Recording
from tests.bot.content.folder import ContentFolder

TODAY = date(2026, 11, 22)
TEXT, VOICE = "en/asylum/apply.md", "en/asylum/apply.ogg"


def found(folder: ContentFolder) -> tuple[Recording | None, list[str]]:
    """What is offered under the text, and every problem."""
    catalogue, problems = load(folder.root)
    assert catalogue is not None
    return catalogue.recording("asylum/apply", "en", TODAY), [str(problem) for problem in problems]


def hash_of(folder: ContentFolder) -> str:
    catalogue, _ = load(folder.root)
    assert catalogue is not None
    text = catalogue.text("asylum/apply", "en")
    assert text is not None
    return text.hash


def read_out(folder: ContentFolder) -> None:
    """A recording of the text as it is now."""
    folder.record(VOICE)
    folder.change(TEXT, "reviewed: no", f"reviewed: no\nvoice: {hash_of(folder)}")


def test_a_recording_of_the_present_text_is_offered(folder: ContentFolder) -> None:
    read_out(folder)
    recording, problems = found(folder)
    assert problems == []
    assert recording is not None
    assert recording.name == VOICE


def test_nobody_vouches_for_a_recording_without_its_mark(folder: ContentFolder) -> None:
    folder.record(VOICE)
    mend = f"(write voice: {hash_of(folder)} if the recording says the same as the text)"
    told = f"content/{TEXT}:2: warning: voice: is missing, so nobody can listen to the recording {mend}"
    assert found(folder) == (None, [told])


def test_a_changed_text_takes_its_recording_away(folder: ContentFolder) -> None:
    read_out(folder)
    folder.change(TEXT, "Go to the agency.", "Do not go to the agency.")
    recording, problems = found(folder)
    assert recording is None
    assert problems == [
        f"content/{TEXT}:6: warning: voice: the recording reads out an older text; it is not offered "
        f"(record it anew, then write {hash_of(folder)})"
    ]


def test_a_hidden_text_is_not_read_out(folder: ContentFolder) -> None:
    read_out(folder)
    folder.change(TEXT, "reviewed: no", "reviewed: no\nexpires: 2026-11-21")
    assert found(folder)[0] is None


def test_what_is_no_voice_recording_is_an_error(folder: ContentFolder) -> None:
    folder.record(VOICE, b"ID3 an mp3 under another name")
    told = f"content/{VOICE}:1: is not a voice recording in Ogg Opus"
    assert [problem.split(" (")[0] for problem in found(folder)[1]] == [told]


def test_a_recording_without_a_text_and_a_large_one_are_told(folder: ContentFolder) -> None:
    folder.record("en/asylum/none.ogg", b"OggS" + bytes(24) + b"OpusHead" + bytes(1_000_000))
    assert [problem.split(" (")[0] for problem in found(folder)[1]] == [
        "content/en/asylum/none.ogg:1: warning: 1000036 bytes are dear on a cheap phone",
        "content/en/asylum/none.ogg:1: warning: there is no text beside this recording",
    ]
