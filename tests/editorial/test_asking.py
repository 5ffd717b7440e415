"""Questions to an interface on this machine that answers well, badly, slowly, and never."""

import asyncio
import gzip
import socket
import time
from dataclasses import replace
from email.utils import formatdate

import pytest

from editorial.models import FetchedPage
from editorial.refreshing.asking import (
    Interface,
    Limits,
    NoAnswerError,
    NoMoreAnswersError,
    fetched,
)
from tests.public_interface import Clock, public_interface, reply

LIMITS = Limits(answer=5.0, body=64 * 1024)
FINE = reply(200, {"n": 1})


@pytest.fixture
def server():
    with public_interface() as server:
        yield server


@pytest.fixture
def clock(monkeypatch):
    return Clock(monkeypatch)


def number(data, headers):
    return data.get("n") + 0


def answers(base, *paths, limits=LIMITS, headers=None, said=None):
    """Return what each of some questions of one run got: a value, or the error."""

    async def ask_all(interface):
        found = []
        for path in paths:
            try:
                found.append(await interface.ask(path, number))
            except NoAnswerError as error:
                found.append(error)
        return found

    say = [].append if said is None else said.append
    return asyncio.run(Interface("It", base, limits, headers or {}, {}, say).used_by(ask_all))


def limited(seconds, clock, **more):
    return reply(
        403, {}, X_RateLimit_Remaining=0, X_RateLimit_Reset=int(clock.time + seconds), **more
    )


def drip(handler):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n")
    while not handler.server.stopping.wait(0.02):
        handler.wfile.write(b"x")


def pour(handler):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
    while not handler.server.stopping.is_set():
        handler.wfile.write(b"x" * 65536)


def hang_up(handler):
    handler.close_connection = True


def test_whatever_an_interface_does_is_told_in_a_few_words(server, clock):
    other = "http://127.0.0.2:9/x"
    cases = {
        # what it answers -> what a question gets, and how long was waited between the tries
        "fine": ([FINE], 1, []),
        "recovers": ([reply(502), reply(500), FINE], 1, [1, 2]),
        "drops": ([hang_up, FINE], 1, [1]),
        "down": ([reply(503)], "503 Service Unavailable, 4 times", [1, 2, 4]),
        "down-for-a-time": ([reply(503, Retry_After=9), FINE], 1, [9]),
        "hangs-up": ([hang_up], "no proper answer, 4 times", [1, 2, 4]),
        "missing": ([reply(404)], "404 Not Found", []),
        "forbidden": ([reply(403, {"message": "too large"})], "403 Forbidden", []),
        "not-asked": ([reply(304)], "304 Not Modified", []),
        # Rate limits, as GitHub describes them
        "limited": ([limited(40, clock), FINE], 1, [40]),
        "limited-until-then": (
            [reply(429, Retry_After=7), reply(429, Retry_After=8), FINE],
            1,
            [7, 8],
        ),
        "limited-first-this": ([limited(40, clock, Retry_After=3), FINE], 1, [3]),
        "date": ([reply(429, Retry_After=formatdate(clock.time + 20, usegmt=True)), FINE], 1, [20]),
        "secondary": (
            [reply(403, {"message": "a secondary rate limit"})] * 2 + [FINE],
            1,
            [60, 120],
        ),
        "nonsense": ([reply(429, Retry_After="soon"), FINE], 1, [60]),
        "in-the-past": ([limited(-50, clock), FINE], 1, [1]),
        "too-long": (
            [limited(2400, clock)],
            "it wants no more requests until 00:40 on 23 November (UTC)",
            [],
        ),
        "for-ever": (
            [reply(429, Retry_After="9" * 40)],
            "it wants no more requests until 00:00 on 23 December (UTC)",
            [],
        ),
        "again-and-again": (
            [reply(429)],
            "it wants no more requests until 00:07 on 23 November (UTC)",
            [60, 120],
        ),
        # Answers that are none
        "broken": ([reply(200, b'{"n": 1')], "the answer is no JSON", []),
        "deep": ([reply(200, b"[" * 60000)], "the answer is no JSON", []),
        "no-text": ([reply(200, b"\xff\xfe\xfd")], "the answer is no JSON", []),
        "other-shape": (
            [reply(200, [1])],
            "the answer is not what its documentation describes",
            [],
        ),
        "other-names": (
            [reply(200, {"m": 1})],
            "the answer is not what its documentation describes",
            [],
        ),
        "token": ([reply(401)], "it does not accept who asks (401 Unauthorized)", []),
        "null": ([reply(200, None)], "the answer is not what its documentation describes", []),
        "packed": (
            [reply(200, gzip.compress(b"{}"), Content_Encoding="gzip")],
            "the answer came compressed",
            [],
        ),
        "huge": ([pour], "the answer is longer than 64 KiB", []),
        # Redirects
        "moved": ([reply(301, Location="/fine")], 1, []),
        "away": ([reply(302, Location=other)], "it redirects to another host", []),
        "circle": ([reply(302, Location="/circle")], "more than 3 redirects", []),
        "nowhere": ([reply(301)], "301 Moved Permanently", []),
    }
    began = clock.time
    for name, (replies, *_) in cases.items():
        server.says(f"/{name}", *replies)
    for name, (_, expected, waits) in cases.items():
        clock.time = began
        clock.waits.clear()
        (found,) = answers(server.base, f"/{name}")
        assert (name, found if found == 1 else str(found), clock.waits) == (name, expected, waits)
    assert all(
        request.headers["User-Agent"] == "LearningRate-Refresh/1.0" for request in server.requests
    )


