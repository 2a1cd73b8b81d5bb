"""What readers are told about the hand-over. Nothing here is said while there is no staff group."""

from bot.telegram.notices import N_

OFFER = N_("A person from our team can answer you here, in this chat.")
WHO_READS = N_(
    "If you say yes, the team reads what you write and send here, until one of you ends the conversation. "
    "I do not tell them your name, your account or your phone number. They see a case number and your language. "
    "If you send your voice, a photo or your name yourself, they see that too."
)
MAY_I_TELL = N_("You were reading “{title}”. May I tell the team that this is your topic?")
MARKED_URGENT = N_("I will tell the team that it is urgent. If you are in danger, do not wait for them. Call now:")
AWAY_UNTIL = N_("The team is not here now. It reads messages again on {day} at {time}.")
AWAY = N_("The team is not here now.")
YOU_CAN_WRITE_NOW = N_("You can write now all the same; they will see it then.")

YES = N_("Yes, ask a person")
YES_WITH_TOPIC = N_("Yes, and tell them my topic")
YES_WITHOUT_TOPIC = N_("Yes, but do not tell my topic")
IT_IS_URGENT = N_("It is urgent")
NO = N_("No")
END = N_("End the conversation")

OPENED = N_("Your case has the number {number}. Write here what you need. The team reads it and answers here.")
I_WILL_TELL = N_("If nobody answers within {time}, I will tell you.")
MEANWHILE = N_("Until then I answer your questions too. If it cannot wait, call:")
CAME = N_("A person from the team is here now. What you write goes to them until one of you ends the conversation.")
LATE = N_(
    "Nobody from the team could answer you yet. I am sorry. Your case stays open and they can still write to you here. "
    "Meanwhile I answer your questions again. If it cannot wait, call:"
)
LOST = N_(
    "I cannot reach the team at the moment. I am sorry. What you write is passed on as soon as it is possible. "
    "Meanwhile I answer your questions again. If it cannot wait, call:"
)
IN_TOUCH = N_("Your case {number} is open. What you write here goes to the team.")
RESTING = N_("Nobody from the team is here now, so I answer your questions too.")
PASSED_ON = N_("I passed this on to the team.")
NOT_PASSED_ON = N_("I could not pass this on to the team. Please send it in another form, for example as text.")
CLOSED = N_("The team has closed your case. From now on I answer your questions again. You can ask for a person again.")
ENDED = N_(
    "The conversation is ended. The team gets nothing of what you write from now on. You can ask for a person again."
)
EXPIRED = N_(
    "Nothing was written for a week, so I closed your case. The team gets nothing of what you write from now on. "
    "You can ask for a person again."
)
DECLINED = N_("I only answer in private chats, so I leave this group. Please write to me directly.")
