"""What the buttons of guided conversations and of reminders carry."""

from aiogram.filters.callback_data import CallbackData


class FlowBegun(CallbackData, prefix="flow"):
    """A reader begins a flow."""

    flow: str


class FlowAnswered(CallbackData, prefix="answer"):
    """A reader answers a step of a flow."""

    flow: str
    step: str
    option: str


class FlowStopped(CallbackData, prefix="stop"):
    """A reader ends a flow."""

    flow: str


class ReminderAsked(CallbackData, prefix="remind"):
    """A reader wants to be reminded of a flow's end; `week` counts from this one."""

    flow: str
    week: int


class ReminderDay(CallbackData, prefix="day"):
    """A reader chooses a day, written 2026-11-25."""

    flow: str
    day: str


class ReminderHour(CallbackData, prefix="hour"):
    """A reader chooses a full hour of that day, on the clock on the wall."""

    flow: str
    day: str
    hour: int


class ReminderAgreed(CallbackData, prefix="agree"):
    """A reader agrees that this time is kept."""

    flow: str
    day: str
    hour: int


class ReminderDropped(CallbackData, prefix="drop"):
    """A reader takes a reminder back."""

    id: int


class ReminderOpened(CallbackData, prefix="open"):
    """A reader wants to see what a reminder was about."""

    flow: str
