"""`make demo` and `make run` with stand-ins: real processes, real signals."""

import signal
import socket
from pathlib import Path

import pytest

from tests.launcher.checkout import (
    alive,
    eventually,
    free_port,
    launched,
    make_checkout,
    output,
    pids,
    wait_until_up,
)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    return make_checkout(tmp_path)


def told(checkout: Path, name: str) -> dict[str, str]:
    lines = (checkout / "var" / f"{name}.env").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line)


def test_the_demo_tells_how_to_send_its_campaign(checkout: Path) -> None:
    with launched(checkout, "demo") as launcher:
        shown = wait_until_up(launcher)
    assert "campaign 1 is approved" in shown
    assert "ENV_FILE=var/demo.env .venv/bin/python -m bot campaign schedule 1 --now" in shown
    file = checkout / "var" / "demo.env"
    assert file.stat().st_mode & 0o077 == 0
    keys = dict(line.split("=", 1) for line in file.read_text().splitlines())
    assert keys["READER_KEY"] == told(checkout, "bot")["READER_KEY"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_demo_shows_the_page_and_leaves_nothing(checkout: Path, number: signal.Signals) -> None:
    port = free_port()
    with launched(checkout, "demo", DEMO_PORT=str(port)) as launcher:
        assert f"http://127.0.0.1:{port}/" in wait_until_up(launcher)
        assert len(pids(checkout)) == 3
        launcher.send_signal(number)
        assert output(launcher).endswith("Stopped.\n")
        assert launcher.returncode == 0
        assert not [pid for pid in pids(checkout) if alive(pid)]


def test_bot_and_assistant_meet_and_the_demo_uses_nothing_of_the_real_service(checkout: Path) -> None:
    real = {"TELEGRAM_TOKEN": "1:real", "READER_KEY": "real", "WEBHOOK_URL": "https://real.example"}
    with launched(checkout, "demo", **real) as launcher:
        wait_until_up(launcher)
    bot, assistant = told(checkout, "bot"), told(checkout, "nlu")
    assert bot["ASSISTANT_TOKEN"] == assistant["ASSISTANT_TOKEN"]
    assert bot["DATABASE_URL"].endswith("demo.db")
    assert not {key for key, value in real.items() if bot.get(key) == value}


def test_two_demos_share_no_secret_and_no_database(checkout: Path) -> None:
    secrets = []
    for _ in range(2):
        with launched(checkout, "demo") as launcher:
            wait_until_up(launcher)
            assert not (checkout / "var" / "demo.db").exists()
            (checkout / "var" / "demo.db").write_text("left by the first")
        bot = told(checkout, "bot")
        secrets += [bot["READER_KEY"], bot["ASSISTANT_TOKEN"], bot["TELEGRAM_TOKEN"]]
    assert len(set(secrets)) == 6


def test_a_child_that_dies_is_named_and_takes_the_others_with_it(checkout: Path) -> None:
    with launched(checkout, "demo", BOT="dies later") as launcher:
        said = output(launcher)
    assert launcher.returncode == 1
    assert "bot stopped with exit code 3" in said
    assert "a last word" in said
    assert not [pid for pid in pids(checkout) if alive(pid)]


def test_a_child_that_does_not_come_up_is_named_with_the_end_of_its_log(checkout: Path) -> None:
    with launched(checkout, "demo", BOT="dies at once") as launcher:
        said = output(launcher)
    assert launcher.returncode == 1
    assert "bot stopped with exit code 1; the end of var/log/bot.log:\n  no such table" in said
    assert not [pid for pid in pids(checkout) if alive(pid)]


def test_children_do_not_outlive_a_killed_launcher(checkout: Path) -> None:
    with launched(checkout, "demo") as launcher:
        wait_until_up(launcher)
        launcher.kill()
        launcher.wait()
        assert eventually(lambda: not any(alive(pid) for pid in pids(checkout)))


def test_a_busy_port_is_one_clear_line_and_nothing_starts(checkout: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]
        with launched(checkout, "demo", DEMO_PORT=str(port)) as launcher:
            said = output(launcher)
    assert said.strip() == f"Port {port} is busy; choose another with DEMO_PORT=<port>."
    assert launcher.returncode == 1
    assert not pids(checkout)


def test_broken_inputs_are_reported_and_the_last_good_model_is_served(checkout: Path) -> None:
    (checkout / "var" / "models").mkdir(parents=True)
    (checkout / "var" / "models" / "current.json").touch()
    with launched(checkout, "demo", TRAINING="1") as launcher:
        assert "the last good model is served" in wait_until_up(launcher)


def test_without_any_model_a_failed_training_ends_the_demo(checkout: Path) -> None:
    with launched(checkout, "demo", TRAINING="1") as launcher:
        assert "there is no earlier model" in output(launcher)
    assert launcher.returncode == 1


def test_each_start_keeps_the_log_before(checkout: Path) -> None:
    for _ in range(2):
        with launched(checkout, "demo") as launcher:
            wait_until_up(launcher)
    assert (checkout / "var" / "log" / "simulator.previous.log").read_text() == "simulator up\n"


def test_run_names_all_that_is_not_set(checkout: Path) -> None:
    with launched(checkout, "run") as launcher:
        said = output(launcher)
    assert launcher.returncode == 1
    assert "TELEGRAM_TOKEN: " in said
    assert "READER_KEY: " in said


def test_run_reads_dotenv_and_starts_no_simulator(checkout: Path) -> None:
    (checkout / ".env").write_text("# ours\nTELEGRAM_TOKEN=1:a\nexport READER_KEY='b'\nASSISTANT_TOKEN=kept\n")
    with launched(checkout, "run") as launcher:
        wait_until_up(launcher)
        assert told(checkout, "bot")["ASSISTANT_TOKEN"] == "kept"
    assert not (checkout / "var" / "simulator.pid").exists()


def test_an_empty_key_in_dotenv_counts_as_not_set(checkout: Path) -> None:
    (checkout / ".env").write_text("TELEGRAM_TOKEN=\nREADER_KEY=b\n")
    with launched(checkout, "run") as launcher:
        said = output(launcher)
    assert "TELEGRAM_TOKEN: " in said
    assert "READER_KEY: " not in said
