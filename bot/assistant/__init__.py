"""The assistant as the bot knows it: a question goes over HTTP, data comes back."""

from bot.assistant.answer import Answer, Candidate, Decision, FlowState
from bot.assistant.client import Assistant, HttpAssistant, Press

__all__ = ["Answer", "Assistant", "Candidate", "Decision", "FlowState", "HttpAssistant", "Press"]
