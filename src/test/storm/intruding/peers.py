"""Whoever is at the other side of a socket, a FIFO or a ring, and says half of it, too much of it, or nothing."""
import array
import encodings.idna  # noqa: F401 - who has become another user may not read it any more
import errno
import os
import re
import signal
import socket
import struct
import subprocess
import time
import urllib.request

from .host import INTRUDER, attack


def connected(path, patience=30, kind=socket.SOCK_STREAM):
    """A connection to a listener that may not be there yet."""
    end = time.monotonic() + patience
    while True:
        client = socket.socket(socket.AF_UNIX, kind)
        try:
            client.connect(path)
            return client
        except OSError:
            client.close()
            if time.monotonic() > end:
                raise
            time.sleep(0.01)


def descriptors(pid):
    return len(os.listdir(f"/proc/{pid}/fd"))


def ended(host, process, words, timeout=60):
    return host.sane(host.ended(process, words, timeout))


@attack
def silence(host):
    """Who connects, or listens, or has a FIFO open, and then says nothing, is waited for as long as --timeout says."""
    path, fifo = os.path.join(host.evil, "s"), os.path.join(host.evil, "f")

    def mute(ready):
        os.mkfifo(fifo, 0o666)
        os.open(fifo, os.O_RDWR)
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(path)
        listener.listen()
        ready()
        held = []
        while True:
            held.append(listener.accept())

    with host.intruder(mute) as deed:
        deed.is_ready()
        for words in (["sock", "connect", path, "--idle-timeout", "500ms"], ["sock", "recv-fd", path, "--connect", "-t", "500ms"], ["fifo", "read", fifo, "-t", "500ms"],
                      ["sock", "peer", path, "-t", "500ms"], ["fifo", "read", fifo, "--lines", "1", "-t", "500ms"]):
            with subprocess.Popen(["sleep", "100"], stdout=subprocess.PIPE) as silent:
                result = host.sane(host.run(*words, stdin=silent.stdout, timeout=30))
                silent.kill()
            host.check(result.status in (0, 124), f"waits for who says nothing otherwise than it is told to: {result}")

    own = os.path.join(host.public, "own")
    for words in (["sock", "listen", own, "--once", "-t", "1s", "-m", "666"], ["sock", "recv", own, "-t", "1s", "--type", "seqpacket", "-m", "666"],
                  ["sock", "recv-fd", own, "-t", "1s", "-m", "666"]):
        process = host.start(*words)
        kind = socket.SOCK_SEQPACKET if "seqpacket" in words else socket.SOCK_STREAM
        with host.intruder(lambda ready, kind=kind: (connected(own, kind=kind), ready(), signal.pause())):
            result = ended(host, process, words, 30)
            host.check(result.status == 124, f"waits for who says nothing otherwise than it is told to: {result}")


@attack
def flood_of_descriptors(host):
    """Descriptors that nobody asked for are closed: each message with as many as there may be, a thousand times, at a process that may have few."""
    own = os.path.join(host.public, "own")
    for words, kind in ((["sock", "recv", own, "--type", "dgram", "-m", "666", "-t", "20s", "--follow"], socket.SOCK_DGRAM),
                        (["sock", "recv", own, "--type", "seqpacket", "-m", "666", "-t", "20s", "--follow"], socket.SOCK_SEQPACKET),
                        (["sock", "listen", own, "-m", "666", "-t", "20s"], socket.SOCK_STREAM)):
        process = host.start(*words, files=64, stdout=subprocess.DEVNULL)

        def flood(ready, kind=kind):
            client = connected(own, kind=kind)
            sent = [os.open("/dev/null", os.O_RDONLY)] * 253
            left = 1000
            while left:
                try:
                    client.sendmsg([b"x"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", sent))])
                    left -= 1
                except OSError as e:
                    # Who cannot have so many may hang up, and the kernel bounds how many are under way.
                    if e.errno in (errno.EPIPE, errno.ECONNRESET, errno.ECONNREFUSED):
                        break
                    elif e.errno != errno.ETOOMANYREFS:
                        raise
                    time.sleep(0.01)
            ready()
            signal.pause()

        with host.intruder(flood) as deed:
            deed.is_ready()
            if process.poll() is None:
                host.check(descriptors(process.pid) < 60, f"keeps descriptors of others: {descriptors(process.pid)}, {words}")
                os.kill(process.pid, signal.SIGTERM)
            ended(host, process, words, 30)
    process = host.start("sock", "recv-fd", own, "-m", "666", "-t", "20s", files=64)

    def once(ready):
        client = connected(own)
        client.sendmsg([b"x"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [0] * 253))])
        ready()
        signal.pause()

    with host.intruder(once):
        result = ended(host, process, ["sock", "recv-fd"], 30)
        host.check(result.status == 7, f"takes more descriptors than it may have: {result}")