def test_one_question_takes_no_longer_than_it_may(server, clock):
    server.says("/drips", drip)
    started = time.monotonic()
    (found,) = answers(server.base, "/drips", limits=replace(LIMITS, answer=0.1))
    assert str(found) == "timed out, 4 times"
    assert time.monotonic() - started < 3


def test_no_more_is_asked_of_an_interface_that_does_not_answer(server, clock):
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    first, second, third = answers(f"http://127.0.0.1:{port}", "/1", "/2", "/3")
    assert str(first) == str(second) == "connection refused, 4 times"
    assert isinstance(third, NoMoreAnswersError)
    assert str(third) == "it does not answer (connection refused, 4 times)"
    # One that fails now and then is asked on.
    server.says("/bad", reply(500))
    server.says("/fine", FINE)
    found = answers(server.base, "/bad", "/fine", "/bad", "/fine")
    assert [str(one) for one in found] == ["500 Internal Server Error, 4 times", "1"] * 2
    # Nor more than a run may ask.
    *_, last = answers(server.base, *["/fine"] * 4, limits=replace(LIMITS, requests=3))
    assert str(last) == "a run makes no more than 3 requests"


def test_it_waits_once_the_limit_is_used_up_and_not_before(server, clock):
    said = []
    used_up = int(clock.time + 30)
    server.says("/1", reply(200, {"n": 1}, X_RateLimit_Remaining=0, X_RateLimit_Reset=used_up))
    server.says("/2", FINE)
    assert answers(server.base, "/1", said=said) == [1]
    assert clock.waits == []
    assert answers(server.base, "/1", "/2", said=said) == [1, 1]
    assert clock.waits == [30]
    assert said == ["It: waits 30 seconds, as it asks …"]
    # What it asks for adds up, over all of a run.
    server.says("/3", reply(429, Retry_After=200), FINE, reply(429, Retry_After=200))
    clock.waits.clear()
    assert isinstance(answers(server.base, "/3", "/3")[1], NoMoreAnswersError)
    assert clock.waits == [200]


def test_a_few_are_asked_at_once_and_wait_together(server, clock):
    def slowly(handler):
        handler.server.stopping.wait(0.02)
        handler.send(*FINE)

    paths = [f"/{place}" for place in range(8)]
    for path in paths:
        server.says(path, slowly)
    server.says("/0", reply(429, Retry_After=5), slowly)

    async def ask_all(interface):
        return await asyncio.gather(*(interface.ask(path, number) for path in paths))

    interface = Interface("It", server.base, replace(LIMITS, at_once=2), {}, {}, [].append)
    assert asyncio.run(interface.used_by(ask_all)) == [1] * 8
    assert server.most_at_once == 2
    assert clock.waits == [5]


@pytest.mark.django_db
def test_what_has_not_changed_is_not_fetched_again(server, clock):
    def run(*paths):
        async def ask_all(interface):
            return [await interface.ask(path, number) for path in paths]

        server.requests.clear()
        return fetched("It", server.base, ask_all, limits=LIMITS, say=[].append)

    modified = "Sun, 22 Nov 2026 10:00:00 GMT"
    server.says("/tagged", reply(200, {"n": 1}, ETag='W/"a"'))
    server.says("/dated", reply(200, {"n": 2}, Last_Modified=modified))
    server.says("/plain", reply(200, {"n": 3}))
    server.says("/long", reply(200, {"n": 4}, ETag=f'"{"x" * 500}"'))
    paths = ["/tagged", "/dated", "/plain", "/long"]
    assert run(*paths) == [1, 2, 3, 4]
    assert run(*paths) == [1, 2, 3, 4]
    sent = [
        (request.headers.get("If-None-Match"), request.headers.get("If-Modified-Since"))
        for request in server.requests
    ]
    assert sent == [('W/"a"', None), (None, modified), (None, None), (None, None)]
    assert sorted(page.url for page in FetchedPage.objects.all()) == [
        f"{server.base}/dated",
        f"{server.base}/tagged",
    ]
    server.says("/tagged", reply(200, {"n": 5}, ETag='W/"b"'))
    assert run("/tagged") == [5]
    assert FetchedPage.objects.get(etag='W/"b"').content == 5
    # What was fetched is remembered whatever comes of the run.
    server.says("/tagged", reply(200, {"n": 6}, ETag='W/"c"'))
    with pytest.raises(NoAnswerError):
        run("/tagged", "/gone")
    assert FetchedPage.objects.get(etag='W/"c"').content == 6
