"""Fetching, against a server on this machine that says what the test wants.

The judge is given by the test: the real one would not let it speak to loopback.
"""

import gzip
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager, suppress

import pytest

from tasktide_export import read
from tasktide_export.assets import Admission, Refusal
from tasktide_export.document import plain_text
from tasktide_export.errors import LimitError, ReadError
from tasktide_export.limits import Limits
from tasktide_export.remote import Fetcher
from tasktide_export.remote.connection import place_of
from tests.building import png_asset

PAGE = "<html lang='en'><title>Tides</title><main><h1>Tides</h1><p>Twice a day.</p></main></html>"


def loopback(address):
    return address in {"127.0.0.1", "::1"}


def answer(body=b"", status="200 OK", **fields):
    """Return an answer of HTTP; fields' underscores are hyphens."""
    body = body.encode() if isinstance(body, str) else body
    lines = {"Content-Length": str(len(body)), "Content-Type": "text/html"}
    lines |= {name.replace("_", "-"): value for name, value in fields.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items() if value is not None)
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


@contextmanager
def serving(answers):
    """Serve ``answers`` (by path, or a function) on a free port; give its address and requests."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.02)
    asked = []
    done = threading.Event()

    def serve():
        while not done.is_set():
            try:
                peer, _ = listener.accept()
            except TimeoutError:
                continue
            with peer:
                peer.settimeout(0.5)
                request = b""
                with suppress(OSError):
                    while b"\r\n\r\n" not in request and (part := peer.recv(4096)):
                        request += part
                if not request.startswith(b"GET "):
                    continue
                asked.append(request.decode())
                path = request.split(b" ")[1].decode()
                found = answers(path) if callable(answers) else answers.get(path, b"")
                try:
                    for piece in [found] if isinstance(found, bytes) else found:
                        peer.sendall(piece)
                except OSError:
                    continue

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}", asked
    finally:
        done.set()
        thread.join(5)
        listener.close()


def fetch(address, path="/", seconds=5.0, **limits):
    return Fetcher(Limits(**limits), judge=loopback, seconds=seconds).page(address + path)


def test_a_page_is_fetched():
    with serving({"/a%20b?q=1": answer(PAGE)}) as (address, asked):
        page = fetch(address, "/a b?q=1#part")
    assert (page.data.decode(), page.media_type) == (PAGE, "text/html")
    assert page.address == address + "/a b?q=1"
    assert asked[0].startswith("GET /a%20b?q=1 HTTP/1.1\r\nHost: 127.0.0.1:")
    assert "Connection: close" in asked[0]


def test_the_real_judge_lets_nothing_inside():
    with serving({"/": answer(PAGE)}) as (address, asked):
        for host in (address, address.replace("127.0.0.1", "localhost")):
            with pytest.raises(ReadError, match="no public address"):
                Fetcher(Limits()).page(host + "/")
    assert asked == []


@pytest.mark.parametrize("host", ["0x7f000001", "2130706433", "127.1", "[::ffff:127.0.0.1]"])
def test_other_spellings_of_an_inside_address_lead_nowhere(host):
    with pytest.raises(ReadError):
        Fetcher(Limits()).page(f"http://{host}:9/")


def test_the_connection_goes_to_the_address_that_was_judged(monkeypatch):
    """The name is looked up once; what it would say a second time does not count."""
    with serving({"/": answer(PAGE)}) as (address, asked):
        port = int(address.rpartition(":")[2])
        looked_up = []

        def look_up(host, port, **_):
            looked_up.append(host)
            last = "127.0.0.1" if len(looked_up) == 1 else "10.0.0.1"
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (last, port))]

        monkeypatch.setattr(socket, "getaddrinfo", look_up)
        page = fetch(f"http://tide.example:{port}")
    assert page.data.decode() == PAGE
    assert looked_up == ["tide.example"]
    assert f"Host: tide.example:{port}\r\n" in asked[0]


def test_of_several_addresses_only_the_allowed_are_spoken_to(monkeypatch):
    with serving({"/": answer(PAGE)}) as (address, _):
        port = int(address.rpartition(":")[2])
        rows = [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port))
            for one in ("10.255.255.1", "127.0.0.1")
        ]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: rows)
        assert fetch(f"http://tide.example:{port}").data.decode() == PAGE


def test_proxies_of_the_environment_are_not_used(monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with serving({"/": answer(PAGE)}) as (address, _):
        assert fetch(address).data.decode() == PAGE


def test_three_redirects_are_followed_and_the_last_address_counts():
    answers = {f"/{n}": answer(status="302 Found", Location=f"{n + 1}") for n in range(4)}
    with serving(answers | {"/3": answer(PAGE)}) as (address, asked):
        assert fetch(address, "/0").address == address + "/3"
        assert len(asked) == 4
    with (
        serving(answers | {"/4": answer(PAGE)}) as (address, _),
        pytest.raises(ReadError, match="3 times"),
    ):
        fetch(address, "/0")


@pytest.mark.parametrize(
    "there",
    ["http://10.0.0.1/", "http://169.254.169.254/latest/", "file:///etc/passwd", "ftp://x/", "//["],
)
def test_every_redirect_is_judged_again(there):
    with (
        serving({"/": answer(status="301 Moved", Location=there)}) as (address, asked),
        pytest.raises(ReadError),
    ):
        fetch(address)
    assert len(asked) == 1


def test_a_redirect_to_nowhere():
    with (
        serving({"/": answer(status="302 Found")}) as (address, _),
        pytest.raises(ReadError, match="where"),
    ):
        fetch(address)


@pytest.mark.parametrize(
    "address",
    [
        "ftp://tide.example/",
        "file:///etc/passwd",
        "https:///x",
        "http://user@tide.example/",
        "http://user:word@tide.example/",
        "http://tide.example:99999/",
        "http://[::1",
        "http://a b.example/",
        "http://tide.example\r\nx: y/",
        "tide.example",
        "http://" + "a" * 300 + ".example/",
    ],
)
def test_addresses_that_are_not_asked(address):
    with pytest.raises(ReadError):
        place_of(address)


def test_names_of_other_scripts_are_written_as_dns_wants_them():
    place = place_of("https://bücher.example/é?ü=1")
    assert (place.host, place.path) == ("xn--bcher-kva.example", "/%C3%A9?%C3%BC=1")
    assert place.authority == "xn--bcher-kva.example"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (answer("no", status="404 Not Found"), "404"),
        (answer("x", Content_Encoding="br"), "packed"),
        (answer(b"xyz", Content_Encoding="gzip"), "packed"),
        (answer(gzip.compress(b"x" * 500)[:-9], Content_Encoding="gzip"), "breaks off"),
        (answer("x" * 10, Content_Length="50"), "breaks off"),
        (answer("5\r\nabc", Content_Length=None, Transfer_Encoding="chunked"), "breaks off"),
        (b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 500 + b"\r\n", "answer"),
        (b"SSH-2.0-x\r\n", "answer"),
        (b"", "answer"),
    ],
)
def test_answers_that_cannot_be_used(given, said):
    with serving({"/": given}) as (address, _), pytest.raises(ReadError, match=said) as caught:
        fetch(address)
    assert address in caught.value.where


def test_a_packed_answer_is_counted_as_it_unpacks():
    packed = gzip.compress(PAGE.encode())
    with serving({"/": answer(packed, Content_Encoding="gzip")}) as (address, _):
        assert fetch(address).data.decode() == PAGE
    bomb = gzip.compress(bytes(30_000_000))
    with (
        serving({"/": answer(bomb, Content_Encoding="gzip")}) as (address, _),
        pytest.raises(LimitError),
    ):
        fetch(address, input_bytes=100_000, archive_bytes=100_000)


def test_an_answer_without_an_end_is_cut_at_the_limit():
    def endless(_path):
        yield answer(Content_Length=None)
        while True:
            yield b"x" * 65_536

    with serving(endless) as (address, _), pytest.raises(LimitError):
        fetch(address, input_bytes=100_000, archive_bytes=100_000)


@pytest.mark.parametrize("start", [b"", b"HTTP/1.1 200 OK\r\nX: ", answer(Content_Length=None)])
def test_an_answer_in_drops_ends_at_the_deadline(start):
    def drops(_path):
        yield start
        for _ in range(100):
            time.sleep(0.05)
            yield b"x"

    with serving(drops) as (address, _):
        began = time.monotonic()
        with pytest.raises(ReadError):
            fetch(address, seconds=0.4)
        assert time.monotonic() - began < 3


def test_a_name_that_is_never_found_ends_at_the_deadline(monkeypatch):
    found = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [found.wait(5)] * 0)
    with pytest.raises(ReadError, match="in time"):
        fetch("http://tide.example", seconds=0.1)
    found.set()


def test_an_unencrypted_server_is_no_secure_one():
    with serving({"/": answer(PAGE)}) as (address, _), pytest.raises(ReadError):
        fetch(address.replace("http:", "https:"), seconds=2)


@pytest.mark.parametrize(
    ("declared", "encoded"),
    [
        ("windows-1251", "Прилив".encode("cp1251")),
        ("shift_jis", "潮の満ち引き".encode("shift_jis")),
        ("utf-8", "Прилив".encode()),
        ("windows-1251", "Прилив".encode()),
    ],
)
def test_the_declared_encoding_is_honoured(declared, encoded):
    body = b"<html lang='ru'><meta charset='iso-8859-1'><title>T</title><p>" + encoded + b" x</p>"
    with serving({"/": answer(body, Content_Type=f"text/html; charset={declared}")}) as (a, _):
        data = fetch(a).data
    words = "潮の満ち引き" if declared == "shift_jis" else "Прилив"
    assert words in plain_text(read(data, format="html"))


def test_the_budget_of_a_source_is_shared():
    with serving(lambda _: answer(PAGE)) as (address, asked):
        one = Fetcher(Limits(remote_files=2), judge=loopback)
        one.page(address)
        one.image(address + "/a")
        with pytest.raises(LimitError, match="too much"):
            one.image(address + "/b")
        slow = Fetcher(Limits(remote_seconds=0), judge=loopback)
        with pytest.raises(ReadError, match="took over"):
            slow.page(address)
    assert len(asked) == 2


def test_a_page_is_read_with_its_images(monkeypatch):
    image = png_asset("quay")
    body = (
        "<html lang='en'><title>Tides</title><main><p>Text <img src='i/q.png' alt='Quay'> and "
        "<img src='/gone.png' alt='Gone'> <a href='b.html#x'>next</a></p></main></html>"
    )
    answers = {
        "/dir/a": answer(body),
        "/dir/i/q.png": answer(image.data, Content_Type="image/png"),
        "/gone.png": answer("no", status="404 Not Found"),
    }
    judged = lambda limits: Fetcher(limits, judge=loopback)  # noqa: E731
    monkeypatch.setattr("tasktide_export.remote.Fetcher", judged)
    with serving(answers) as (address, asked):
        document = read(f"{address}/dir/a", allow_remote=True)
        assert [one.data for one in document.assets] == [image.data]
        assert document.metadata.source == f"{address}/dir/a"
        assert len(asked) == 3
        with pytest.raises(ReadError, match="not fetched"):
            read(f"{address}/dir/a")
        assert len(asked) == 3
    refused = [one for one in document.findings if one.rule == "image-not-admitted"]
    assert ["404" in one.message for one in refused] == [True]


def test_images_of_a_local_file_are_fetched_when_allowed(monkeypatch, tmp_path):
    image = png_asset("quay")
    judged = lambda limits: Fetcher(limits, judge=loopback)  # noqa: E731
    monkeypatch.setattr("tasktide_export.remote.Fetcher", judged)
    (tmp_path / "near.png").write_bytes(png_asset("near", 9).data)
    with serving({"/q.png": answer(image.data)}) as (address, asked):
        path = tmp_path / "a.html"
        path.write_text(
            f"<html lang='en'><p>x <img src='{address}/q.png' alt=q><img src=near.png alt=n></p>"
        )
        assert len(read(path).assets) == 1
        assert asked == []
        assert len(read(path, allow_remote=True).assets) == 2


def test_admission_asks_no_one_without_being_told(tmp_path):
    refused = Admission(tmp_path, Limits(), base="https://tide.example/").admit(
        "https://x.example/"
    )
    assert refused == Refusal("not fetched: offline")
    asked = []

    def remote(address):
        asked.append(address)
        raise ReadError("no")

    admission = Admission(None, Limits(), remote=remote, base="https://tide.example/a/b")
    assert admission.admit("../q.png") == Refusal("no")
    assert admission.admit("../q.png") == Refusal("no")
    assert asked == ["https://tide.example/q.png"]


def test_nothing_remote_is_imported_unless_allowed():
    code = (
        "import sys, tasktide_export as t; t.read(b'<p>x</p>');"
        "assert not any('.remote' in n for n in sys.modules), 1"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
