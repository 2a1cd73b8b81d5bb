"""For people who may be watched or deceived: hiding the chat, what is held, whether a message is ours."""
