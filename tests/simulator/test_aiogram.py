"""aiogram's own models read every reply: a wrong field would raise here."""

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BufferedInputFile,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    LinkPreviewOptions,
    MenuButtonCommands,
    ReplyKeyboardMarkup,
    ReplyParameters,
)

from tests.simulator.conftest import EMMA, Control

BUTTON = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Ok", callback_data="ok")]])


async def test_the_bot_knows_itself_and_its_profile(bot: Bot) -> None:
    assert (await bot.get_me()).is_bot
    await bot.set_my_name("رهنما", language_code="fa")
    await bot.set_my_description("A guide")
    await bot.set_my_short_description("Guide", language_code="ps")
    assert (await bot.get_my_name("fa")).name == "رهنما"
    assert (await bot.get_my_name("ur")).name == (await bot.get_my_name()).name
    assert (await bot.get_my_description("ar")).description == "A guide"
    assert (await bot.get_my_short_description("ps")).short_description == "Guide"
    assert await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    assert (await bot.get_chat_menu_button()).type == "commands"
    assert await bot.log_out()


async def test_commands_are_kept_per_scope_and_language(bot: Bot, control: Control) -> None:
    scope = BotCommandScopeAllPrivateChats()
    await bot.set_my_commands([BotCommand(command="help", description="Help")])
    await bot.set_my_commands([BotCommand(command="help", description="کمک")], scope=scope, language_code="fa")
    assert (await bot.get_my_commands(scope=scope, language_code="fa"))[0].description == "کمک"
    assert await bot.get_my_commands(language_code="fa") == []
    seen = {i: (await control.get(f"users/{i}/profile"))["commands"] for i in (1001, 1003)}
    assert [seen[i][0]["description"] for i in seen] == ["Help", "کمک"]
    await bot.delete_my_commands()
    assert await bot.get_my_commands() == []


async def test_three_letters_are_no_language_code(bot: Bot) -> None:
    with pytest.raises(TelegramBadRequest, match="invalid language code specified"):
        await bot.set_my_commands([BotCommand(command="a", description="b")], language_code="prs")


async def test_messages_are_sent_edited_copied_and_deleted(bot: Bot, control: Control) -> None:
    await control.start()
    preview = LinkPreviewOptions(is_disabled=True)
    sent = await bot.send_message(EMMA, "one", reply_markup=BUTTON, link_preview_options=preview)
    assert await bot.send_chat_action(EMMA, "typing")
    assert (await sent.edit_text("two").as_(bot)).text == "two"  # type: ignore[union-attr]
    assert (await sent.edit_reply_markup(reply_markup=BUTTON).as_(bot)).reply_markup  # type: ignore[union-attr]
    copied = await bot.copy_message(EMMA, EMMA, sent.message_id)
    assert len(await bot.copy_messages(EMMA, EMMA, [1, sent.message_id])) == 2
    forwarded = await bot.forward_message(EMMA, EMMA, sent.message_id)
    assert forwarded.forward_origin is not None
    reply = await bot.send_message(EMMA, "three", reply_parameters=ReplyParameters(message_id=1))
    assert reply.reply_to_message is not None
    assert await bot.delete_message(EMMA, 1)
    assert await bot.delete_messages(EMMA, [copied.message_id, sent.message_id, 999])
    gone = [message["message_id"] for message in await control.chat() if message["deleted"]]
    assert gone == [1, sent.message_id, copied.message_id]


async def test_files_are_sent_once_and_reused_by_id(bot: Bot, control: Control) -> None:
    await control.start()
    voice = (await bot.send_voice(EMMA, BufferedInputFile(b"ogg", "a.ogg"), duration=3)).voice
    photo = await bot.send_photo(EMMA, BufferedInputFile(b"jpg", "a.jpg"), caption="<b>c</b>", parse_mode="HTML")
    document = (await bot.send_document(EMMA, BufferedInputFile(b"pdf", "a.pdf"))).document
    audio = (await bot.send_audio(EMMA, BufferedInputFile(b"mp3", "a.mp3"), title="t")).audio
    video = (await bot.send_video(EMMA, BufferedInputFile(b"mp4", "a.mp4"))).video
    assert voice
    assert voice.duration == 3
    assert document
    assert audio
    assert audio.title == "t"
    assert video
    assert photo.photo
    assert photo.caption == "c"
    assert photo.caption_entities
    again = await bot.send_voice(EMMA, voice.file_id)
    assert again.voice == voice
    file = await bot.get_file(photo.photo[-1].file_id)
    content = await bot.download_file(file.file_path or "")
    assert content is not None
    assert content.read() == b"jpg"
    edited = await bot.edit_message_caption(chat_id=EMMA, message_id=photo.message_id, caption="d")
    assert not isinstance(edited, bool)
    assert edited.photo == photo.photo


