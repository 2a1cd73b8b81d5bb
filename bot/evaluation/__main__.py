"""`python -m bot.evaluation`: measure the assistant and write docs/evaluation.md."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from bot.content import Library
from bot.errors import AssistantError, ExamError
from bot.evaluation.report import write_report
from bot.settings import content_folder

EXAMS = Path("tests")
PAGE = Path("docs/evaluation.md")


def main() -> int:
    """Run from the root of the project, after `make train`; returns the exit code."""
    catalogue = Library(content_folder()).catalogue
    try:
        write_report(catalogue, sorted(EXAMS.glob("exam*.tsv")), PAGE, datetime.now(UTC).date())
    except (AssistantError, ExamError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
