"""Scenarios of the storm kill: FIFOs and sockets."""
import os
import signal
import socket
from kill_scenarios import LINES, WAIT, lines, piped, rest_of, scenario, spares, streams


# --- FIFOs

@scenario
def fifo_create(t):
    t.allow("file:a", "file:b")
    hit = t.hit("fifo", "create", t.path("a"), t.path("b"))
    made = [os.path.exists(t.path(name)) for name in "ab"]
    t.expect(made == [True, True] or not hit.done, f"made are {made}")


@scenario
def mkfifo(t):
    t.allow("file:a")
    hit = t.hit("mkfifo", "-m", "640", t.path("a"))
    mode = os.stat(t.path("a")).st_mode & 0o777 if os.path.exists(t.path("a")) else None
    t.expect(mode == 0o640 or mode is None and not hit.done, f"its mode is {mode}")


@scenario
def fifo_rm(t):
    t.allow("file:a")
    os.mkfifo(t.path("a"))
    hit = t.hit("fifo", "rm", t.path("a"))
    t.expect(not (hit.done and os.path.exists(t.path("a"))), "status 0, and it is still there")


def held_fifo(t):
    """Open for both, so that what is in it stays."""
    t.allow("file:a")
    os.mkfifo(t.path("a"))
    return os.open(t.path("a"), os.O_RDWR | os.O_NONBLOCK)


def take_all(fd):
    data = b""
    while True:
        try:
            data += os.read(fd, 1 << 16)
        except BlockingIOError:
            return data


@scenario
def fifo_write(t):
    """A write of up to PIPE_BUF bytes is one."""
    fd = held_fifo(t)
    hit = t.hit("fifo", "write", t.path("a"), "some words")
    data = take_all(fd)
    os.close(fd)
    t.expect(data == b"some words" or data == b"" and not hit.done, f"in it is {data}")


@scenario
def fifo_write__stdin(t):
    fd = held_fifo(t)
    everything = os.urandom(50_000)
    read = piped(everything)
    hit = t.hit("fifo", "write", t.path("a"), "--timeout", "20", stdin=read)
    left = rest_of(read)
    streams(t, hit, take_all(fd), left, everything, "bytes of standard input")
    os.close(fd)


@scenario
def fifo_write__lines(t):
    fd = held_fifo(t)
    read = piped(b"".join(line + b"\n" for line in LINES))
    hit = t.hit("fifo", "write", t.path("a"), "--lines", "--timeout", "20", stdin=read)
    left = rest_of(read)
    spares(t, hit, lines(take_all(fd)), lines(left), LINES, "lines of standard input")
    os.close(fd)


@scenario
def fifo_read(t):
    fd = held_fifo(t)
    everything = os.urandom(50_000)
    os.write(fd, everything)
    hit = t.hit("fifo", "read", t.path("a"), "--bytes", "50000")
    streams(t, hit, hit.out, take_all(fd), everything, "bytes of the FIFO")
    os.close(fd)


@scenario
def fifo_read__lines(t):
    fd = held_fifo(t)
    os.write(fd, b"".join(line + b"\n" for line in LINES))
    hit = t.hit("fifo", "read", t.path("a"), "--lines", "5", "-t", "20")
    streams(t, hit, lines(hit.out), lines(take_all(fd)), LINES, "lines of the FIFO")
    os.close(fd)


# --- sockets

def listener(t, kind=socket.SOCK_STREAM, name="s"):
    server = t.close_at_end(socket.socket(socket.AF_UNIX, kind))
    server.bind(t.path(name))
    t.allow("file:" + name)
    if kind != socket.SOCK_DGRAM:
        server.listen(8)
    server.settimeout(0.2)
    return server


def upper(t, server, ends=None):
    """Answers each connection with what it says, in capitals."""
    def serve():
        while True:
            with t.accepts(server) as connection:
                while block := connection.recv(1 << 16):
                    connection.sendall(block.upper())
    return t.thread(serve)


def client(t, says, kind=socket.SOCK_STREAM, name="s", gets=None):
    """Connects once somebody listens there, says it and ends; what it is answered goes to gets."""
    def talk():
        with socket.socket(socket.AF_UNIX, kind) as own:
            own.settimeout(20)
            if t.connects(own, name):
                for data in says:
                    own.send(data)
                own.shutdown(socket.SHUT_WR)
                while kind != socket.SOCK_DGRAM and (block := own.recv(1 << 16)):
                    if gets is not None:
                        gets.extend(block)
    return t.thread(talk)


@scenario
def sock_listen(t):
    t.allow_after_kill("file:s")
    client(t, [b"hello"])
    hit = t.hit("sock", "listen", t.path("s"), "--once", "-t", "20")
    t.expect(hit.out == b"hello" or hit.out == b"" and not hit.done, f"it wrote {hit.out}")


@scenario
def sock_listen__cmd(t):
    """CMD and the socket's file end with it."""
    t.allow_after_kill("file:s")
    gets = bytearray()
    talking = client(t, [b"hello"], gets=gets)
    hit = t.hit("sock", "listen", t.path("s"), "--once", "-t", "20", "--", "sh", "-c", "sleep 0.05; tr a-z A-Z")
    talking.join(25)
    t.expect(b"HELLO".startswith(gets) and (not hit.done or gets == b"HELLO"), f"it was answered {bytes(gets)}")


