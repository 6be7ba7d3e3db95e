"""Command lines with hostile words, made from the definitions of the commands, which Grammar.java prints."""
import glob
import json
import os
import subprocess

HERE = os.path.dirname(os.path.abspath(__file__))
# CMD is this and nothing else; it does nothing, whatever it is told.
CMD = "/bin/true"

HOSTILE = ["", "-", "--", "-x", "--no-such", "=", "--=", " ", "a b", "a\nb", "\t", "'", '"', "\\", "$x", "${x}", "$(x)", "`x`", "*", "?", "[", "#", "%s%n", "\x1b[31m", "\x7f", "\u202e",
           "\udcff\udcfe", "é", "\U0001f600", "/", "//", ".", "..", "../x", "a/b", "/a/b", "x" * 255, "x" * 256, "y" * 5000, "0", "-1", "1", "99999999999999999999", "9" * 400, "1e400", "NaN",
           "0x", "0x10", "null", "true", "@", "@@", "@a", ":", "a:", ":a", "mq:", "fd:0", "fd:99", "id:0", "{", "}", "[]", ",", ",,", "a,b", "a=b", "=b", "{\"a\":1}", "\ufeff", "\x01\x02"]
NAMES = ["a", "b", "c", "/a", "sem.a", "storm"]
PATHS = ["a", "./b", "c", "no/such", "directory", "file", "fifo", "link", "loop"]
ADDRESSES = ["@a", "@b", "./s", "s", "fifo", "file", "directory", "fd:3", "@" + "x" * 107, "@" + "x" * 108, "z" * 107, "z" * 108]
LAYOUTS = ["a:i32", "a:u8,b:f64", "a:char[8]", "a:bytes[3]", "a:u16[4]", "a:i32be,pad[3],b:u8", "struct { int a; char b[4]; }", "struct { int a;", "a:i33", "a:u8[0]", "a:u8[99999999999]",
           "a:char[2147483647]", "struct S { struct S s; };", "union { int a; float b; }", "a:i32,a:i32", "@file", "@no/such:S", "struct {" + "int a[2];" * 300 + "}", "(" * 3000, "struct { int " + "*" * 2000 + "a; }"]
