"""The bot's own face: getMe, commands, name, descriptions, menu button."""

from __future__ import annotations

import re

from simulator.errors import bad_request
from simulator.methods.table import method
from simulator.params import Params
from simulator.simulation import Simulation
from simulator.world import Json

LANGUAGE = re.compile(r"(?:[a-z]{2})?")
COMMAND = re.compile(r"[a-z0-9_]{1,32}")
COMMANDS, COMMAND_DESCRIPTION = 100, 256
NAME, DESCRIPTION, SHORT_DESCRIPTION = 64, 512, 120


@method("getMe")
def get_me(simulation: Simulation, _params: Params) -> Json:
    """Who the bot is."""
    abilities = ("can_join_groups", "has_topics_enabled", "can_connect_to_business", "has_main_web_app")
    return (
        simulation.world.bot.user()
        | dict.fromkeys(abilities, False)
        | {"can_read_all_group_messages": False, "supports_inline_queries": False, "can_join_groups": True}
    )


@method("setMyCommands")
def set_my_commands(simulation: Simulation, params: Params) -> bool:
    """Set the command menu of a scope and language."""
    commands = [_command(command) for command in params.json("commands", "commands") or []]
    if len(commands) > COMMANDS:
        raise bad_request("too many commands specified")
    simulation.world.bot.commands[_scope(params), _language(params)] = commands
    simulation.events.tell("commands")
    return True


@method("getMyCommands")
def get_my_commands(simulation: Simulation, params: Params) -> list[Json]:
    """The commands of exactly this scope and language."""
    return simulation.world.bot.commands.get((_scope(params), _language(params)), [])


@method("deleteMyCommands")
def delete_my_commands(simulation: Simulation, params: Params) -> bool:
    """Remove the commands of a scope and language."""
    simulation.world.bot.commands.pop((_scope(params), _language(params)), None)
    simulation.events.tell("commands")
    return True


def commands_for(simulation: Simulation, person_id: int, language: str) -> list[Json]:
    """The commands that a person sees: the narrowest scope that has any, own language first."""
    commands = simulation.world.bot.commands
    for scope in (f"chat {person_id}", "all_private_chats", "default"):
        for code in (language[:2], ""):
            if found := commands.get((scope, code)):
                return found
    return []


def _command(command: Json) -> Json:
    name = str(command.get("command", "")).removeprefix("/").lower()
    description = str(command.get("description", ""))
    if not COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= COMMAND_DESCRIPTION:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}


def _scope(params: Params) -> str:
    scope = params.json("scope", "BotCommandScope") or {"type": "default"}
    return " ".join(str(scope[key]) for key in ("type", "chat_id", "user_id") if key in scope)


def _language(params: Params) -> str:
    if not LANGUAGE.fullmatch(params.text("language_code")):
        raise bad_request("invalid language code specified")
    return params.text("language_code")


def _set(texts: dict[str, str], params: Params, key: str, limit: int) -> bool:
    language, text = _language(params), params.text(key).strip()
    if len(text) > limit:
        raise bad_request(f"{key.upper()}_TOO_LONG")
    if text:
        texts[language] = text
    else:
        texts.pop(language, None)
    return True


@method("setMyName")
def set_my_name(simulation: Simulation, params: Params) -> bool:
    """Set the name in a language; the default one cannot be empty."""
    if not params.text("name") and not params.text("language_code"):
        raise bad_request("BOT_TITLE_INVALID")
    return _set(simulation.world.bot.names, params, "name", NAME)


@method("getMyName")
def get_my_name(simulation: Simulation, params: Params) -> Json:
    """The name in a language, else the default."""
    names = simulation.world.bot.names
    return {"name": names.get(_language(params), names[""])}


@method("setMyDescription")
def set_my_description(simulation: Simulation, params: Params) -> bool:
    """Set what an empty chat shows."""
    return _set(simulation.world.bot.descriptions, params, "description", DESCRIPTION)


@method("getMyDescription")
def get_my_description(simulation: Simulation, params: Params) -> Json:
    """What an empty chat shows."""
    texts = simulation.world.bot.descriptions
    return {"description": texts.get(_language(params), texts.get("", ""))}


@method("setMyShortDescription")
def set_my_short_description(simulation: Simulation, params: Params) -> bool:
    """Set what the profile page shows."""
    return _set(simulation.world.bot.short_descriptions, params, "short_description", SHORT_DESCRIPTION)


@method("getMyShortDescription")
def get_my_short_description(simulation: Simulation, params: Params) -> Json:
    """What the profile page shows."""
    texts = simulation.world.bot.short_descriptions
    return {"short_description": texts.get(_language(params), texts.get("", ""))}


@method("setChatMenuButton")
def set_chat_menu_button(simulation: Simulation, params: Params) -> bool:
    """Set the button beside the input field, for a chat (0: for all)."""
    button = params.json("menu_button", "menu button") or {"type": "default"}
    if button.get("type") not in {"commands", "web_app", "default"}:
        raise bad_request("menu button type is unsupported")
    simulation.world.bot.menu_buttons[params.integer("chat_id")] = button
    return True


@method("getChatMenuButton")
def get_chat_menu_button(simulation: Simulation, params: Params) -> Json:
    """The button of a chat, else the common one."""
    buttons = simulation.world.bot.menu_buttons
    return buttons.get(params.integer("chat_id")) or buttons.get(0) or {"type": "commands"}