@attack
def lost_credentials(host):
    """A client who is gone before anybody looks, and one who claims to be somebody else: CMD is told what the kernel says."""
    own = os.path.join(host.public, "own")
    process = host.start("sock", "listen", own, "-m", "666", "--count", "20", "--", "sh", "-c", "echo $IPCCTL_PEER_UID $IPCCTL_PEER_PID; cat")

    def vanish(ready):
        for _ in range(20):
            pid = os.fork()
            if pid == 0:
                client = connected(own)
                client.send(b"IPCCTL_PEER_UID=0\n")
                os._exit(0)
            os.waitpid(pid, 0)
        ready()

    with host.intruder(vanish) as deed:
        deed.is_ready()
        result = ended(host, process, ["sock", "listen", "--", "sh"], 60)
        host.check(result.status in (0, 141), f"ends otherwise: {result}")
    process = host.start("sock", "recv", own, "--type", "dgram", "-m", "666", "-n", "1", "-t", "20s", "--format", "json")

    def claim(ready):
        client = connected(own, kind=socket.SOCK_DGRAM)
        try:
            client.sendmsg([b"x"], [(socket.SOL_SOCKET, 2, struct.pack("3i", 1, 0, 0))])
        except OSError:
            client.send(b"x")
        ready()
        signal.pause()

    with host.intruder(claim):
        result = ended(host, process, ["sock", "recv"], 30)
        host.check(b'"uid":0' not in result.out.replace(b" ", b""), f"believes who a sender claims to be: {result.out!r}")


@attack
def half_a_request(host):
    """Six hundred who ask for metrics and never end their request: another one has an answer."""
    process = host.start("metrics", "--listen", "127.0.0.1:0")
    line = process.stdout.readline()
    port = re.search(rb":(\d+)", line)
    if not host.check(port, f"does not tell where it listens: {line!r}"):
        host.world.kill_group(process)
        return

    def slow(ready):
        held = []
        for i in range(600):
            try:
                client = socket.create_connection(("127.0.0.1", int(port[1])), 5)
                client.send(b"GET /metrics HTTP/1.1\r\nX: " + b"y" * (i * 100))
                held.append(client)
            except OSError:
                pass
        ready()
        signal.pause()

    with host.intruder(slow) as deed:
        deed.is_ready()
        answered = 0
        end = time.monotonic() + 40
        while not answered and time.monotonic() < end:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{int(port[1])}/metrics", timeout=20) as answer:
                    answered += b"ipcctl_" in answer.read()
            except OSError:
                time.sleep(0.2)
        host.check(answered, "who has asked half of what he wants is not cut off, and nobody else is answered")
    os.kill(process.pid, signal.SIGTERM)
    ended(host, process, ["metrics", "--listen"], 30)


@attack
def hostile_rings(host):
    """A ring whose words its maker changes all the time: nothing outside of it is read or written."""
    name = "hostile-ring"

    def make(ready):
        with open("/dev/shm/" + name, "wb") as file:
            file.truncate(8192)
        os.chmod("/dev/shm/" + name, 0o666)
        ready()
        while True:
            header = bytearray(os.urandom(280))
            header[:24] = b"ipcctl/R" + struct.pack("<iiq", 1, 4096, 4096)
            if header[30] % 2:
                header[64:68] = header[192:196] = struct.pack("<i", 1)
            try:
                with open("/dev/shm/" + name, "r+b") as file:
                    file.write(header)
                    if header[31] % 8 == 0:
                        file.truncate(4096 + header[32] * 16)
                        file.truncate(8192)
            except FileNotFoundError:
                time.sleep(0.001)

    with host.intruder(make) as deed:
        deed.is_ready()
        host.batch([line for _ in range(60) for line in (f"shm pull {name} -t 20ms", f"shm push {name} -t 20ms")], timeout=200)
    try:
        os.unlink("/dev/shm/" + name)
    except FileNotFoundError:
        pass


@attack
def recording_of_others(host):
    """A place for a recording that the intruder has made before, to read what others say."""
    target, between = os.path.join(host.public, "target"), os.path.join(host.public, "between")

    def plant(ready):
        with open(os.path.join(host.public, "mine"), "wb"):
            pass
        os.chmod(os.path.join(host.public, "mine"), 0o666)
        os.symlink(host.secret, os.path.join(host.public, "link"))
        ready()

    with host.intruder(plant) as deed:
        deed.is_ready()
    for name in ("mine", "link"):
        result = host.sane(host.run("sock", "proxy", between, target, "--record", os.path.join(host.public, name), "-t", "300ms", timeout=30))
        host.check(result.status == 5, f"records into a file of the intruder's: {result}")
        host.untouched("a recording")
    host.check(os.stat(os.path.join(host.public, "mine")).st_uid == INTRUDER, "the file of the intruder's is another one")
