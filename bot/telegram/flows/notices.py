"""What is said around guided conversations and reminders, whatever they are about."""

from bot.telegram.notices import N_

QUESTION = N_("Question {number} of {total}")
DANGER = N_("If you are in danger now, call. You can stop these questions at any time.")
NOT_AN_ANSWER = N_("I did not understand this as an answer. Please press a button, or write what stands on it.")
AGAIN = N_("Some time has passed, so I have to begin again. I am sorry.")
STOP = N_("Stop")
STOPPED = N_("I have stopped. I kept none of your answers.")
DOWN = N_("I cannot ask you these questions at the moment. Here is what I can tell you. You can also try again later.")

REMIND = N_("Remind me")
WHICH_DAY = N_("On which day shall I remind you?")
WHICH_HOUR = N_("At what time? It is the time of {place}.")
LATER = N_("Later days")
EARLIER = N_("Earlier days")
MAY_I_KEEP = N_(
    "I will write to you on {day} at {time}. My message will not say what it is about. "
    "If you agree, I keep this time until then, and which list it belongs to. I keep no answer of yours."
)
AGREE = N_("Yes, remind me")
REFUSE = N_("No")
KEPT = N_("Good. I will write to you on {day} at {time}.")
DROP = N_("Delete this reminder")
DROPPED = N_("The reminder is deleted.")
TOO_MANY = N_("I can keep {most} reminders at most. Please delete one first.")
# Neutral on purpose: others may see it on the phone's screen.
REMINDER = N_("Hello. You asked me to write to you now.")
OPEN = N_("Open")
