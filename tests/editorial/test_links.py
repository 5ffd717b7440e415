"""Visits of a server on this machine that answers well, badly, slowly, endlessly and never."""

import gzip
import io
import re
import signal
import socket
import socketserver
import threading
import time
from contextlib import closing, suppress
from dataclasses import replace
from ipaddress import ip_address
from itertools import pairwise
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from editorial.links.addresses import UnreachableError, is_public, parsed
from editorial.links.checking import Outcome, Visit, save, visits
from editorial.links.robots import Robots
from editorial.links.visiting import Limits
from editorial.management.commands import checksources
from editorial.models import LinkState, Source
from tests.factories import SourceFactory

# A network of somebody else. Nothing is sent there: it must never be connected to.
ELSEWHERE = "93.184.216.34"
A_LOT = 64 * 1024 * 1024


class Server(socketserver.ThreadingTCPServer):
    """Answers with the function that a test gave for a host, path by path."""

    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 100

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Request)
        self.port = self.server_address[1]
        self.answers = {}  # (host, path) -> function of a request, or bytes
        self.requests = []
        self.agents = set()
        self.stopping = threading.Event()

    def url(self, host, path="/"):
        return f"http://{host}.test:{self.port}{path}"

    def requests_of(self, host):
        return [request for request in self.requests if request.host == host]

    def paths(self, host):
        return [request.path for request in self.requests_of(host)]


