"""Cases of the storm delivery: who takes bytes from a FIFO, from its standard input or from a ring."""
import os
import re
import subprocess
import time

from delivery_round import WIDTH, Round, SlowReader

FIFO = {
    "bytes": [], "keep-open": ["--keep-open"], "some": ["--bytes", "100M"], "lines": ["--lines", "1000000"], "layout": ["--layout", "n:char[8],e:char[1]"],
    "layout-csv": ["--layout", "n:char[8],e:char[1]", "--format", "csv"], "field": ["--layout", "n:char[8],e:char[1]", "--field", "n"],
}
RELAY = ["connect", "listen", "connect-seqpacket", "listen-seqpacket"]
RING = ["push", "pull"]


class Bytes(Round):
    def take_up(self, data, following):
        """What is in the FIFO goes on where ipcctl stopped."""
        fifo = os.open(self.fifo, os.O_RDONLY)
        rest = b""
        while len(rest) < 3 * (WIDTH + 1):
            rest += os.read(fifo, 4096)
        os.close(fifo)
        stream = data + rest
        whole = "".join(f"{n:0{WIDTH}}\n" for n in range(following, following + len(stream) // (WIDTH + 1) + 2)).encode()
        if not whole.startswith(stream):
            at = next(i for i, byte in enumerate(stream) if byte != whole[i])
            raise AssertionError(f"from byte {at} of {len(data)} and {len(rest)}: {stream[at:at + 30]} and not {whole[at:at + 30]}")

    def fifos(self):
        os.mkfifo(self.fifo)
        held = os.open(self.fifo, os.O_RDWR)
        try:
            writing = os.open(self.fifo, os.O_WRONLY)
            self.numbers(stdout=writing)
            os.close(writing)
            if self.kind == "fifo":
                got, said = self.taker("fifo", "read", self.fifo, *FIFO[self.mode])
                if self.mode.startswith("layout") or self.mode == "field":
                    begun = re.search(r"in hexadecimal it was ([0-9a-f]+)", said)
                    self.take_up(bytes.fromhex(begun.group(1)) if begun else b"", self.whole(self.values(got)))
                else:
                    self.take_up(got, 1)
            else:
                self.relay()
        finally:
            os.close(held)
            self.end()
            os.unlink(self.fifo)

    def relay(self):
        """What a relay has taken from its standard input, the other side gets."""
        read, write = os.pipe()
        reader = SlowReader(read, self.rng.choice([0.0005, 0.004]))
        stdin = os.open(self.fifo, os.O_RDONLY)
        side, _, type_ = self.mode.partition("-")
        typed = ("--type", type_) if type_ else ()
        roles = [("sock", "listen", self.socket, "--once", *typed), ("sock", "connect", self.socket, *typed)]
        receiving, giving = roles if side == "connect" else reversed(roles)
        first, second = (receiving, giving) if receiving[1] == "listen" else (giving, receiving)
        started = []
        for role in (first, second):
            streams = dict(stdin=stdin, stdout=subprocess.DEVNULL) if role is giving else dict(stdin=subprocess.DEVNULL, stdout=write)
            started.append(self.spawn(self.tool, *role, stderr=subprocess.DEVNULL, **streams))
            while not os.path.exists(self.socket) and started[0].poll() is None:
                time.sleep(0.01)
        os.close(stdin)
        os.close(write)
        end = time.monotonic() + 60
        while len(reader.got) < 20000 and time.monotonic() < end:
            time.sleep(0.005)
        time.sleep(self.rng.uniform(0, 0.05))
        relay = started[0] if first is giving else started[1]
        relay.send_signal(self.sent)
        relay.wait(120)
        reader.join(120)
        self.take_up(bytes(reader.got), 1)

    def rings(self):
        """What 'shm push' has read comes out, and is no whole stream; 'shm pull' takes nothing that it does not write."""
        os.mkfifo(self.fifo)
        held = os.open(self.fifo, os.O_RDWR)
        try:
            writing = os.open(self.fifo, os.O_WRONLY)
            self.numbers(stdout=writing)
            os.close(writing)
            read, write = os.pipe()
            reader = SlowReader(read, self.rng.choice([0.0005, 0.004]))
            stdin = os.open(self.fifo, os.O_RDONLY)
            words = [self.tool, "shm"], [self.queue, "--size", self.rng.choice(["4K", "64K"])]
            push = self.spawn(*words[0], "push", *words[1], stdin=stdin, stderr=subprocess.PIPE)
            pull = self.spawn(*words[0], "pull", *words[1], stdout=write, stderr=subprocess.PIPE)
            os.close(stdin)
            os.close(write)
            end = time.monotonic() + 60
            while len(reader.got) < 20000 and time.monotonic() < end:
                time.sleep(0.005)
            time.sleep(self.rng.uniform(0, 0.05))
            ended, other = (push, pull) if self.mode == "push" else (pull, push)
            ended.send_signal(self.sent)
            said = other.communicate(timeout=120)[1].decode()
            ended.communicate(timeout=120)
            reader.join(120)
            if other.returncode != 1 or ended.returncode not in (-self.sent, 128 + self.sent):
                raise AssertionError(f"status {ended.returncode} after {self.sent.name}, and {other.returncode} of the other: {said}")
            got = bytes(reader.got)
            told = int(re.search(r"of which (\d+) bytes came|exited after taking (\d+) of", said).group(1 if self.mode == "push" else 2))
            if told != len(got):
                raise AssertionError(f"{len(got)} bytes came, and told were {told}: {said}")
            if self.mode == "push":
                self.take_up(got, 1)
            elif not "".join(f"{n:0{WIDTH}}\n" for n in range(1, len(got) // (WIDTH + 1) + 3)).encode().startswith(got):
                raise AssertionError(f"no beginning of the stream: {got[-40:]}")
            if os.path.exists("/dev/shm" + self.queue):
                raise AssertionError("the ring is still there")
        finally:
            os.close(held)
            self.end()
            os.unlink(self.fifo)
