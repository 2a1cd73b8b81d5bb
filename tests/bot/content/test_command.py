"""`python -m bot content` as an editor meets it."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from bot.content.command import content
from tests.bot.content.folder import ContentFolder

ARABIC = "ar/asylum/apply.md"


def run(folder: ContentFolder, monkeypatch: pytest.MonkeyPatch, *options: str) -> Result:
    app = typer.Typer()
    app.command()(content)
    monkeypatch.setenv("CONTENT", str(folder.root))
    return CliRunner().invoke(app, options, env={"COLUMNS": "120"})


def test_the_report_counts_states_and_ends_well_without_errors(
    folder: ContentFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = run(folder, monkeypatch, "--json")
    found = json.loads(result.stdout)
    assert result.exit_code == 0
    assert found["topics"]["asylum/apply"] == {"en": "unreviewed", "ar": "missing", "dari": "missing"}
    assert found["small_talk"]["chat/greet"]["en"] == "unreviewed"
    assert found["themes"]["asylum"]["en"] == "missing"
    assert found["shown"]["topics"] == {"texts": 3, "of": 9}
    assert found["counts"]["en"]["unreviewed"] == 4


def test_campaigns_and_versions_for_children_are_counted_apart(
    folder: ContentFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.text("en/campaigns/meeting.md", "Come", "Come.", front="theme: asylum\n")
    folder.text("en/asylum/apply.child.md", "Ask", "Say it.")
    found = json.loads(run(folder, monkeypatch, "--json").stdout)
    assert found["campaigns"] == {"campaigns/meeting": {"en": "unreviewed", "ar": "missing", "dari": "missing"}}
    assert found["child_versions"]["asylum/apply.child"]["en"] == "unreviewed"
    assert found["shown"]["campaigns"] == {"texts": 1, "of": 3}


def test_the_table_says_how_much_is_shown_and_what_the_states_mean(
    folder: ContentFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = run(folder, monkeypatch)
    assert "Topics: 3 of 9" in result.stdout
    assert "draft: being written; readers do not see it" in result.stdout


def test_an_error_ends_with_exit_code_one_and_its_line(folder: ContentFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.change("en/asylum/apply.md", "Go to", "Call {phone:nobody}")
    result = run(folder, monkeypatch)
    assert result.exit_code == 1
    assert "content/en/asylum/apply.md:7: {phone:nobody}: no such contact" in result.stdout


def test_without_shared_files_only_the_problems_are_shown(
    folder: ContentFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.remove("topics.yml")
    result = run(folder, monkeypatch)
    assert result.exit_code == 1
    assert result.stdout.startswith("content/topics.yml:1: cannot be read")


def test_the_page_holds_states_and_problems(
    folder: ContentFolder, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder.change("en/asylum/apply.md", "Go to", "<b>Go</b> to")
    run(folder, monkeypatch, "--html", str(tmp_path / "content.html"))
    page = (tmp_path / "content.html").read_text(encoding="utf-8")
    assert '<tr><td>asylum/appeal</td><td>Appeal</td><td class="unreviewed">unreviewed</td>' in page
    assert "<td>content/en/asylum/apply.md:7</td><td>holds HTML</td>" in page
    assert "<h2>Errors: 1</h2>" in page
    assert "<th>Topics</th><td>2 of 3</td>" in page


def test_stamping_makes_a_new_translation_no_longer_outdated(
    folder: ContentFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.text(ARABIC, "طلب اللجوء", "اذهب إلى الوكالة.")
    found = json.loads(run(folder, monkeypatch, "--stamp", "--json").stdout)
    assert found["topics"]["asylum/apply"]["ar"] == "unreviewed"
    assert found["problems"] == []


def test_stamping_never_writes_over_a_hash(folder: ContentFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.text(ARABIC, "طلب اللجوء", "اذهب إلى الوكالة.", front="based_on: 0e1234\n")
    before = (folder.root / ARABIC).read_bytes()
    run(folder, monkeypatch, "--stamp")
    assert (folder.root / ARABIC).read_bytes() == before
