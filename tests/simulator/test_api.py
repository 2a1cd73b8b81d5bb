from typing import Any

import aiohttp
import pytest

from simulator.server import Address, running
from tests.simulator.conftest import EMMA, TOKEN, Control


async def call(telegram: Address, path: str, verb: str = "POST", **how: Any) -> tuple[int, dict[str, Any]]:
    async with aiohttp.ClientSession() as session, session.request(verb, telegram.url + path, **how) as reply:
        return reply.status, await reply.json()


HOWS: list[tuple[str, dict[str, Any]]] = [
    ("GET", {"params": {"chat_id": EMMA, "text": "salam"}}),
    ("POST", {"data": {"chat_id": EMMA, "text": "salam"}}),
    ("POST", {"json": {"chat_id": EMMA, "text": "salam"}}),
    ("POST", {"data": aiohttp.FormData({"chat_id": str(EMMA), "text": "salam"}, default_to_multipart=True)}),
]


@pytest.mark.parametrize(("verb", "how"), HOWS, ids=["query", "form", "json", "multipart"])
async def test_parameters_come_in_every_form_and_names_in_any_case(
    telegram: Address, control: Control, verb: str, how: dict[str, Any]
) -> None:
    await control.start()
    status, body = await call(telegram, f"/bot{TOKEN}/SENDmessage", verb, **how)
    assert (status, body["result"]["text"]) == (200, "salam")


@pytest.mark.parametrize(
    ("path", "status", "description"),
    [
        ("/bot42:wrong/getMe", 401, "Unauthorized"),
        ("/botnonsense/getMe", 401, "Unauthorized: invalid token specified"),
        (f"/bot{TOKEN}/getNothing", 404, "Not Found: method not found"),
        ("/elsewhere", 404, "Not Found"),
    ],
)
async def test_wrong_addresses_get_telegrams_own_refusal(
    telegram: Address, path: str, status: int, description: str
) -> None:
    assert await call(telegram, path) == (
        status,
        {"ok": False, "error_code": status, "description": description},
    )


async def test_a_body_that_is_not_json_is_refused(telegram: Address) -> None:
    headers = {"Content-Type": "application/json"}
    status, body = await call(telegram, f"/bot{TOKEN}/getMe", data="{", headers=headers)
    assert (status, body["description"]) == (400, "Bad Request: can't parse request JSON object")


async def test_without_a_fixed_token_any_well_formed_one_is_let_in() -> None:
    async with running() as telegram:
        status, body = await call(telegram, "/bot77:whatever/getMe")
    assert (status, body["result"]["id"]) == (200, 77)


async def test_the_log_holds_calls_in_order_without_the_token(telegram: Address, control: Control) -> None:
    await control.start()
    await call(telegram, f"/bot{TOKEN}/sendMessage", json={"chat_id": EMMA, "text": "one"})
    await call(telegram, f"/bot{TOKEN}/sendMessage", json={"chat_id": 7, "text": "two"})
    log = await control.get("requests?method=sendMessage")
    assert [(entry["chat_id"], entry["status"], entry["accepted"]) for entry in log] == [
        (EMMA, 200, True),
        (7, 400, False),
    ]
    assert TOKEN not in str(log)
    assert (await control.get("counters"))["methods"]["sendMessage"] == {"200": 1, "400": 1}