DURATIONS = ["0", "1ms", "2ms", "0.001", "1us", "1ns", "1.5ms", "5ms", "-1s", "1x", "1m1", "1sm", ".s", "1e3", "99999999999999999999999s"]
SIZES = ["0", "1", "7", "64", "4K", "4096", "64K", "1kB", "1MiB", "0x40", "-1", "4Q", "K", "1.5K", "9223372036854775808", "99999999999999999999K"]
VALUES = {
    "DUR": DURATIONS, "SIZE": SIZES, "OFFSET": SIZES, "L": LAYOUTS, "MODE": ["600", "0644", "a=rw", "u=rw,g=r", "+x", "g-w", "7777", "8", "-1", "u=rwz", "=", "a=", "u+s"],
    "N": ["0", "1", "2", "3", "7", "-1", "256", "65536", "1.5", "1e3", "+1", "٣"], "COUNT": ["0", "1", "2", "3", "-1"], "KEY": ["0x71", "113", "private", "ftok:file:1", "ftok:no/such:a", "id:0", "id:7", "id:-1", "0x1ffffffff", "-2"],
    "ADDR": ADDRESSES, "LISTEN": ADDRESSES, "TARGET": ADDRESSES, "PATH": PATHS, "FILE": PATHS, "DIR": PATHS, "NAME": NAMES, "QUEUE": NAMES, "FD": ["0", "1", "2", "7", "99", "file", "fifo", "-1"],
    "ADDR:PORT": ["127.0.0.1:0", "127.0.0.1:99999", "localhost:0", ":0", "::1:0", "[::1]:0", "1.2.3.4:1", "127.0.0.1:"], "SIG": ["USR1", "SIGUSR2", "10", "WINCH", "RTMIN", "RTMIN+3", "0", "65", "NOPE"],
    "CONDITION": ["exists", "gone", "data", "room", "peer", "unlocked", "value>=1", "value<=0", "value=2", "value>=", "value>=-1"], "OPS": ["0:+1", "0:-1", "0:0", "0:-1,0:+1", "9:1", "0", ":", "0:+99999"],
    "PID": ["1", "2", "0", "-1", "4194304", "99999999"], "PID:FD": ["1:0", "2:1", "1:99", "0:0", "99999:0", "1", ":1", "1:"], "USER": ["root", "0", "nobody", "65534", "-1", "no such"], "DATA": ["hi", "a=5", "a=", "b=1.5", "-", "ff00", "aGk=", "x" * 3000],
    "PCT": ["0", "50", "100", "101", "-1"], "PRIO": ["0", "1", "32767", "32768"], "TYPE": ["stream", "dgram", "seqpacket", "i32", "u64", "1", "-1", "0"], "VALUE": ["0", "1", "32767", "32768", "-1"], "SEM": ["0", "1", "99"], "SEQ": ["0", "1"],
    "PREFIX": ["X_", "x", "1", "a b", ""], "FIELD": ["a", "b", "a[1]", "no"], "NAME,...": ["a", "a,b", "a,a", ","], "CPUS": ["0,1", "none", "same", "0,0", "999,998"], "PATTERN": ["*", "a*", "[", "mq:*"], "TEXT": ["hi", ""], "A B": ["pipe", "fifo", "--pin same", "mq --depth 2"],
}
# Milliseconds that a line takes of the commands that take more than others of their kind. No measurement, which would draw other lines each time.
# One in a hundred lines of guide waits ten seconds for somebody to write to a FIFO.
SLOW = {"bench": 1200, "doctor": 120, "guide": 120, "pipe-demo": 50, "metrics": 20, "ls": 16, "sock pair": 12, "wait": 4, "map": 3}
# What a valid value would have go on for long, or write without end.
NEVER = {"--listen"}


def of_installed(tool):
    """The commands of an installed ipcctl, and the statuses of its table."""
    library = os.path.join(os.path.dirname(os.path.dirname(tool)), "lib", "ipcctl")
    java = os.path.join(os.environ["JAVA_HOME"], "bin", "java") if os.environ.get("JAVA_HOME") else "java"
    done = subprocess.run([java, "-cp", ":".join(glob.glob(os.path.join(library, "*.jar"))), os.path.join(HERE, "Grammar.java")], stdin=subprocess.DEVNULL, capture_output=True, timeout=120, check=True)
    return json.loads(done.stdout)


def values(argument, command):
    """What may be meant by it, right or wrong."""
    found = VALUES.get(argument["label"], [])
    if argument["completes"] == "KINDS":
        found = [kind + ":" + name for kind in argument["candidates"] for name in (PATHS if kind in ("fifo", "sock") else ["0x71"] if kind.startswith("sysv") else ["1:0"] if kind == "pipe" else NAMES)]
    elif argument["completes"] == "COLUMNS":
        found = command["columns"] + [",".join(command["columns"][:2]), "+" + command["columns"][-1] if command["columns"] else "+"]
    elif argument["candidates"]:
        found = argument["candidates"] + [",".join(argument["candidates"][:2])]
    return found or HOSTILE


