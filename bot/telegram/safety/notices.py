"""What is said about safety. What stays in a hidden chat must tell nothing to whoever looks at the phone."""

from bot.telegram.notices import N_

# Left alone in a hidden chat: about the weather, in plain words, with no button under it.
HARMLESS = N_("Tomorrow it will be mild, with some clouds.")
HIDING = N_(
    "Write /hide, or choose it from the list of commands. I then delete what you and I wrote here in the last "
    "48 hours, and only a line about the weather stays. What is older, and the chat itself, only you can delete in "
    "Telegram. You can also choose a word: whenever you send it, I do the same, and it looks like an ordinary message."
)
HIDE_NOW = N_("Hide this chat now")
CHOOSE_WORD = N_("Choose a word")
DROP_WORD = N_("Use no word any more")
WHICH_WORD = N_(
    "Send me your word now: one or two words that you would not write to me otherwise. I delete your message at once "
    "and keep the word only in scrambled form. Or press one of these words:"
)
# Words that nobody writes to us, and that tell nothing.
WORDS = (N_("umbrella"), N_("tomato soup"), N_("bicycle"))
WORD_KEPT = N_("Good. When you send this word, I hide this chat. I do not write it here.")
WORD_DROPPED = N_("Good. No word hides this chat any more; /hide still does.")
WORD_UNFIT = N_("I cannot take this as your word. Please send one or two words, with no sign before them.")

HELD = N_("This is all that I hold about you:")
HELD_NOTHING = N_("I hold nothing about you.")
HELD_ACCOUNT = N_("Your Telegram account number (id), scrambled, so that I can write to you")
HELD_LANGUAGE = N_("Your language: {language}")
HELD_SINCE = N_("You chose a language for the first time on: {date}")
HELD_ACTIVE = N_("The last day on which you wrote: {date}")
HELD_PLACE = N_("Your place: {place}")
HELD_THEMES = N_("News that you want: {themes}")
HELD_REMINDERS = N_("When you want to be reminded: {times}")
HELD_CASES = N_("Numbers of your cases with our team: {numbers}. The team can see what you wrote to them.")
HELD_NEWS = N_("How many news messages were meant for you: {count}")
HELD_WORD = N_("That you have a word that hides this chat; I cannot read the word")
HELD_TRACES = N_("The numbers, not the words, of messages in this chat, so that you can hide it: {count}, for 48 hours")
HELD_UPDATES = N_("The numbers, not the words, of what you sent, so that I answer once: {count}, for two days")
HELD_NOT = N_(
    "I do not hold your name, your phone number or our conversation. A question that I did not understand may be kept "
    "for some days, without who asked it."
)
ERASE = N_("Erase all of this")
ERASE_SURE = N_("Shall I erase all of it? News and reminders end, and an open case is closed. It cannot be undone.")
ERASE_YES = N_("Yes, erase it")
ERASE_NO = N_("No, keep it")

VERIFY = N_(
    "Somebody may pretend to be me. Forward the message to me, or send me the code that stands under it. "
    "Then I tell you whether it is mine."
)
OURS = N_("Yes, this message is mine.")
OURS_BY_CODE = N_(
    "I sent a message with this code on {date}. Here is what it says. If yours says anything else, it is not mine."
)
NOT_OURS = N_(
    "This is not my message. Please be careful: somebody may want your money, your documents or to know where you are. "
    "Do not pay, do not send documents, do not open its links, and go nowhere because of it. It is not your fault that "
    "you got it, and it was right to ask. If somebody presses or threatens you, call:"
)
UNKNOWN_CODE = N_("I know no message with this code. Look whether you copied it rightly. If you did:")
