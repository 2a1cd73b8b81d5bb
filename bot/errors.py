"""The family of our errors.

RahnumaError
├── SettingsError       the environment is incomplete or wrong; the message lists every problem
├── ContentError        no valid content could be loaded
├── ExamError           an exam file is malformed
├── QuestionError       a question that was kept cannot become this example; the message says why
├── CampaignError       a campaign cannot be what staff asked for; the message says why and what would mend it
└── AssistantError      the assistant gave no usable answer
    └── AssistantSlow   it did not answer in time
"""


class RahnumaError(Exception):
    """Base of all errors that we raise on purpose."""


class SettingsError(RahnumaError):
    """The environment is incomplete or wrong."""


class ContentError(RahnumaError):
    """No valid content could be loaded."""


class ExamError(RahnumaError):
    """An exam file is malformed; the message names line and column."""


class QuestionError(RahnumaError):
    """A question that was kept cannot become this example; nothing was changed."""


class CampaignError(RahnumaError):
    """Staff asked for what a campaign cannot do; nothing was changed."""


class AssistantError(RahnumaError):
    """The assistant is down or gave an answer that is not one."""


class AssistantSlow(AssistantError):
    """The assistant did not answer in time."""
