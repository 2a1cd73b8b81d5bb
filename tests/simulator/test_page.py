"""The phone page, driven in a real browser."""

import shutil
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from aiogram import Bot
from playwright.async_api import Browser, Page, async_playwright, expect

from simulator.server import Address
from tests.simulator.conftest import Control

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip
AMINA = 1002
BUTTONS = {
    "inline_keyboard": [
        [{"text": "اللجوء", "callback_data": "asylum"}, {"text": "العودة", "callback_data": "return"}],
        [{"text": "asylum.bg", "url": "https://asylum.bg"}],
    ]
}

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium, chromium-browser or google-chrome on PATH")


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser, telegram: Address) -> AsyncIterator[Page]:
    page = await browser.new_page(viewport={"width": 1280, "height": 800})
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    await page.goto(f"{telegram.url}/#{AMINA}")
    yield page
    await page.close()
    assert faults == []
    assert [url for url in asked if not url.startswith((telegram.url, "data:"))] == []


async def begin(page: Page) -> None:
    await page.get_by_role("button", name="Start").click()
    await expect(page.locator(".message.mine .text")).to_have_text("/start")


async def test_a_person_starts_writes_and_presses(page: Page, bot: Bot) -> None:
    await begin(page)
    await bot.send_message(AMINA, "<b>أهلاً</b>", parse_mode="HTML", reply_markup=BUTTONS)  # type: ignore[arg-type]
    await expect(page.locator(".theirs .text b")).to_have_text("أهلاً")
    order = await page.locator(".keyboard .row").first.locator("button").all_inner_texts()
    assert order == ["اللجوء", "العودة"]
    await page.get_by_role("button", name="العودة").click()
    await expect(page.locator('.keyboard [aria-busy="true"]')).to_have_text("العودة")
    update = (await bot.get_updates())[-1]
    assert update.callback_query
    assert update.callback_query.data == "return"
    await bot.answer_callback_query(update.callback_query.id, "شكراً")
    await expect(page.locator(".toast")).to_have_text("شكراً")
    await expect(page.locator('.keyboard [aria-busy="true"]')).to_have_count(0)
    await page.get_by_label("Message", exact=True).fill("كيف أطلب اللجوء؟")
    await page.keyboard.press("Enter")
    await expect(page.locator(".mine .text").last).to_have_text("كيف أطلب اللجوء؟")


async def test_an_alert_waits_for_ok(page: Page, bot: Bot, control: Control) -> None:
    await begin(page)
    await bot.send_message(AMINA, "x", reply_markup=BUTTONS)  # type: ignore[arg-type]
    await page.get_by_role("button", name="العودة").click()
    await expect(page.locator('.keyboard [aria-busy="true"]')).to_have_count(1)
    query = (await bot.get_updates())[-1].callback_query
    await bot.answer_callback_query(query.id if query else "", "Really", show_alert=True)
    await expect(page.locator(".alert p")).to_have_text("Really")
    await page.get_by_role("button", name="OK").click()
    await expect(page.locator(".alert")).to_be_hidden()


async def test_each_line_takes_the_direction_of_its_first_strong_character(page: Page, bot: Bot) -> None:
    await begin(page)
    lines = ["سلام RSD", "RSD سلام", "\u200fRSD سلام", "\u2066RSD\u2069 سلام", "112", "۱. سلام"]
    await bot.send_message(AMINA, "\n".join(lines))
    await expect(page.locator(".theirs .line")).to_have_count(len(lines))
    directions = await page.locator(".theirs .line").evaluate_all("lines => lines.map(line => line.dir)")
    assert directions == ["rtl", "ltr", "rtl", "ltr", "ltr", "rtl"]


