"""`places.yml`: where contacts are, by name in each language. One place is the whole country."""

from bot.content.documents import Row, Sheet, read, rows
from bot.content.problems import BrokenFileError


class Place(Row):
    """A town or village, or with `country` the whole country. `name` by language folder."""

    name: dict[str, str]
    country: bool = False


def parse(file: str, text: str) -> Sheet[Place]:
    """Read `places.yml`; raises BrokenFileError."""
    document = read(file, text)
    sheet = Sheet(rows(document, Place), document)
    countries = [place.id for place in sheet.rows.values() if place.country]
    if len(countries) != 1:
        found = f"{', '.join(countries) or 'no place'} stands for the whole country"
        raise BrokenFileError([document.problem((), found, "write country: yes at exactly one place")])
    return sheet
