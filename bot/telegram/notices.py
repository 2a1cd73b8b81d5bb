"""What the bot says on its own, above the menu and the urgent numbers."""


def N_(message: str) -> str:
    """Mark a phrase for the catalogues."""
    return message


CHOOSE_LANGUAGE = N_("Please choose your language.")
WELCOME = N_("What would you like to know? Choose a topic, or write your question here.")
NO_ANSWER = N_(
    "I am sorry, I do not know the answer to this. I can tell you about the topics below, "
    "or how to reach a person who can help."
)
ASSISTANT_DOWN = N_(
    "I cannot understand written questions at the moment. Please use the buttons: all answers are there. "
    "You can also write to me again later."
)
FAILURE = N_("I am sorry, something went wrong on my side. Please try again, or use the buttons.")
TOO_FAST = N_(
    "You are writing faster than I can answer. I did not read your last messages. Please wait a minute and send the "
    "most important one again. If you are in danger, call:"
)
ONLY_TEXT = N_(
    "I can only read written text. I did not open or keep what you sent. "
    "Please write your question, or use the buttons."
)
