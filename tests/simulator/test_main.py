import asyncio
import signal
import socket
import sys
from asyncio.subprocess import PIPE

import aiohttp


async def start(*arguments: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(sys.executable, "-m", "simulator", *arguments, stdout=PIPE, stderr=PIPE)


async def test_it_says_where_it_is_serves_the_page_and_ends_on_a_signal() -> None:
    simulator = await start("--port", "0")
    assert simulator.stdout
    address = (await simulator.stdout.readline()).decode().split()[2]
    async with aiohttp.ClientSession(address) as session:
        async with session.get("/") as page:
            assert "<title>Phones</title>" in await page.text()
        async with session.get("/__sim/users") as people:
            assert len(await people.json()) == 5
    simulator.send_signal(signal.SIGTERM)
    assert await simulator.wait() == 0


async def test_a_busy_port_is_one_clear_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = str(busy.getsockname()[1])
        simulator = await start("--port", port)
        _, error = await simulator.communicate()
    assert simulator.returncode == 1
    assert error.decode() == f"simulator: cannot listen on 127.0.0.1:{port}: address already in use\n"


async def test_a_malformed_token_is_refused() -> None:
    simulator = await start("--token", "nonsense")
    _, error = await simulator.communicate()
    assert simulator.returncode == 2
    assert b"--token must look like" in error
