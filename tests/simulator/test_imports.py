import subprocess
import sys


def test_it_runs_without_aiogram_and_without_the_bot() -> None:
    check = "import sys, simulator.server; print({'aiogram', 'bot', 'pydantic'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
