"""`python -m nlu train | promote | ask | serve`, from the root of the project."""

import argparse
import sys
from pathlib import Path

from nlu.problems import BadInputs
from nlu.project import HERE, Project
from nlu.training import TrainingError


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    options = _parser().parse_args(arguments)
    project = Project(options.project.resolve())
    try:
        return int(options.run(project, options))
    except TrainingError as error:
        print(f"Training failed: {error}; the last good model stays.", file=sys.stderr)
    except BadInputs as bad:
        print(f"{len(bad.problems)} problems; the last good model stays.", file=sys.stderr)
        for problem in bad.problems:
            print(f"  {problem}", file=sys.stderr)
    return 1


def _train(project: Project, _: argparse.Namespace) -> int:
    from nlu.training import train

    train(project)
    return 0


def _promote(project: Project, _: argparse.Namespace) -> int:
    from nlu.promotion import promote

    return 0 if promote(project) else 1


def _ask(project: Project, _: argparse.Namespace) -> int:
    from nlu.ask import answer_lines

    return answer_lines(project, sys.stdin, sys.stdout)


def _serve(project: Project, options: argparse.Namespace) -> int:
    from nlu.serving import serve

    return serve(project, options.port)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m nlu", description="The assistant of the project.")
    parser.add_argument("--project", type=Path, default=HERE.root, help="another project folder than this one")
    commands = parser.add_subparsers(required=True, metavar="command")
    commands.add_parser("train", help="train if anything has changed").set_defaults(run=_train)
    promoted = commands.add_parser(
        "promote", help="train; the new model answers only if it understands no language worse"
    )
    promoted.set_defaults(run=_promote)
    commands.add_parser("ask", help="answer JSON lines from standard input").set_defaults(run=_ask)
    serve = commands.add_parser("serve", help="answer over HTTP on 127.0.0.1; needs ASSISTANT_TOKEN")
    serve.add_argument("--port", type=int, default=5005)
    serve.set_defaults(run=_serve)
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
