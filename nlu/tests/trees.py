"""A small project that people could have written: two languages, four topics."""

from pathlib import Path

from nlu.project import HERE, Project

LANGUAGES = "en:\n  name: English\ndari:\n  name: دری\n"
TOPICS = """themes:
  travel:
    topics:
      ticket: {}
      passport: {}
  house:
    topics:
      rent: {}
  chat:
    topics:
      greet: {}
      later: {}
"""
LEXICON = """journey:
  en: [aeroplane*, flight*, boarding pass]
  dari: [طیاره*, پرواز*]
papers:
  en: [passport*, travel document*]
  dari: [پاسپورت*, سند سفر]
"""
PREFIXES = "- و\n- ال\n"
EXAMPLES = {
    "en": {
        "travel.ticket": [
            "who pays for my ticket",
            "do I get a flight ticket",
            "ticket home price",
            "is the ticket free",
            "when is my flight",
            "aeroplane ticket please",
        ],
        "travel.passport": [
            "my passport is lost",
            "I have no passport",
            "passport expired what now",
            "new passport from the embassy",
            "the embassy gives no passport",
            "travel document passport",
        ],
        "house.rent": [
            "where can I rent a room",
            "rent is too high",
            "find a flat",
            "room for my family",
            "cheap flat to rent",
            "landlord wants more rent",
        ],
        "chat.greet": ["hello", "hi there", "good morning", "hello friend", "hey", "good evening to you"],
        "out-of-scope": [
            "who won the match",
            "weather tomorrow",
            "tell me a joke",
            "bitcoin price now",
            "a recipe for soup",
            "sing a song",
        ],
    },
    "dari": {
        "travel.ticket": [
            "تکت مرا کی میدهد",
            "تکت طیاره رایگان است؟",
            "پول تکت را کی میدهد",
            "پروازم چی وقت است",
            "تکت برگشت به وطن",
            "قیمت تکت چند است",
        ],
        "travel.passport": [
            "پاسپورتم گم شده",
            "پاسپورت ندارم",
            "پاسپورتم تیر شده چی کنم",
            "سفارت پاسپورت نمیدهد",
            "پاسپورت نو از سفارت",
            "بدون پاسپورت سفر میشود؟",
        ],
        "house.rent": [
            "خانه کرایی از کجا پیدا کنم",
            "کرایه خانه بسیار زیاد است",
            "اتاق برای فامیلم",
            "خانه ارزان کرایی",
            "صاحب خانه کرایه زیاد میخواهد",
            "یک اتاق کرایه کار دارم",
        ],
        "chat.greet": ["سلام", "سلام علیکم", "صبح بخیر", "سلام برادر", "شب بخیر", "سلام چطور هستی"],
        "out-of-scope": [
            "هوا فردا چطور است",
            "بازی را کی برد",
            "یک فکاهی بگو",
            "قیمت بیتکوین",
            "طرز پختن آش",
            "یک آهنگ بخوان",
        ],
    },
}


def block(intent: str, questions: list[str]) -> str:
    """One intent in Rasa's format."""
    return f"  - intent: {intent}\n    examples: |\n" + "".join(f"      - {question}\n" for question in questions)


def write(root: Path, path: str, text: str) -> Path:
    """Write a file of the tree."""
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def add_topic(root: Path, topic: str, questions: dict[str, list[str]]) -> None:
    """What staff do for a topic that topics.yml already has: a text and examples per language."""
    theme = topic.split("/")[0]
    for language, asked in questions.items():
        write(root, f"content/{language}/{topic}.md", f"---\ntitle: {asked[0]}\n---\nText.\n")
        file = root / f"nlu/data/{language}/{theme}.yml"
        before = file.read_text(encoding="utf-8") if file.exists() else 'version: "3.1"\n\nnlu:\n'
        write(root, str(file.relative_to(root)), before + block(topic.replace("/", "."), asked))


def plant(root: Path) -> Project:
    """Write the whole tree."""
    write(root, "config.yml", HERE.config.read_text(encoding="utf-8"))
    write(root, "content/languages.yml", LANGUAGES)
    write(root, "content/topics.yml", TOPICS)
    write(root, "content/lexicon/travel.yml", LEXICON)
    write(root, "content/lexicon/prefixes.yml", PREFIXES)
    for language, intents in EXAMPLES.items():
        for intent, questions in intents.items():
            if intent == "out-of-scope":
                write(root, f"nlu/data/{language}/{intent}.yml", 'version: "3.1"\n\nnlu:\n' + block(intent, questions))
            else:
                add_topic(root, intent.replace(".", "/"), {language: questions})
    return Project(root)
