from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import Settings, read_settings

GOOD = {
    "TELEGRAM_TOKEN": "123456:" + "A" * 35,
    "READER_KEY": "k" * 40,
    "ASSISTANT_TOKEN": "t" * 20,
}


@pytest.fixture(autouse=True)
def _empty_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for key in Settings.model_fields:
        monkeypatch.delenv(key.upper(), raising=False)


def _set(monkeypatch: pytest.MonkeyPatch, **values: str) -> None:
    for key, value in {**GOOD, **values}.items():
        monkeypatch.setenv(key, value)


def test_what_must_be_set_is_named_all_at_once() -> None:
    with pytest.raises(SettingsError) as error:
        read_settings()
    assert all(key in str(error.value) for key in GOOD)


def test_a_wrong_value_is_shown_with_the_expected_form(monkeypatch: pytest.MonkeyPatch) -> None:
    _set(monkeypatch, LOG_LEVEL="LOUD", DATABASE_URL="mysql://x", WEBHOOK_LISTEN="everywhere")
    with pytest.raises(SettingsError) as error:
        read_settings()
    message = str(error.value)
    assert "LOG_LEVEL='LOUD' is not valid; expected: DEBUG, INFO, WARNING or ERROR" in message
    assert "WEBHOOK_LISTEN='everywhere'" in message
    assert "DATABASE_URL=(secret)" in message


def test_a_secret_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    _set(monkeypatch, READER_KEY="tooshort", TELEGRAM_TOKEN="not-a-token")
    with pytest.raises(SettingsError) as error:
        read_settings()
    assert "tooshort" not in str(error.value)
    assert "not-a-token" not in str(error.value)


def test_half_a_webhook_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    _set(monkeypatch, WEBHOOK_URL="https://bot.example/hook")
    with pytest.raises(SettingsError, match="set all three or none"):
        read_settings()


def test_the_env_file_is_read_and_the_environment_wins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    lines = [f"{key}={value}" for key, value in {**GOOD, "LOG_LEVEL": "ERROR"}.items()]
    (tmp_path / ".env").write_text("\n".join(lines))
    assert read_settings().log_level == "ERROR"
    monkeypatch.setenv("LOG_LEVEL", "DEBUG")
    assert read_settings().log_level == "DEBUG"
