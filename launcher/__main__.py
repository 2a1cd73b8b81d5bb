"""The commands behind the Makefile: `python3 -m launcher <command>`."""

import argparse
import sys
from typing import Callable, Dict

from launcher import ROOT, checks, environments, services, stopping
from launcher.errors import Problem, Stopped
from launcher.processes import run
from launcher.training import NLU_PYTHON, train

_PYTHON = str(ROOT / services.BOT_PYTHON)


def main() -> int:
    """Do what the command line asks; give the exit code."""
    options = _parser().parse_args()
    stopping.listen()
    try:
        _COMMANDS[options.command](options)
    except Problem as problem:
        print(f"\n{problem}", file=sys.stderr, flush=True)
        return 1
    except Stopped:
        print("\nStopped.", flush=True)
        return 130
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("launcher", description="What the Makefile calls.")
    parser.add_argument("command", choices=_COMMANDS)
    parser.add_argument("--exam", default="", help="file of questions, for evaluate")
    parser.add_argument("--json", default="", help="file to write the results to, for evaluate")
    parser.add_argument("--html", default="", help="page to write the report to, for content")
    return parser


def _test(_: argparse.Namespace) -> None:
    environments.make_all(ROOT)
    checks.prove(ROOT, checks.ALL)


def _lint(_: argparse.Namespace) -> None:
    environments.make_all(ROOT)
    checks.prove(ROOT, checks.LINTERS)


def _format(_: argparse.Namespace) -> None:
    environments.make_all(ROOT)
    for check in checks.FORMATTERS:
        checks.passes(ROOT, check)


def _train(_: argparse.Namespace) -> None:
    environments.make_all(ROOT)
    if not train(ROOT):
        raise Problem("The assistant could not be trained; what to mend stands above.")


def _evaluate(options: argparse.Namespace) -> None:
    if not options.exam:
        raise Problem("Say which questions: make evaluate EXAM=file.tsv [JSON=out.json]")
    _train(options)
    command = [_PYTHON, "-m", "bot", "evaluate", options.exam]
    if run([*command, "--json", options.json] if options.json else command, ROOT) != 0:
        raise Problem("The evaluation failed; the reason stands above.")


def _questions(_: argparse.Namespace) -> None:
    environments.make_all(ROOT)
    if run([_PYTHON, "-m", "bot", "questions"], ROOT) != 0:
        raise Problem("The questions could not be shown; the reason stands above.")


def _learn(_: argparse.Namespace) -> None:
    environments.make_all(ROOT)
    if run([str(ROOT / NLU_PYTHON), "-m", "nlu", "promote"], ROOT) != 0:
        raise Problem("The assistant stays as it was; the reason stands above.")


def _content(options: argparse.Namespace) -> None:
    environments.make_all(ROOT)
    command = [_PYTHON, "-m", "bot", "content"]
    if run([*command, "--html", options.html] if options.html else command, ROOT) != 0:
        raise Problem("The content has errors; they stand above.")


def _bench(_: argparse.Namespace) -> None:
    environments.make_all(ROOT)
    ended = [run([_PYTHON, "-m", "bench"], ROOT), run([str(ROOT / NLU_PYTHON), "-m", "nlu", "bench"], ROOT)]
    if any(ended):
        raise Problem("Something is not as it must be; it stands above.")


_COMMANDS: Dict[str, Callable[[argparse.Namespace], None]] = {
    "demo": lambda _: services.demo(ROOT),
    "run": lambda _: services.serve(ROOT),
    "test": _test,
    "train": _train,
    "evaluate": _evaluate,
    "content": _content,
    "questions": _questions,
    "learn": _learn,
    "bench": _bench,
    "lint": _lint,
    "format": _format,
}

if __name__ == "__main__":
    sys.exit(main())
