"""Voice recordings of texts, for people who do not read: `<theme>/<slug>.ogg` beside `<theme>/<slug>.md`."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from bot.content.problems import BrokenFileError, Problem
from bot.content.texts import Text

ENDING = ".ogg"
_LARGE, _LARGEST = 1_000_000, 20_000_000  # bytes: dear on a cheap phone; more than this is no answer any more


@dataclass(frozen=True)
class Recording:
    """A recording of the text `id`; `name` is its file below the content folder, `digest` tells its bytes apart."""

    id: str
    language: str
    name: str
    digest: str
    size: int


def parse(name: str, file: str, raw: bytes, language: str, text_id: str) -> Recording:
    """Read one recording; raises BrokenFileError for what Telegram would not play as a voice."""
    if not raw.startswith(b"OggS") or b"OpusHead" not in raw[:64]:
        mend = "save it as Ogg Opus, such as with: ffmpeg -i recording.wav -c:a libopus -b:a 24k slug.ogg"
        raise BrokenFileError([Problem(file, 1, "", "is not a voice recording in Ogg Opus", mend)])
    if len(raw) > _LARGEST:
        raise BrokenFileError([Problem(file, 1, "", f"has {len(raw)} bytes", f"at most {_LARGEST}; record it shorter")])
    return Recording(text_id, language, name, hashlib.sha256(raw).hexdigest(), len(raw))


def check(recording: Recording, text: Text | None, file: str) -> Iterator[Problem]:
    """Every problem of a recording beside its text; all of them warnings, for readers then get the text alone."""
    if text is None:
        mend = "put it beside the text that it reads out, under the same name"
        yield Problem(file, 1, "", "there is no text beside this recording", mend, "warning")
    elif text.front.voice is None:
        mend = f"write voice: {text.hash} if the recording says the same as the text"
        yield text.problem("voice", "is missing, so nobody can listen to the recording", mend, warning=True)
    elif text.front.voice != text.hash:
        mend = f"record it anew, then write {text.hash}"
        yield text.problem("voice", "the recording reads out an older text; it is not offered", mend, warning=True)
    if recording.size > _LARGE:
        mend = f"better {_LARGE}: save it with a lower bit rate"
        yield Problem(file, 1, "", f"{recording.size} bytes are dear on a cheap phone", mend, "warning")
