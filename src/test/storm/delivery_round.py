"""What the cases of the storm delivery have in common: ipcctl at work in the middle of a stream, and the signal that it is sent."""
import os
import re
import signal
import subprocess
import threading
import time

SIGNALS = [signal.SIGTERM, signal.SIGINT, signal.SIGHUP]
WIDTH = 8


class SlowReader(threading.Thread):
    """Reads a little and rests; with an eye on how much it has."""

    def __init__(self, fd, rest):
        super().__init__(daemon=True)
        self.fd, self.rest, self.got = fd, rest, bytearray()
        self.start()

    def run(self):
        block = os.read(self.fd, 700)
        while block:
            self.got += block
            time.sleep(self.rest)
            block = os.read(self.fd, 700)
        os.close(self.fd)


class Round:
    def __init__(self, tool, work, kind, mode, number, rng):
        self.tool, self.kind, self.mode, self.rng, self.sent = tool, kind, mode, rng, SIGNALS[number % len(SIGNALS)]
        self.queue = f"/ipcctl-t-{os.getpid()}-delivery"
        self.socket = os.path.join(work, "socket")
        self.fifo = os.path.join(work, "fifo")
        self.file = os.path.join(work, "file")
        self.said = os.path.join(work, "said")
        self.children = []

    def spawn(self, *command, **streams):
        # What a shell starts in the background may have signals ignored; nobody here has.
        child = subprocess.Popen(["env", "--default-signal", *command], **streams)
        self.children.append(child)
        return child

    def numbers(self, **streams):
        return self.spawn("seq", "-f", f"%0{WIDTH}g", "10000000", **streams)

    def taker(self, *command):
        """Runs ipcctl with the slow reader, or every fourth time with a file, and sends it the signal while it is at work."""
        to_file = self.rng.random() < 0.25
        if to_file:
            reader, write = None, os.open(self.file, os.O_CREAT | os.O_TRUNC | os.O_WRONLY | (os.O_APPEND if self.rng.random() < 0.5 else 0))
        else:
            read, write = os.pipe()
            reader = SlowReader(read, self.rng.choice([0.0005, 0.004, 0.02]))
        # Where output comes at the end only, the trace tells that it has begun to take.
        silent = self.mode in ("table", "plain")
        with open(self.said, "wb") as said:
            taking = self.spawn(self.tool, *command, *(["-v"] if silent else []), stdout=write, stderr=said)
        os.close(write)
        self.at_work(taking, reader, silent)
        taking.send_signal(self.sent)
        taking.wait(120)
        said = self.read(self.said).decode()
        if reader:
            reader.join(120)
        got = bytes(reader.got) if reader else self.read(self.file)
        # One message may have come, and a queue may be found empty, before the signal.
        ended = self.mode in ("plain", "drain") and taking.returncode == 0
        if taking.returncode != -self.sent and taking.returncode != 128 + self.sent and not ended:
            raise AssertionError(f"status {taking.returncode} after {self.sent.name}: {said}")
        return got, said

    def at_work(self, taking, reader, silent):
        """Till some of its output is there, or it has begun to receive."""
        end = time.monotonic() + 60
        enough = 1 if silent else self.rng.choice([1, 3000, 40000])
        while taking.poll() is None and time.monotonic() < end:
            if silent and re.search(rb"(recvm?msg|receive)\(", self.read(self.said)):
                break
            elif not silent and (len(reader.got) if reader else os.path.getsize(self.file)) >= enough:
                break
            time.sleep(0.005)
        time.sleep(self.rng.uniform(0, 0.4 if silent else 0.05))

    @staticmethod
    def read(path):
        with open(path, "rb") as file:
            return file.read()

    def values(self, got):
        if self.mode in ("count", "follow", "plain", "listen"):
            return [got[i:i + WIDTH].decode() for i in range(0, len(got), WIDTH)]
        elif self.mode == "hex":
            return [bytes.fromhex(line).decode() for line in got.decode().split()]
        return re.findall(rf"(?<![0-9])[0-9]{{{WIDTH}}}(?![0-9])", got.decode())

    def whole(self, values):
        """Counts from 1 on; the next would be the number that is returned."""
        for at, value in enumerate(values):
            if int(value) != at + 1 or len(value) != WIDTH:
                raise AssertionError(f"after {at} of {len(values)} came '{value}'")
        return len(values) + 1

    def end(self):
        for child in self.children:
            if child.poll() is None:
                child.kill()
            child.wait(60)
            for stream in (child.stdout, child.stderr):
                if stream:
                    stream.close()
        if os.path.exists(self.socket):
            os.unlink(self.socket)
