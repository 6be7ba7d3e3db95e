"""Cases of the storm delivery: who takes messages from its standard input and sends them."""
import fcntl
import os
import signal
import socket
import subprocess
import time

from delivery_round import WIDTH, Round, SlowReader

# What senders read: their standard input is a pipe or a socket that large or small writes go into, or a file.
SEND = {f"{command}-{mode}": (command, mode) for command in ("mq", "dgram", "seqpacket") for mode in ("lines", "null", "framed")}
RECORDS = 30000


class Sends(Round):
    def send(self):
        command, mode = SEND[self.mode]
        long = b"-" * (0 if self.rng.random() < 0.7 else 400 if command == "mq" else 50000)
        records = [f"{n:0{WIDTH}}".encode() + (long if n % 50 == 0 else b"") for n in range(1, RECORDS + 1)]
        before, behind = ("", "\0") if mode == "null" else ("0 %d\n", "\n") if mode == "framed" else ("", "\n")
        whole = [(before % len(record) if before else "").encode() + record + behind.encode() for record in records]
        with open(self.file, "wb") as file:
            file.write(b"".join(whole))
        stdin = self.input()
        receiving, out = self.receiver(command)
        target = self.queue if command == "mq" else self.socket
        words = ["mq", "send", target, "-q"] if command == "mq" else ["sock", "send", target, "--type", command, "--retry", "20s"]
        sending = self.spawn(self.tool, *words, f"--{mode}", stdin=stdin, stderr=subprocess.PIPE)
        end = time.monotonic() + 60
        enough = self.rng.choice([1, 500, 5000])
        while receiving and out.got.count(b"\n") < enough and sending.poll() is None and time.monotonic() < end:
            time.sleep(0.005)
        time.sleep(self.rng.uniform(0, 0.05) if receiving else self.rng.uniform(0.5, 1))
        sending.send_signal(self.sent)
        said = sending.communicate(timeout=60)[1].decode()
        if sending.returncode not in (-self.sent, 128 + self.sent):
            raise AssertionError(f"status {sending.returncode} after {self.sent.name}: {said}")
        got = self.received(command, receiving, out)
        if got != records[:len(got)]:
            at = next(i for i, value in enumerate(got) if value != records[i])
            raise AssertionError(f"after {at} of {len(got)} came {got[at][:30]}")
        expected = b"".join(whole[len(got):])
        left = b""
        while len(left) < min(4096, len(expected)):
            left += os.read(stdin, 4096)
        os.close(stdin)
        if not expected.startswith(left):
            raise AssertionError(f"{len(got)} came, and what is left begins with {left[:30]} and not with {expected[:30]}")

    def input(self):
        kind = self.rng.choice(["file", "socket", "pipe", "pipe", "page"])
        if kind == "file":
            return os.open(self.file, os.O_RDONLY)
        read, write = [end.detach() for end in socket.socketpair()] if kind == "socket" else os.pipe()
        if kind == "page":
            fcntl.fcntl(write, fcntl.F_SETPIPE_SZ, 4096)
        with open(self.file, "rb") as file:
            # Small writes fill a socket with a tenth of what it holds else.
            writer = self.rng.choice(["cat", "dd bs=100 status=none", "dd bs=4096 status=none"])
            self.spawn(*writer.split(), stdin=file, stdout=write)
        os.close(write)
        return read

    def receiver(self, command):
        """None where the queue stays full."""
        words = ["mq", "recv", self.queue] if command == "mq" else ["sock", "recv", self.socket, "--type", command]
        if command == "mq" and self.rng.random() < 0.4:
            return None, None
        read, write = os.pipe()
        receiving = self.spawn(self.tool, *words, "--follow", "--lines", stdout=write, stderr=subprocess.DEVNULL)
        os.close(write)
        return receiving, SlowReader(read, self.rng.choice([0, 0.0005, 0.004]))

    def received(self, command, receiving, out):
        if receiving:
            receiving.send_signal(signal.SIGTERM)
            receiving.wait(120)
            out.join(120)
        got = bytes(out.got) if out else b""
        if command == "mq":
            got += subprocess.run([self.tool, "mq", "recv", self.queue, "--drain", "--lines"], check=True, capture_output=True, timeout=90).stdout
        return got.split(b"\n")[:-1]

    def sends(self):
        subprocess.run([self.tool, "mq", "create", self.queue, "--message-size", "500"], check=True)
        try:
            self.send()
        finally:
            subprocess.run([self.tool, "mq", "rm", self.queue], check=True)
            self.end()