async def test_unknown_and_unfit_file_ids_are_refused(bot: Bot, control: Control) -> None:
    await control.start()
    voice = (await bot.send_voice(EMMA, BufferedInputFile(b"ogg", "a.ogg"))).voice
    with pytest.raises(TelegramBadRequest, match="wrong file identifier/HTTP URL specified"):
        await bot.send_photo(EMMA, "AgAC-of-another-bot")
    with pytest.raises(TelegramBadRequest, match="can't use file of type Voice as Photo"):
        await bot.send_photo(EMMA, voice.file_id if voice else "")


async def test_places_contacts_and_reply_keyboards_are_sent(bot: Bot, control: Control) -> None:
    await control.start()
    assert (await bot.send_location(EMMA, 42.7, 23.3)).location
    assert (await bot.send_contact(EMMA, "+359888123456", "Help")).contact
    keyboard = ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="Yes")]])
    assert (await bot.send_message(EMMA, "?", reply_markup=keyboard)).reply_markup is None
    await bot.send_message(EMMA, "?", reply_markup=ForceReply())
    assert [m.get("reply_markup", {}).get("keyboard") for m in await control.chat()][-2] == [[{"text": "Yes"}]]


async def test_chats_and_members_are_described(bot: Bot, control: Control) -> None:
    await control.start()
    assert (await bot.get_chat(EMMA)).first_name == "Emma"
    assert (await bot.get_chat_member(EMMA, EMMA)).status == "member"
    assert (await bot.get_chat_member(EMMA, bot.id)).user.is_bot
    with pytest.raises(TelegramBadRequest, match="user not found"):
        await bot.get_chat_member(EMMA, 5)


async def test_forum_topics_take_messages_until_closed(bot: Bot, control: Control) -> None:
    forum = (await control.post("groups", title="Staff", is_forum=True))["id"]
    topic = await bot.create_forum_topic(forum, "Case 1")
    sent = await bot.send_message(forum, "new case", message_thread_id=topic.message_thread_id)
    assert sent.is_topic_message
    assert sent.chat.is_forum
    assert await bot.edit_forum_topic(forum, topic.message_thread_id, name="Case 1, ar")
    assert await bot.close_forum_topic(forum, topic.message_thread_id)
    with pytest.raises(TelegramBadRequest, match="TOPIC_CLOSED"):
        await bot.send_message(forum, "more", message_thread_id=topic.message_thread_id)
    assert await bot.reopen_forum_topic(forum, topic.message_thread_id)
    assert await bot.delete_forum_topic(forum, topic.message_thread_id)
    with pytest.raises(TelegramBadRequest, match="message thread not found"):
        await bot.send_message(forum, "more", message_thread_id=topic.message_thread_id)


async def test_every_kind_of_update_is_understood(bot: Bot, control: Control) -> None:
    await control.start()
    sent = await bot.send_message(EMMA, "press", reply_markup=BUTTON)
    await control.post(f"users/{EMMA}/edits", message_id=1, text="/start again")
    await control.post(f"users/{EMMA}/press", message_id=sent.message_id, data="ok")
    await control.post(f"users/{EMMA}/block")
    message, edited, query, blocked = await bot.get_updates()
    assert message.message
    assert message.message.entities
    assert edited.edited_message
    assert edited.edited_message.text == "/start again"
    assert query.callback_query
    assert query.callback_query.data == "ok"
    assert blocked.my_chat_member
    assert blocked.my_chat_member.new_chat_member.status == "kicked"


@pytest.mark.parametrize("kind", ["photo", "document", "voice", "audio", "video", "sticker"])
async def test_media_from_people_is_understood(bot: Bot, control: Control, kind: str) -> None:
    await control.post(f"users/{EMMA}/messages", **{kind: {}})
    [update] = await bot.get_updates()
    assert update.message
    assert update.message.content_type == kind
    media = getattr(update.message, kind)
    file_id = media[-1].file_id if isinstance(media, list) else media.file_id
    assert (await bot.get_file(file_id)).file_size


async def test_places_and_contacts_from_people_are_understood(bot: Bot, control: Control) -> None:
    await control.post(f"users/{EMMA}/messages", location={"latitude": 42.7, "longitude": 23.3})
    contact = {"phone_number": "+359888123456", "first_name": "Emma"}
    await control.post(f"users/{EMMA}/messages", contact=contact)
    kinds = [update.message.content_type for update in await bot.get_updates() if update.message]
    assert kinds == ["location", "contact"]


async def test_who_has_closed_the_door_is_not_reached(bot: Bot, control: Control) -> None:
    with pytest.raises(TelegramForbiddenError, match="bot can't initiate conversation with a user"):
        await bot.send_message(EMMA, "hello")
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await bot.send_message(5, "hello")
    await control.start()
    await control.post(f"users/{EMMA}/block")
    with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
        await bot.send_message(EMMA, "hello")
    await control.post(f"users/{EMMA}/deactivate")
    with pytest.raises(TelegramForbiddenError, match="user is deactivated"):
        await bot.send_message(EMMA, "hello")
