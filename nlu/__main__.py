"""`python -m nlu train | promote | teach | ask | serve | holdout | bench`, from the root of the project."""

import argparse
import json
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
        print(f"Problems: {len(bad.problems)}; the last good model stays.", file=sys.stderr)
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


def _teach(project: Project, options: argparse.Namespace) -> int:
    from nlu.teaching import teach

    file = teach(project, options.language, options.topic, sys.stdin.read())
    print(f"Added to {project.shown(file)}." if file else "It is an example already.")
    return 0


def _holdout(project: Project, _: argparse.Namespace) -> int:
    from nlu.holdout import hold_out

    print(json.dumps(hold_out(project), ensure_ascii=False))
    return 0


def _bench(project: Project, _: argparse.Namespace) -> int:
    from nlu.bench import bench

    for name, value in bench(project).items():
        print(f"{name.replace('_', ' ')}: {value}")
    return 0


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
    taught = commands.add_parser("teach", help="add an example, read from standard input")
    taught.add_argument("language")
    taught.add_argument("topic", help="such as asylum/apply; out-of-scope for none")
    taught.set_defaults(run=_teach)
    commands.add_parser("ask", help="answer JSON lines from standard input").set_defaults(run=_ask)
    held = commands.add_parser(
        "holdout", help="measure each writer's examples without having learnt from them, as JSON"
    )
    held.set_defaults(run=_holdout)
    commands.add_parser("bench", help="measure training, memory and answers on this machine").set_defaults(run=_bench)
    serve = commands.add_parser("serve", help="answer over HTTP on 127.0.0.1; needs ASSISTANT_TOKEN")
    serve.add_argument("--port", type=int, default=5005)
    serve.set_defaults(run=_serve)
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
