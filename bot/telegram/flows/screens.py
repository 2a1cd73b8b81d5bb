"""What readers see of guided conversations."""

from collections.abc import Iterable
from html import escape

from bot.assistant import FlowState
from bot.content.bidi import Writing
from bot.content.flow_texts import FlowText
from bot.content.flows import Answers, Flow
from bot.telegram import keyboards
from bot.telegram.chat import Screen
from bot.telegram.edition import Edition
from bot.telegram.flows import notices
from bot.telegram.flows.callbacks import FlowAnswered, FlowBegun, FlowStopped, ReminderAsked
from bot.telegram.handover.offer import line
from bot.telegram.keyboards import Row, button, keyboard
from bot.telegram.screens import Screens


class FlowScreens:
    """Makes the screens of flows from the content as it is now."""

    def __init__(self, screens: Screens) -> None:
        self._screens = screens

    @property
    def urgent_topics(self) -> list[str]:
        """The topics that people in danger need."""
        return self._screens.catalogue.urgent_topics

    def opening(self, flow: str, language: str) -> Screen | None:
        """What is said before the first question; None where the content has no such flow in this language."""
        found = self._find(flow, language)
        if found is None:
            return None
        edition, _, text = found
        title = escape(Writing(edition.language.rtl).mixed(text.title), quote=False)
        return Screen([f"<b>{title}</b>\n\n{edition.renderer.body(text.opening())}"])

    def after(self, state: FlowState, answered: str | None, language: str) -> list[Screen]:
        """Where a flow stands after a message; `answered` is the step that the message may have answered."""
        found = self._find(state.id, language)
        if state.state == "stopped" or found is None:
            return [self.stopped(language)]
        edition, flow, text = found
        if state.state == "done":
            return [self._ending(edition, flow, text, state.answers)]
        if state.step not in flow.steps:  # the assistant has not yet learnt what the content says now
            return [self.down(state.id, language)]
        asked = self._question(edition, flow, text, state.step)
        danger = answered is not None and flow.dangerous(answered, state.answers.get(answered, ""))
        return [Screen([_danger(edition)]), asked] if danger else [asked]

    def stopped(self, language: str) -> Screen:
        """That nothing was kept, and the menu."""
        return self._screens.notice(notices.STOPPED, language)

    def hint(self, message: str, language: str) -> Screen:
        """One of the notices, before a question is asked again."""
        return Screen([line(self._screens.edition(language), message)])

    def down(self, flow: str, language: str) -> Screen:
        """Without the assistant: the numbers, and the topics that a flow leads to."""
        edition = self._screens.edition(language)
        known = edition.catalogue.flows.get(flow)
        topics = [*known.topics, *_topics(known, known.always())] if known else []
        part = f"{line(edition, notices.DOWN)}\n\n{edition.renderer.urgent_numbers()}"
        return Screen([part], keyboard(self._leads_on(edition, topics), edition.language))

    def checklist(self, flow: str, language: str) -> Screen:
        """What everybody is told at a flow's end, for whoever comes back to it."""
        found = self._find(flow, language)
        if found is None:
            return self.stopped(language)
        edition, known, text = found
        rows = [[button(text.title, FlowBegun(flow=flow))], *self._leads_on(edition, known.topics)]
        return Screen(edition.renderer.text(text.ending(known.always())), keyboard(rows, edition.language))

    def _find(self, flow: str, language: str) -> tuple[Edition, Flow, FlowText] | None:
        edition = self._screens.edition(language)
        text = edition.flow_text(flow)
        return (edition, edition.catalogue.flows[flow], text) if text else None

    def _question(self, edition: Edition, flow: Flow, text: FlowText, step: str) -> Screen:
        number = list(flow.steps).index(step) + 1
        head = line(edition, notices.QUESTION, number=number, total=len(flow.steps))
        rows: list[Row] = [
            [button(text.label(step, option) or option, FlowAnswered(flow=flow.id, step=step, option=option))]
            for option in flow.steps[step]
        ]
        stop = button(edition.phrases.gettext(notices.STOP), FlowStopped(flow=flow.id))
        part = f"<i>{head}</i>\n{edition.renderer.body(text.question(step))}"
        return Screen([part], keyboard([*rows, [stop]], edition.language))

    def _ending(self, edition: Edition, flow: Flow, text: FlowText, answers: Answers) -> Screen:
        outcomes = flow.told(answers)
        parts = edition.renderer.text(text.ending(outcomes))
        if any(flow.dangerous(step, option) for step, option in answers.items()):
            parts = [_danger(edition), *parts]
        rows = self._leads_on(edition, _topics(flow, outcomes))
        if flow.reminders:
            remind = button(edition.phrases.gettext(notices.REMIND), ReminderAsked(flow=flow.id, week=0))
            rows = [[remind], *rows]
        return Screen(parts, keyboard(rows, edition.language))

    def _leads_on(self, edition: Edition, topics: Iterable[str]) -> list[Row]:
        """Topics, a person, the menu."""
        ids = [topic for topic in dict.fromkeys([*topics, *edition.with_action("person")]) if edition.has(topic)]
        return [*keyboards.topics(edition, ids), keyboards.back(edition)]


def _topics(flow: Flow, outcomes: Iterable[str]) -> list[str]:
    return [topic for id_ in outcomes for topic in flow.outcomes[id_].topics]


def _danger(edition: Edition) -> str:
    return f"<b>{line(edition, notices.DANGER)}</b>\n\n{edition.renderer.urgent_numbers()}"
