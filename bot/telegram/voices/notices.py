"""What is said around feedback. In words, not with thumbs: in some of our readers' countries a thumb is an insult."""

from bot.storage.feedback import Verdict
from bot.telegram.notices import N_

HELPED = N_("This helped me")
DID_NOT_HELP = N_("This did not help")
REASONS = {
    Verdict.WRONG: N_("Something is wrong"),
    Verdict.UNCLEAR: N_("I do not understand it"),
    Verdict.NOT_MINE: N_("It is not about my case"),
    Verdict.OLD: N_("It is out of date"),
    Verdict.LANGUAGE: N_("The language is bad"),
}
SKIP = N_("I do not want to say why")
THANKS = N_("Thank you. I keep your judgement without who you are, and it helps to make the answers better.")
THANKS_DOWN = N_(
    "Thank you, and I am sorry. I keep your judgement without who you are; staff use it to mend the text. "
    "If you need an answer now, you can ask a person."
)

DEAD_NUMBER = N_("A number does not work")
WHICH_NUMBER = N_("Which number does not work?")
THANKS_NUMBER = N_("Thank you. Staff will check the number. I do not keep who told me. These numbers are sure:")
