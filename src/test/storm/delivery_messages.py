"""Cases of the storm delivery: who takes messages or descriptors from a queue or a socket."""
import os
import re
import socket
import subprocess
import time

from delivery_round import WIDTH, Round

LAYOUT = "n:char[8]"
ENDLESS = ["-n", "1000000"]

MQ = {
    "plain": [], "count": ENDLESS, "follow": ["--follow"], "lines": ["--follow", "--lines"], "null": ["--follow", "--null"],
    "framed": ["--follow", "--framed"], "text": ["--follow", "--as", "text"], "hex": ["--follow", "--as", "hex"],
    "ndjson": ["--follow", "--format", "ndjson"], "json": ["--follow", "--format", "json"], "csv": ENDLESS + ["--format", "csv"],
    "table": ENDLESS + ["--format", "table"], "layout": ["--follow", "--layout", LAYOUT], "layout-csv": ENDLESS + ["--layout", LAYOUT, "--format", "csv"],
    "field": ["--follow", "--layout", LAYOUT, "--field", "n"], "drain": ["--drain", "--lines"], "timeout": ["--follow", "--lines", "--timeout", "99s"],
}
# "listen" is 'sock listen' where datagrams go to its output.
SOCK = {name: MQ[name] for name in ("count", "follow", "lines", "null", "framed", "text", "ndjson", "json", "csv", "table")} | {"listen": []}
EARLY = [f"{command}-{type_}" for command in ("recv", "listen") for type_ in ("dgram", "seqpacket", "stream") if (command, type_) != ("recv", "stream")] + ["recv-fd"]


class Messages(Round):
    def mq(self):
        subprocess.run([self.tool, "mq", "create", self.queue, "--message-size", "64"], check=True)
        try:
            numbers = self.numbers(stdout=subprocess.PIPE)
            self.spawn(self.tool, "mq", "send", self.queue, "--lines", "-q", stdin=numbers.stdout, stderr=subprocess.DEVNULL)
            numbers.stdout.close()
            got, _ = self.taker("mq", "recv", self.queue, *MQ[self.mode])
            following = self.whole(self.values(got))
            left = subprocess.run([self.tool, "mq", "recv", self.queue, "-t", "60s"], check=True, capture_output=True, timeout=90).stdout
            if int(left) != following:
                raise AssertionError(f"{following} is missing, the queue goes on with {int(left)}")
            if self.mode == "json" and not got.decode().rstrip().endswith("]"):
                raise AssertionError(f"the list is not closed: {got[-80:]}")
        finally:
            subprocess.run([self.tool, "mq", "rm", self.queue], check=True)
            self.end()

    def sock(self):
        kind, _, type_ = self.kind.partition("-")
        try:
            numbers = self.numbers(stdout=subprocess.PIPE)
            sending = self.spawn("sh", "-c", f"until [ -S {self.socket} ]; do sleep 0.02; done; exec {self.tool} sock send {self.socket} --retry 20s --lines --type {type_}",
                                 stdin=numbers.stdout, stderr=subprocess.PIPE)
            numbers.stdout.close()
            command = "listen" if self.mode == "listen" else "recv"
            got, _ = self.taker("sock", command, self.socket, "--type", type_, *SOCK[self.mode])
            following = self.whole(self.values(got))
            said = sending.communicate(timeout=60)[1].decode()
            count = re.search(r"(\d+) messages? (?:was|were|went|had)", said)
            # On a busy machine it may not have come to connect before the signal.
            sent = int(count.group(1)) if count else 0 if "(connect: " in said else -1
            if sent != following - 1:
                raise AssertionError(f"{following - 1} came out, and the sender says: {said}")
        finally:
            self.end()

    def early(self):
        """Sent at the first moment, perhaps by somebody who has gone; the signal comes when ipcctl may not even have accepted."""
        if self.mode == "recv-fd":
            return self.handover()
        words = ["listen"] if self.mode.startswith("listen") else ["recv", "--follow"]
        type_ = self.mode.partition("-")[2]
        taking = self.spawn(self.tool, "sock", *words, self.socket, "--type", type_, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        try:
            sender = socket.socket(socket.AF_UNIX, {"dgram": socket.SOCK_DGRAM, "seqpacket": socket.SOCK_SEQPACKET, "stream": socket.SOCK_STREAM}[type_])
            end = time.monotonic() + 60
            while sender.connect_ex(self.socket) and time.monotonic() < end:
                pass
            sent = b"ab"
            for byte in sent:
                sender.send(bytes([byte]))
            if self.rng.random() < 0.5:
                sender.close()
            time.sleep(self.rng.choice([0, 0, 0.001, 0.01]))
            taking.send_signal(self.sent)
            got, said = taking.communicate(timeout=60)
            # A connection's end is that of all where the other side has gone.
            gone = type_ != "dgram" and taking.returncode == 0
            if got != sent or taking.returncode not in (-self.sent, 128 + self.sent) and not gone:
                raise AssertionError(f"{sent} was sent, and {got} came, status {taking.returncode}: {said.decode()}")
            sender.close()
        finally:
            self.end()

    def handover(self):
        """Descriptors that were received are in the list."""
        taking = self.spawn(self.tool, "sock", "recv-fd", self.socket, "-v", "--format", "ndjson", stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        try:
            sender = socket.socket(socket.AF_UNIX)
            end = time.monotonic() + 60
            while sender.connect_ex(self.socket) and time.monotonic() < end:
                pass
            socket.send_fds(sender, [b"x"], [0, 1])
            said = b""
            moment = self.rng.choice([b"accept4(", b"recvmsg("])
            while moment not in said:
                said += os.read(taking.stderr.fileno(), 4096)
            taking.send_signal(self.sent)
            got, rest = taking.communicate(timeout=60)
            if b"recvmsg(" in said + rest and got.count(b"\n") != 2:
                raise AssertionError(f"two descriptors were taken, and told was {got}, status {taking.returncode}")
            sender.close()
        finally:
            self.end()