class Lines:
    """Writes the words of one line after the other."""

    def __init__(self, grammar):
        self.commands = grammar["commands"]
        # As much of the time for each of them.
        self.weights = [1 / self.cost(command) for command in self.commands]

    @staticmethod
    def cost(command):
        options = {name for option in command["options"] for name in option["names"]}
        return SLOW.get(command["path"]) or (6 if command["runsCmd"] else 5 if "--watch" in options else 1)

    def line(self, rng):
        command = rng.choices(self.commands, self.weights)[0]
        words = command["path"].split()
        if rng.random() < 0.02:
            words[-1] = rng.choice(HOSTILE)
            return words
        options, positionals = [], []
        for _ in range(rng.choice((0, 0, 1, 1, 2, 3, 5))):
            options += self.option(rng, rng.choice(command["options"]), command)
        for option in command["options"]:
            if option["required"] and rng.random() < 0.9:
                options += self.option(rng, option, command)
        for positional in command["positionals"]:
            if positional["completes"] == "COMMANDS":
                continue
            often = 1 if positional["required"] else rng.random() < 0.4
            for _ in range(rng.choice((1, 1, 2, 3)) if positional["repeated"] and often else often):
                positionals.append(self.value(rng, positional, command))
        if rng.random() < 0.03 and not command["runsCmd"]:
            positionals.append(rng.choice(HOSTILE))
        elif rng.random() < 0.02 and positionals:
            positionals.pop()
        # Whatever is given: it does not wait, and the last of several wins.
        names = {name for option in command["options"] for name in option["names"]}
        bound = ["-t", rng.choice(("0", "1ms", "3ms"))] if "--timeout" in names and ("--nonblock" not in names or rng.random() < 0.5) else ["--nonblock"] if "--nonblock" in names else []
        if any(word.startswith(("-w", "--w")) for word in options) and "--watch" in names:
            # It ends by that, for nothing changes in a world that has no other processes than these.
            bound = ["-t", rng.choice(("0", "1ms", "3ms", "150ms"))]
        elif "--watch" in names and "--lock" not in names:
            # What only looks takes a time limit for watching alone.
            bound = []
        if "--duration" in names:
            # What measures would go on for minutes.
            bound += ["--duration", "1ms", "--warmup", "0", "--repeat", "1", "--size", "64", "--metric", "latency"]
            positionals = [rng.choice(positionals or ["pipe"])]
        # Behind "--" an option is none.
        first = rng.random() < 0.5 or command["runsCmd"] or "--" in positionals
        words += options + bound + positionals if first else positionals + options + bound
        if command["runsCmd"]:
            words += self.cmd(rng, words)
        return words

    def option(self, rng, option, command):
        name = rng.choice(option["names"])
        if name in NEVER or option["names"][-1] in NEVER:
            return [name + "="] if name.startswith("--") else []
        if name.startswith("--") and rng.random() < 0.05:
            name = name[:rng.randrange(3, len(name) + 1)]
        if option["mayHaveValue"]:
            return [name + "=" + self.value(rng, option, command)] if rng.random() < 0.5 and name.startswith("--") else [name]
        if not option["takesValue"]:
            return [name] if rng.random() < 0.98 else [name + "=" + rng.choice(HOSTILE)]
        value = self.value(rng, option, command)
        if option["label"] == "A B":
            return [name, value, self.value(rng, option, command)]
        return [name + "=" + value] if name.startswith("--") and rng.random() < 0.5 else [name, value]

    @staticmethod
    def value(rng, argument, command):
        return rng.choice(values(argument, command)) if rng.random() < 0.85 else rng.choice(HOSTILE)

    @staticmethod
    def cmd(rng, words):
        if words[0] == "sock" and words[1] == "pair":
            return ["--", CMD, "--", CMD] if rng.random() < 0.9 else ["--", CMD]
        if rng.random() < 0.2 and "recv-fd" not in words:
            return []
        return (["--"] if rng.random() < 0.9 else []) + [CMD] + [rng.choice(HOSTILE) for _ in range(rng.choice((0, 0, 1, 2)))]


def quoted(word):
    """As 'ipcctl batch' reads it, in one line, as bytes."""
    data = os.fsencode(word) if "\udc80" <= max(word, default="a") <= "\udcff" else word.encode("utf-8", "surrogateescape")
    if b"\n" in data or b"\0" in data:
        return b"$'" + data.replace(b"\\", b"\\\\").replace(b"'", b"\\'").replace(b"\n", b"\\n") + b"'"
    return b"'" + data.replace(b"'", b"'\\''") + b"'"