@scenario
def sock_listen__again(t):
    """One that was killed leaves a file in the way of nobody."""
    t.allow_after_kill("file:s")
    t.hit("sock", "listen", t.path("s"), "-t", WAIT, statuses=(124,))
    t.run("sock", "listen", t.path("s"), "-t", "0.01", statuses=(124,))


@scenario
def sock_connect(t):
    upper(t, listener(t))
    hit = t.hit("sock", "connect", t.path("s"), "-t", "20", input=b"hello")
    t.expect(hit.out == b"HELLO" or hit.out == b"" and not hit.done, f"it wrote {hit.out}")


@scenario
def sock_send(t):
    server = listener(t, socket.SOCK_DGRAM)
    read = piped(b"".join(line + b"\n" for line in LINES))
    hit = t.hit("sock", "send", t.path("s"), "--lines", "-t", "20", stdin=read)
    server.setblocking(False)
    came = []
    while True:
        try:
            came.append(server.recv(1000))
        except BlockingIOError:
            break
    rest = rest_of(read)
    spares(t, hit, came, lines(rest), LINES, "lines of standard input")


@scenario
def sock_recv(t):
    """What the sender was told has come is written, unless kill -9 comes between."""
    t.allow_after_kill("file:s")
    sent = []

    def send():
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as own:
            if t.connects(own, "s"):
                for line in LINES:
                    own.send(line)
                    sent.append(line)
    sending = t.thread(send)
    hit = t.hit("sock", "recv", t.path("s"), "-n", "8", "--lines", "-t", "20")
    sending.join(25)
    came = lines(hit.out)
    t.expect(came == LINES[:len(came)], f"came {came}")
    if not hit.lossy:
        t.expect(len(came) >= len(sent), f"sent were {len(sent)}, written {len(came)}")


@scenario
def sock_send_fd(t):
    server = listener(t)
    got = []

    def take():
        with t.accepts(server, only_the_command=True) as connection:
            data, descriptors, _, _ = socket.recv_fds(connection, 100, 4)
            got.extend(os.read(fd, 100) for fd in descriptors)
            for fd in descriptors:
                os.close(fd)
            connection.recv(1)
    taking = t.thread(take)
    hit = t.hit("sock", "send-fd", t.path("s"), t.path("file", b"contents"), "-t", "20")
    taking.join(25)
    t.expect(got == [b"contents"] or not got and not hit.done, f"handed over was {got}")


@scenario
def sock_recv_fd(t):
    t.allow_after_kill("file:s")
    source = t.path("file", b"contents")

    def give():
        with socket.socket(socket.AF_UNIX) as own, open(source, "rb") as file:
            if t.connects(own, "s"):
                socket.send_fds(own, [b"x"], [file.fileno()])
                own.recv(1)
    t.thread(give)
    hit = t.hit("sock", "recv-fd", t.path("s"), "-t", "20", "--", "sh", "-c", "sleep 0.05; cat <&3")
    t.expect(hit.out == b"contents" or hit.out == b"" and not hit.done, f"it wrote {hit.out}")


@scenario
def sock_pair(t):
    """Both CMDs end with it."""
    t.hit("sock", "pair", "--", "sh", "-c", "sleep 0.1; echo one; read -r x", "--", "sh", "-c", "read -r x; echo two")


@scenario
def sock_peer(t):
    listener(t)
    t.hit("sock", "peer", t.path("s"), "-t", "20")


@scenario
def sock_proxy(t):
    upper(t, listener(t))
    t.allow_after_kill("file:front")
    gets = bytearray()
    talking = client(t, [b"hello"], name="front", gets=gets)
    hit = t.hit("sock", "proxy", t.path("front"), t.path("s"), "--once", "-t", "20", "--record", t.path("record"))
    talking.join(25)
    t.allow("file:record")
    t.expect(b"HELLO".startswith(gets) and (not hit.done or gets == b"HELLO"), f"it was answered {bytes(gets)}")


@scenario
def sock_spy(t):
    """The server has its name back; after kill -9 when the next one comes."""
    server = listener(t)
    own = os.stat(t.path("s")).st_ino
    upper(t, server)
    hit = t.hit("sock", "spy", t.path("s"), "--silent", "-t", WAIT, statuses=(124,))
    if t.sent == signal.SIGKILL or b"is left at" in hit.err:
        t.run("sock", "spy", t.path("s"), "--silent", "-t", "0.01", statuses=(124,))
    given_back = os.stat(t.path("s")).st_ino == own
    # Where its name is gone, the server has taken it away itself, and its file goes, too.
    t.expect(given_back or t.told("ENOENT", "ENOTDIR"), "another file has the name of the server's")
    if given_back:
        t.expect(t.run("sock", "connect", t.path("s"), "-t", "20", input=b"x").out == b"X", "the server does not answer")


@scenario
def sock_replay(t):
    upper(t, listener(t))
    head = '{"time":"2026-01-01T00:00:00Z","conversation":1,"event":'
    recording = t.path("recording", (head + '"open","type":"stream"}\n' + head + '"data","sender":"client","encoding":"utf-8","payload":"x"}\n').encode())
    t.hit("sock", "replay", recording, t.path("s"), "-t", "0.2", statuses=(0, 1, 124))
