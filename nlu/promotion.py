"""Puts a new model live only if it understands no language worse than the one that answers now."""

from collections.abc import Callable

from nlu.ask import answers_of
from nlu.exam import falls, mark, read_exam
from nlu.models import Current, make_current, read_current
from nlu.project import Project
from nlu.training import make_model, say


def promote(project: Project, say: Callable[[str], None] = say) -> bool:
    """Train, measure on the development exam, and go live; False if the old model stays. Raises as training does.

    A running server takes the new model within seconds; until then, and for ever if it is refused, the old one answers.
    """
    old, new = read_current(project), make_model(project, say)
    worse = _worse(project, old, new) if old not in (None, new) else []
    if worse:
        new.path(project).unlink()
        say("The new model understands less and was dropped; the old one stays:")
        for line in worse:
            say(f"  {line}")
        return False
    make_current(project, new)
    say(f"{new.model} is the current model.")
    return True


def _worse(project: Project, old: Current | None, new: Current) -> list[str]:
    questions = read_exam(project)
    if old is None or not questions:
        return []
    asked = [(question.text, question.language) for question in questions]
    before, after = (mark(questions, answers_of(model.path(project), asked)) for model in (old, new))
    return list(falls(before, after))