async def test_edits_deletions_and_typing_show_at_once(page: Page, bot: Bot) -> None:
    await begin(page)
    sent = await bot.send_message(AMINA, "first")
    await bot.send_chat_action(AMINA, "typing")
    await expect(page.locator(".state")).to_have_text("typing")
    await bot.edit_message_text("second", chat_id=AMINA, message_id=sent.message_id)
    await expect(page.locator(".theirs .text")).to_have_text("second")
    await expect(page.locator(".theirs .edited")).to_have_text("edited")
    await bot.delete_message(AMINA, sent.message_id)
    await expect(page.locator(".theirs")).to_have_count(0)


async def test_entities_look_as_they_should_and_no_address_runs_code(page: Page, bot: Bot) -> None:
    await begin(page)
    source = (
        '<i>a</i> <code>c\nd</code> <a href="https://a.bg">link</a> <a href="javascript:alert(1)">bad</a>'
        " +359 88 123 4567 <b>x <u>y</u></b> /help"
    )
    await bot.send_message(AMINA, source, parse_mode="HTML")
    text = page.locator(".theirs .text")
    await expect(text.locator("i")).to_have_text("a")
    await expect(text.locator("code")).to_have_text(["c", "d"])
    await expect(text.locator("b u")).to_have_text("y")
    links = await text.locator("a").evaluate_all("links => links.map(a => a.getAttribute('href'))")
    assert links == ["https://a.bg", None, "tel:+359881234567"]
    await text.get_by_role("button", name="/help").click()
    await expect(page.locator(".mine .text").last).to_have_text("/help")


async def test_phones_stand_side_by_side_and_are_put_away(page: Page) -> None:
    await page.get_by_role("button", name="زرمینه").click()
    await expect(page.locator(".phone")).to_have_count(2)
    await page.locator('[data-person="1004"] .start').click()
    await expect(page.locator('[data-person="1004"] .mine')).to_have_count(1)
    await expect(page.locator(f'[data-person="{AMINA}"] .mine')).to_have_count(0)
    await page.get_by_role("button", name="Put away the phone of أمينة").click()
    await expect(page.locator(".phone")).to_have_count(1)
    await page.reload()
    await expect(page.locator('[data-person="1004"] .mine')).to_have_count(1)


async def test_commands_voice_and_blocking_are_in_the_menus(page: Page, bot: Bot) -> None:
    await bot.set_my_commands([{"command": "help", "description": "مساعدة"}], language_code="ar")  # type: ignore[list-item]
    await begin(page)
    await page.get_by_role("button", name="Commands").click()
    await page.get_by_role("menuitem", name="/help").click()
    await expect(page.locator(".mine .text").last).to_have_text("/help")
    await page.get_by_role("button", name="Send something else").click()
    await page.get_by_role("menuitem", name="Voice message").click()
    await expect(page.locator(".mine audio")).to_have_count(1)
    await page.get_by_role("button", name="More").click()
    await page.get_by_role("menuitem", name="Block the bot").click()
    await page.get_by_role("button", name="Restart").click()
    await expect(page.locator(".mine .text").last).to_have_text("/start")


async def test_on_a_small_screen_the_phone_fills_it(page: Page) -> None:
    await page.set_viewport_size({"width": 360, "height": 640})
    await expect(page.locator(".phone")).to_be_visible()
    box = await page.locator(".phone").bounding_box()
    assert box is not None
    assert (box["x"], box["width"]) == (0, 360)
    assert box["y"] + box["height"] <= 640
    assert await page.evaluate("document.documentElement.scrollWidth") == 360
    await page.get_by_role("button", name="بلال").click()
    await expect(page.locator(".phone")).to_have_count(1)
    await expect(page.locator(".phone")).to_have_attribute("data-person", "1005")


async def test_a_lost_simulator_is_reported(browser: Browser, telegram: Address) -> None:
    page = await browser.new_page()
    await page.goto(telegram.url)
    await page.route("**/__sim/events*", lambda route: route.abort())
    await page.get_by_role("button", name="بلال").click()
    await expect(page.get_by_text("The simulator does not answer.")).to_be_visible()
