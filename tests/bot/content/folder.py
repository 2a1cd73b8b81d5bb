"""A small content folder that a test can write to."""

from pathlib import Path

LANGUAGES = """\
en: {name: English, locale: en, telegram: en, direction: ltr, script: Latin}
ar: {name: العربية, locale: ar, telegram: ar, direction: rtl, script: Arabic, fallback: en}
dari:
  name: دری
  locale: fa_AF
  telegram: fa
  direction: rtl
  script: Arabic
  calendar: afghan-solar
  months: [حمل, ثور, جوزا, سرطان, اسد, سنبله, میزان, عقرب, قوس, جدی, دلو, حوت]
  fallback: en
"""

TOPICS = """\
themes:
  asylum:
    topics:
      apply: {related: [asylum/appeal, danger/help-now]}
      appeal: {related: [asylum/apply, danger/help-now]}
  danger:
    must_mention: ["phone:hotline"]
    topics:
      help-now: {urgent: yes, related: [asylum/apply, asylum/appeal]}
  chat:
    menu: no
    topics:
      greet: {}
"""

PLACES = """\
country:
  name: {en: All of it, ar: كل البلد, dari: تمام کشور}
  country: yes
sofia:
  name: {en: Sofia, ar: صوفيا, dari: صوفیه}
burgas:
  name: {en: Burgas, ar: بورغاس, dari: بورگاس}
"""

GLOSSARY = """\
terms:
  lawyer:
    forms:
      en: [lawyer, lawyers]
      ar: [المحامي, محام*]
      dari: [وکیل*]
    unconfirmed: [ar]
  asylum:
    forms: {en: [asylum], ar: [اللجوء, لجوء*]}
  asylum-seeker:
    forms: {en: [asylum seeker*], ar: [طالب* اللجوء|لجوء]}
never_minor:
  - not|never
  - must|may
"""

CONTACTS = """\
hotline:
  name: {en: Hotline, ar: الخط الساخن, dari: خط کمک}
  phones: ["+35980020100"]
  hours: always
  urgent: yes
  sources: [A]
  checked: 2026-11-22
  confidence: firm
office:
  name: {en: Help office, ar: مكتب المساعدة, dari: دفتر کمک}
  phones: ["+35928078050", "112"]
  shown: {"+35928078050": 02 807 80 50}
  hours: Mon-Fri 09:00-17:00
  place: sofia
  address: Sofia, 77 Tsar Asen St.
  email: help@example.org
  web: https://example.org/
  sources: [A]
  checked: 2026-11-22
  confidence: check
"""

SOURCES = """\
A: {name: Agency, url: "https://example.org/a", date: undated}
B: {name: A book}
"""

_FRONT = "sources: [A]\nchecked: 2026-11-22\nreviewed: no\n"


class ContentFolder:
    """Writes files below `root`; `text` writes an answer with front matter that is in order."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir()
        self.write("languages.yml", LANGUAGES)
        self.write("topics.yml", TOPICS)
        self.write("places.yml", PLACES)
        self.write("contacts.yml", CONTACTS)
        self.write("sources.yml", SOURCES)
        self.write("glossary.yml", GLOSSARY)
        self.text("en/asylum/apply.md", "Asking for asylum", "Go to the agency.")
        self.text("en/asylum/appeal.md", "Appeal", "See a lawyer.")
        self.text("en/danger/help-now.md", "Help now", "Call {phone:hotline}.")
        self.write("en/chat/greet.md", "---\ntitle: Hello\n---\nHello!\n")

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def text(self, name: str, title: str, body: str, front: str = "") -> None:
        """The body begins in line 7 plus the lines of `front`."""
        self.write(name, f"---\ntitle: {title}\n{_FRONT}{front}---\n{body}\n")

    def record(self, name: str, sound: bytes = b"OggS" + bytes(24) + b"OpusHead") -> None:
        """Put a recording there; the bytes are the least that passes for Ogg Opus."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(sound)

    def change(self, name: str, old: str, new: str) -> None:
        before = (self.root / name).read_text(encoding="utf-8")
        assert old in before, f"{name} holds no {old!r}"
        self.write(name, before.replace(old, new))

    def remove(self, name: str) -> None:
        (self.root / name).unlink()