class Request(socketserver.StreamRequestHandler):
    timeout = 20

    def handle(self):
        self.record = SimpleNamespace(host="", path="", started=time.monotonic(), sent=0)
        if self.connection.recv(1, socket.MSG_PEEK) == b"\x16":
            # Somebody wants TLS, which this server does not know.
            hello = self.connection.recv(4096)
            self.wait() if b"mute.test" in hello else self.send(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            return
        if not (line := self.rfile.readline().decode()):
            return
        headers = dict(
            header.decode().strip().split(": ", 1) for header in iter(self.rfile.readline, b"\r\n")
        )
        self.record.host = host = headers["Host"].removesuffix(f".test:{self.server.port}")
        self.record.path = path = line.split()[1]
        self.server.requests.append(self.record)
        self.server.agents.add(headers["User-Agent"])
        default = ANSWERS[404] if path == "/robots.txt" else ANSWERS[200]
        answer = self.server.answers.get((host, path), default)
        with suppress(OSError):  # the visitor has had enough
            answer(self) if callable(answer) else self.send(answer)

    def send(self, data):
        self.record.answered = time.monotonic()
        self.connection.sendall(data)
        self.record.sent += len(data)

    def wait(self, seconds=20.0):
        self.server.stopping.wait(seconds)


def answer(status, *headers, body=b""):
    lines = [f"HTTP/1.1 {status} Whatever", f"Content-Length: {len(body)}", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


def redirect(status, location):
    return answer(status, f"Location: {location}")


ANSWERS = {status: answer(status) for status in (200, 401, 403, 404, 410, 429, 500, 503)}


def drip(request):
    """Send one more byte of a header again and again, well within the limit of any one read."""
    request.send(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    for _ in range(1000):
        request.send(b"x")
        request.wait(0.02)


def pour(request):
    request.send(b"HTTP/1.1 200 OK\r\n\r\n")
    for _ in range(A_LOT // 65536):
        request.send(b"x" * 65536)


def pour_headers(request):
    request.send(b"HTTP/1.1 200 OK\r\n")
    for number in range(A_LOT // 1024):
        request.send(b"X-%d: " % number + b"x" * 1024 + b"\r\n")


@pytest.fixture
def server():
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.stopping.set()
        server.shutdown()
        thread.join()


@pytest.fixture
def names(monkeypatch):
    """Look up names here: those that a test adds, and any that ends in .test."""
    names = {"example.com": [ELSEWHERE]}
    looked_up = socket.getaddrinfo
    names_asked = names.setdefault("asked", [])

    def getaddrinfo(host, *args, **kwargs):
        names_asked.append(host)
        if host in names or host.endswith(".test"):
            found = names.get(host, ["127.0.0.1"])
            if isinstance(found, Exception):
                raise found
            return [entry for ip in found for entry in looked_up(ip, *args, **kwargs)]
        if re.fullmatch(r"[0-9a-f.:]+", host):
            return looked_up(host, *args, **kwargs)
        raise socket.gaierror(socket.EAI_NONAME, "not known")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return names


@pytest.fixture
def limits(server, names):
    return Limits(
        connecting=1.0,
        visit=2.0,
        pause=0.0,
        hosts=40,
        ports=frozenset([server.port]),
        may_visit=lambda ip: str(ip) == "127.0.0.1" or is_public(ip),
    )


def shown(urls, limits):
    with closing(visits([Source(url=url) for url in urls], limits)) as results:
        return {source.url: visit for source, visit in results}


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (ELSEWHERE, True),
        ("2606:2800:220:1::1", True),
        ("64:ff9b::5db8:d822", True),  # a public address of IPv4 in a network without it
        ("64:ff9b::a00:1", False),
        ("10.0.0.1", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("100.64.0.1", False),  # carrier-grade NAT
        ("127.0.0.1", False),
        ("169.254.169.254", False),
        ("0.0.0.0", False),  # noqa: S104
        ("224.0.0.1", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("192.0.2.1", False),
        ("::", False),
        ("::1", False),
        ("::ffff:93.184.216.34", False),  # mapped
        ("::7f00:1", False),
        ("2002:7f00:1::", False),  # 6to4
        ("2001:0:53aa:64c::1", False),  # Teredo
        ("fc00::1", False),
        ("fe80::1", False),
        ("fec0::1", False),
        ("ff02::1", False),
        ("2001:db8::1", False),
    ],
)
def test_only_public_addresses_are_visited(address, expected):
    assert is_public(ip_address(address)) is expected


def test_an_address_is_taken_apart_as_a_browser_would():
    address = parsed("HTTPS://Bücher.example/straße a?q=ü#teil")
    assert str(address) == "https://xn--bcher-kva.example/stra%C3%9Fe%20a?q=%C3%BC#teil"
    assert address.authority == "xn--bcher-kva.example"
    assert str(address.joined("//[2606::1]:8443/x")) == "https://[2606::1]:8443/x#teil"
    for url in (
        "file:///etc/passwd",
        "ftp://example.org/",
        "gopher://example.org/",
        "https://",
        "https:///path",
        "https://name:word@example.org/",
        "https://example.org:port/",
        "https://example.org:99999/",
        f"https://{'a' * 64}.example/",
        "https://[::1/",
        "data:text/html,x",
    ):
        with pytest.raises(UnreachableError):
            parsed(url)


def test_robots_txt_is_read_with_its_wildcards():
    robots = Robots(
        "User-agent: SomebodyElse\nDisallow: /\n\nUser-agent *  # sloppy\nDisallow: /*/tree/\n"
        "Allow: /us/tree/\nCrawl-delay: 1e9\n"
    )
    assert robots.allow("https://example.org/a/blob/x")
    assert not robots.allow("https://example.org/a/tree/x")
    assert robots.allow("https://example.org/us/tree/x")
    assert robots.pause == 30
    named = Robots("User-agent: *\nDisallow: /\n\nUser-agent: learningrate-linkcheck\nDisallow: /x")
    assert named.allow("https://example.org/a")
    assert not named.allow("https://example.org/x")
    hostile = "".join(f"useragent a{n}\n" for n in range(20_000)) + "Disallow: /\n" * 20_000
    started = time.monotonic()
    assert Robots(hostile).allow("https://example.org/")
    assert time.monotonic() - started < 5  # as many rules as names, for each name: two minutes


def test_whatever_a_server_does_is_told_in_a_few_words(server, names, limits):
    names |= {
        "inside.test": ["10.0.0.1"],
        "half-inside.test": [ELSEWHERE, "192.168.0.1"],
        "later.test": socket.gaierror(socket.EAI_AGAIN, "try again"),
        "gone.test": socket.gaierror(socket.EAI_NONAME, "not known"),
    }
    closed = socket.create_server(("127.0.0.1", 0))
    closed_port = closed.getsockname()[1]
    closed.close()
    limits = replace(limits, ports=limits.ports | {closed_port})
    port = server.port
    expected = {}

    def expect(host, answer, text, *, scheme="http", path="/"):
        if answer is not None:
            server.answers[host, path] = answer
        expected[f"{scheme}://{host}.test:{port}{path}"] = text

    unclear = "could not be checked: {}".format
    works, moved = "works: {}".format, "moved: 200 OK after {} → {}".format
    expect("fine", ANSWERS[200], works("200 OK"))
    expect("not-found", ANSWERS[404], "broken: 404 Not Found")
    expect("gone-for-good", ANSWERS[410], "broken: 410 Gone")
    expect("to-gone", redirect(301, f"http://gone.test:{port}/"), "broken: its host does not exist")
    expect("gone", None, "broken: its host does not exist")
    expect("later", None, unclear("the name of its host could not be looked up"))
    for status, text in ((401, "Unauthorized"), (403, "Forbidden"), (500, "Internal Server Error")):
        expect(f"status-{status}", ANSWERS[status], unclear(f"{status} {text}"))
    expect("status-299", answer(299), works("299"))
    expect("busy", answer(429, "Retry-After: 60"), unclear("429 Too Many Requests"))

    # Redirects
    new = f"http://fine.test:{port}/new"
    expect("moved", redirect(301, new), moved("1 redirect", new))
    expect("passing", redirect(302, new), works("200 OK after 1 redirect"))
    # For good to /on, and from there only for now.
    server.answers["half-moved", "/on"] = redirect(307, new)
    expect(
        "half-moved",
        redirect(308, "/on"),
        moved("2 redirects", f"http://half-moved.test:{port}/on"),
    )
    expect(
        "moved-and-gone",
        redirect(301, f"http://not-found.test:{port}/"),
        "broken: 404 Not Found after 1 redirect",
    )
    server.answers["circle", "/on"] = redirect(302, "/#top")
    expect("circle", redirect(302, "/on"), unclear("redirects in circles"))
    for number in range(9):
        server.answers["endless", f"/{number}"] = redirect(302, f"/{number + 1}")
    expect("endless", redirect(302, "/0"), unclear("more than 5 redirects"))
    expect("nowhere", answer(301), unclear("301 Moved Permanently"))
    expect(
        "to-a-file",
        redirect(302, "file:///etc/passwd"),
        unclear("it is no address of http or https"),
    )
    expect("to-port-22", redirect(302, "http://fine.test:22/"), unclear("it has an unusual port"))
    private = unclear("it leads into a private network")
    expect("inwards", redirect(302, f"http://inside.test:{port}/"), private)
    expect("in-disguise", redirect(302, f"http://[::ffff:7f00:1]:{port}/"), private)
    expect("in-digits", redirect(302, f"http://2886729729:{port}/"), private)  # 172.16.0.1
    expect("inside", None, private)
    expect("half-inside", None, private)

    # Answers that are none
    expect("closes", b"", unclear("no proper answer"))
    expect("nonsense", b"\x00\xff nonsense\r\n\r\n", unclear("no proper answer"))
    expect(
        "broken-headers",
        b"HTTP/1.1 200 OK\r\n: x\r\nno header\r\n\r\n",
        unclear("no proper answer"),
    )
    expect(
        "two-lengths",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        unclear("no proper answer"),
    )
    expect("many-headers", pour_headers, unclear("no proper answer"))
    expect("silent", Request.wait, unclear("timed out"))
    expect("drips", drip, unclear("timed out"))
    expect("huge", pour, works("200 OK"))
    expect("mute", None, unclear("its robots.txt could not be read: timed out"), scheme="https")
    expect(
        "plain",
        None,
        unclear("its robots.txt could not be read: no secure connection"),
        scheme="https",
    )
    refused = unclear("its robots.txt could not be read: connection refused")
    expected[f"http://fine.test:{closed_port}/"] = refused

    # robots.txt
    def expect_robots(host, robots, text):
        server.answers[host, "/robots.txt"] = robots
        expect(host, None, text)

    no_robots = "its robots.txt could not be read: {}".format
    keep_out = b"User-agent: *\nDisallow: /"
    bomb = gzip.compress(bytes(A_LOT), compresslevel=1)
    expect_robots(
        "shy", answer(200, body=keep_out), unclear("its robots.txt asks robots to stay away")
    )
    server.answers["shy-elsewhere", "/robots.txt"] = redirect(
        302, f"http://shy.test:{port}/robots.txt"
    )
    expect("shy-elsewhere", None, unclear("its robots.txt asks robots to stay away"))
    expect(
        "to-shy",
        redirect(301, f"http://shy.test:{port}/x"),
        unclear("its robots.txt asks robots to stay away"),
    )
    expect_robots("robots-403", ANSWERS[403], works("200 OK"))
    expect_robots("robots-500", ANSWERS[500], unclear(no_robots("500 Internal Server Error")))
    expect_robots(
        "robots-429", ANSWERS[429], "left for another run: its host answered 429 Too Many Requests"
    )
    expect_robots("robots-silent", Request.wait, unclear(no_robots("timed out")))
    expect_robots(
        "robots-bomb",
        answer(200, "Content-Encoding: gzip", body=bomb),
        unclear(no_robots("it came compressed")),
    )
    expect_robots("robots-huge", pour, works("200 OK"))
    expect_robots(
        "robots-inwards",
        redirect(302, f"http://inside.test:{port}/"),
        unclear(no_robots("it leads into a private network")),
    )
    expect_robots(
        "robots-gone",
        redirect(302, f"http://gone.test:{port}/"),
        unclear(no_robots("its host does not exist")),
    )

    started = time.monotonic()
    results = shown(expected, limits)
    assert {url: str(visit) for url, visit in results.items()} == expected
    assert time.monotonic() - started < 10  # all wait at the same time
    for host in ("huge", "many-headers", "robots-huge"):
        assert all(request.sent < A_LOT for request in server.requests_of(host))
    assert server.agents == {"LearningRate-LinkCheck/1.0"}
    # Each name was looked up once for each request, and that is what was connected to.
    assert names["asked"].count("fine.test") == len(server.paths("fine")) + 1  # refused, and …


def test_a_host_is_visited_once_at_a_time_while_others_go_on(server, limits):
    others_are_done = threading.Event()

    def answer_last(request):
        others_are_done.wait(20)
        request.send(ANSWERS[200])

    def note_the_end(request):
        others_are_done.set()
        request.send(ANSWERS[200])

    server.answers |= {
        ("slow", "/robots.txt"): answer(200, body=b"User-agent: *\nCrawl-delay: 0.2"),
        ("slow", "/1"): answer_last,
        ("busy", "/2"): ANSWERS[429],
        ("away", "/2"): answer(503, "Retry-After: 60"),
        ("down", "/2"): ANSWERS[503],
        ("down", "/3"): note_the_end,
    }
    hosts = ("slow", "busy", "away", "down")
    urls = [server.url(host, f"/{number}") for number in (1, 2, 3) for host in hosts]
    # They all end up at one host, which has its own turns.
    for host in "abcdef":
        server.answers[host, "/"] = redirect(302, server.url("shared", f"/{host}"))
        urls.append(server.url(host))
    results = shown(urls, replace(limits, hosts=2, pause=0.01))
    all_of_it, up_to_two = ["/robots.txt", "/1", "/2", "/3"], ["/robots.txt", "/1", "/2"]
    paths = {host: server.paths(host) for host in hosts}
    assert paths == {"slow": all_of_it, "busy": up_to_two, "away": up_to_two, "down": all_of_it}
    outcomes = {url.partition("//")[2]: visit.outcome for url, visit in results.items()}
    port = server.port
    assert {name for name, outcome in outcomes.items() if outcome is Outcome.LEFT} == {
        f"busy.test:{port}/3",
        f"away.test:{port}/3",
    }
    assert {name for name, outcome in outcomes.items() if outcome is Outcome.UNCLEAR} == {
        f"{host}.test:{port}/2" for host in ("busy", "away", "down")
    }
    for host, pause in (("slow", 0.2), ("shared", 0.01)):
        visited = server.requests_of(host)
        assert all(b.started - a.answered > pause for a, b in pairwise(visited))
    for request in server.requests:
        others = (r for r in server.requests if r.started < request.started < r.answered)
        assert len([*others]) < 2


def test_a_host_is_not_called_missing_by_a_machine_that_is_offline(names, limits):
    limits = replace(limits, ports=frozenset([443]))
    url = "https://gone.example/"
    assert shown([url], limits)[url] == Visit(Outcome.BROKEN, "its host does not exist")
    del names["example.com"]
    assert shown([url], limits)[url] == Visit(Outcome.LEFT, "no names of hosts can be looked up")


@pytest.mark.django_db
def test_what_a_visit_shows_is_kept_and_nothing_else_of_the_source(django_assert_num_queries):
    source = SourceFactory(url="https://example.org/old")
    opened = Source.objects.get()
    Source.objects.update(title="A new title")

    def kept():
        source.refresh_from_db()
        return source.link_state, source.link_status, source.link_moved_to

    with django_assert_num_queries(1):
        save(opened, Visit(Outcome.MOVED, "200 OK after 1 redirect", "https://example.org/new"))
    assert kept() == (LinkState.MOVED, "200 OK after 1 redirect", "https://example.org/new")
    assert source.title == "A new title"
    save(opened, Visit(Outcome.UNCLEAR, "timed out"))
    assert kept() == ("moved", "could not be checked: timed out", "https://example.org/new")
    save(opened, Visit(Outcome.BROKEN, "404 Not Found"))
    assert kept() == (LinkState.BROKEN, "404 Not Found", "")
    checked_at = source.link_checked_at
    save(opened, Visit(Outcome.LEFT, "its host answered 429 Too Many Requests"))
    assert kept() == (LinkState.BROKEN, "404 Not Found", "")
    assert source.link_checked_at == checked_at
    source.url = "https://example.org/mended"
    source.save()
    assert kept() == (LinkState.UNCHECKED, "", "")
    assert source.link_checked_at is None
    save(opened, Visit(Outcome.BROKEN, "404 Not Found"))  # of the former address
    assert kept() == (LinkState.UNCHECKED, "", "")


def test_a_link_is_checked_while_an_editor_has_the_page_open(desk):
    source = SourceFactory()
    path = reverse("admin:editorial_source_change", args=[source.pk])
    form = desk.get(path).context["adminform"].form
    assert not [name for name in form.fields if name.startswith("link")]
    sent = {name: form[name].value() for name in form.fields if form[name].value()}
    save(source, Visit(Outcome.MOVED, "200 OK after 1 redirect", "https://example.org/new"))
    assert (
        desk.post(path, sent | {"title": "Another title", "change_reason": "Renamed"}).status_code
        == 302
    )
    source.refresh_from_db()
    assert (source.title, source.link_state) == ("Another title", LinkState.MOVED)
    page = desk.get(path).content.decode()
    assert '<a href="https://example.org/new">https://example.org/new</a>' in page
    save(source, Visit(Outcome.UNCLEAR, "timed out"))
    listed = reverse("admin:editorial_source_changelist")
    never = SourceFactory(title="Never visited")
    for value, expected in (("unclear", [source]), ("none", [never]), ("x", [source, never])):
        assert [
            *desk.get(listed, {"visit": value}).context["cl"].queryset.order_by("pk")
        ] == expected


@pytest.fixture
def checked(limits, monkeypatch):
    """Return a function that runs the command, and returns what it printed."""
    monkeypatch.setattr(checksources, "LIMITS", limits)
    monkeypatch.setattr(checksources, "REPORT_EVERY", 0)

    def run(*args, **kwargs):
        out, err = io.StringIO(), io.StringIO()
        try:
            call_command("checksources", *args, stdout=out, stderr=err, **kwargs)
        except SystemExit as stop:
            return out.getvalue(), err.getvalue(), stop.code
        return out.getvalue(), err.getvalue(), 0

    return run


@pytest.mark.django_db
def test_a_run_can_be_stopped_and_goes_on_where_it_was(server, checked):
    for number in range(1, 5):
        SourceFactory(slug=f"s{number}", url=server.url("a", f"/{number}"))
    SourceFactory(slug="paper", url="")
    recent = timezone.now()
    SourceFactory(slug="recent", url=server.url("a", "/recent"), link_checked_at=recent)

    def interrupt(request):
        request.wait(0.05)
        signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)
        request.wait()

    server.answers["a", "/3"] = interrupt
    handler = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        out, err, code = checked()
    finally:
        signal.signal(signal.SIGINT, handler)
    assert code == 130
    assert out.startswith("Stopped; run it again to go on. 2 sources: 2 works, 0 moved, ")
    assert err == "1 of 4 …\n2 of 4 …\n"
    visited = Source.objects.filter(link_state=LinkState.WORKS)
    assert [*visited.order_by("slug").values_list("slug", flat=True)] == ["s1", "s2"]

    server.answers["a", "/3"] = ANSWERS[404]
    server.requests.clear()
    out, err, code = checked(verbosity=2, contact="https://rate.example/about/")
    assert (err, code) == ("", 0)
    assert out == (
        f"{server.url('a', '/3')} broken: 404 Not Found\n"
        f"{server.url('a', '/4')} works: 200 OK\n"
        "2 sources: 1 works, 0 moved, 1 broken, 0 could not be checked, 0 left for another run.\n"
    )
    assert server.paths("a") == ["/robots.txt", "/3", "/4"]
    assert "LearningRate-LinkCheck/1.0 (+https://rate.example/about/)" in server.agents


@pytest.mark.django_db
def test_a_run_can_be_narrowed(server, checked):
    for slug, host in (("s1", "a"), ("s2", "b"), ("s3", "a"), ("s4", "a")):
        SourceFactory(slug=slug, url=server.url(host, f"/{slug}"))
    checked(host="a.test", limit=2)
    assert server.paths("a") == ["/robots.txt", "/s1", "/s3"]
    assert server.paths("b") == []
    # What waits longest comes first, and what was never visited before that.
    checked(older_than=0, limit=3)
    assert sorted(server.paths("a")[3:]) == ["/robots.txt", "/s1", "/s4"]
    assert server.paths("b") == ["/robots.txt", "/s2"]
    for wrong in ("--older-than=-1", "--limit=x", "--contact=me\r\nX: y"):
        with pytest.raises(CommandError):
            checked(wrong)
