"""Names that terminals, shells, spreadsheets, graphs and scrapers would obey, in every output and in completions."""
import csv
import io
import json
import os
import re
import shlex
import signal
import socket
import subprocess

from .host import CONTROLS, attack, libc

# Of objects, which may hold anything but a slash and a NUL.
NAMES = [b"plain", b"$(touch PWNED)", b"`touch PWNED`", b"a;touch PWNED;", b"a|touch PWNED", b"'\"touch PWNED\"'", b"a\ntouch PWNED\n", b"a\n}\n\"]; x -> y", b"-rf", b"--help",
         b"\x1b]0;title\x07\x1b[2J", b"\x9b31m", b"\xc2\x9b31m", b"\xff\xfe", b"a\tb", b"a\rb", b"\xe2\x80\xae\xe2\x80\x8bhidden", b"=1+1", b"@SUM(A1)", b"<script>alert(1)</script>",
         b"a,b\"c", b"{\"x\":1}", b"a\\", b"a\\nb", b"%s%n", b"*", b"[a-z]", b"~", b"#c", b"a  b", b" lead", b"x" * 200, b"ipcctl_x{a=\"b\"} 1", b"|---|", b"$IFS"]
# The others are for programs, which need each byte; what they mean is looked at.
FOR_PEOPLE = ("table", "plain", "markdown")
FORMATS = ("table", "plain", "json", "ndjson", "csv", "shell", "fish", "markdown")
LISTS = (["shm", "ls"], ["sem", "ls"], ["mutex", "ls"], ["mq", "ls"], ["sock", "ls"], ["ls"], ["holders", "1"], ["ls", "--orphans"])


def make(host):
    """Objects of every kind that has a name, and a process that has such a name itself, all open in it."""
    def open_all(ready):
        os.chdir(host.evil)
        held = []
        for name in NAMES:
            for prefix, content in (("/dev/shm/", bytes(64)), ("/dev/shm/sem.", bytes(32)), ("/dev/mqueue/", None), ("", b"")):
                try:
                    file = os.open(os.fsencode(prefix) + b"n-" + name, os.O_RDWR | os.O_CREAT, 0o666)
                    os.write(file, content or b"")
                    held.append(file)
                except OSError:
                    pass
            for address in (b"\0n-" + name, b"s-" + name):
                try:
                    listener = socket.socket(socket.AF_UNIX)
                    listener.bind(address[:100])
                    listener.listen()
                    held.append(listener)
                except OSError:
                    listener.close()
            try:
                os.mkfifo(b"f-" + name)
                held.append(os.open(b"f-" + name, os.O_RDWR))
            except OSError:
                pass
        libc.prctl(15, b"\x1b[2J$(a)\n\"x", 0, 0, 0)  # PR_SET_NAME
        ready()
        signal.pause()
    return host.intruder(open_all)


def bad_json(text):
    try:
        json.loads(text)
    except ValueError as e:
        return str(e)
    return None


def shells_obey(host, text, shell="bash"):
    """Whether a shell that evaluates it does more than set variables; every name would make a file PWNED."""
    place = host.path("shell")
    os.makedirs(place, exist_ok=True)
    subprocess.run([shell, "-c", 'eval "$1"', "sh", text], cwd=place, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=60, check=False)
    left = os.listdir(place)
    for name in left:
        os.unlink(os.path.join(place, name))
    return left


@attack
def names_in_outputs(host):
    """Each list in each format is what that format is, whatever names are in it."""
    with make(host) as deed:
        deed.is_ready()
        for words in LISTS:
            words = [str(deed.pid) if word == "1" else word for word in words]
            widths = set()
            for format in FORMATS:
                result = host.sane(host.run(*words, "--format", format, timeout=90))
                out, what = result.out, f"{' '.join(words)} --format {format}"
                if format in FOR_PEOPLE:
                    host.check(not CONTROLS.search(out.replace(b"\t", b"")), f"{what} has what a terminal obeys: {CONTROLS.search(out)}")
                    host.check("\u202e".encode() not in out, f"{what} turns the direction of writing")
                if format == "json":
                    host.check(not bad_json(out), f"{what} is no JSON: {bad_json(out)}")
                elif format == "ndjson":
                    host.check(all(not bad_json(line) for line in out.splitlines()), f"{what} is no JSON in each line")
                elif format == "csv":
                    widths = {len(row) for row in csv.reader(io.StringIO(out.decode(errors="surrogateescape")))}
                    host.check(len(widths) <= 1, f"{what} has rows of {widths} columns")
                elif format == "plain":
                    widths = {line.count(b"\t") for line in out.splitlines()}
                    host.check(len(widths) <= 1, f"{what} has lines of {widths} tabs")
                elif format == "markdown":
                    widths = {len(re.findall(rb"(?<!\\)\|", line)) for line in out.splitlines()}
                    host.check(len(widths) <= 1, f"{what} has lines of {widths} bars")
                elif format == "shell":
                    host.check(not shells_obey(host, out.decode(errors="surrogateescape")), f"{what} has a shell run something")
        for format in ("dot", "mermaid", "json", "tree"):
            result = host.sane(host.run("map", "--format", format, timeout=90))
            host.check(not CONTROLS.search(result.out), f"map --format {format} has what a terminal obeys")
            if format == "dot":
                strings = re.sub(rb'"(?:[^"\\]|\\.)*"', b'""', result.out)
                host.check(all(re.fullmatch(rb'digraph ipc \{|\}|  (rankdir=LR|node \[fontname=""\]|[op]\d+ \[shape=\w+, label=""\]|[op]\d+ -> [op]\d+( \[dir=\w+\])?);', line)
                               for line in strings.splitlines()), f"map --format dot has something else than nodes and edges: {strings[:300]!r}")
            elif format == "json":
                host.check(not bad_json(result.out), "map --format json is no JSON")
        result = host.sane(host.run("metrics", timeout=90))
        label = rb'[a-z_]+="(?:[^"\\\n]|\\["\\n])*"'
        for line in result.out.split(b"\n"):
            host.check(re.fullmatch(rb"|#.*|ipcctl_\w+(?:\{" + label + rb"(?:," + label + rb")*\})? [-+.\deE]+", line), f"metrics has a line that is none: {line!r}")
        host.sane(host.run("doctor", timeout=90))


@attack
def names_in_errors_and_advice(host):
    """A name that is wrong is repeated as what it is; what is advised can be pasted into a shell."""
    words = [name.decode(errors="surrogateescape") for name in NAMES if b"/" not in name]
    lines = [f"{command} {shlex.quote(word)}" for word in words if "\n" not in word and "\r" not in word
             for command in ("shm read --", "sem wait --nonblock --", "mq send --nonblock --", "fifo read --nonblock --", "sock connect --", "rm --", "holders --",
                             "mutex stat --", "layout show --", "sock replay x.json --", "bench --compare", "wait --for gone -t 0 --")]
    for row in host.batch(lines, timeout=200):
        for advised in re.findall(r"'(ipcctl [^\n]*?)'(?=[ .,;]|$)", row["error"] or ""):
            try:
                shlex.split(advised.replace("'\\''", ""))
            except ValueError:
                pass
    for name in NAMES:
        result = host.sane(host.run("mq", "recv", name))
        for advised in re.findall(rb"with '(ipcctl .*)'\.?", result.err):
            host.check(not shells_obey(host, "true " + advised.decode(errors="surrogateescape")), f"advice that has a shell run something: {result.err!r}")


@attack
def names_in_completions(host):
    """What Tab inserts is one word, and nothing runs, neither while it is completed nor when it is entered."""
    completion = host.run("completion", "bash").out.decode()
    place = host.path("completed")
    os.makedirs(place)
    script = completion + """
PATH=$1:$PATH
for line in 'shm read ' 'sem wait ' 'mq send ' 'mutex run ' 'rm shm:' 'rm ' 'sock connect @' 'fifo read ' 'wait mq:' "fifo read $2/" "sock connect $2/"; do
  read -r -a COMP_WORDS <<<"ipcctl $line"
  case $line in *' ') COMP_WORDS+=('') ;; esac
  COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) COMP_LINE="ipcctl $line" COMP_POINT=$((${#line} + 7))
  COMPREPLY=()
  _ipcctl 2>/dev/null
  printf '%s\\0' "${COMPREPLY[@]}"
done
"""
    with make(host) as deed:
        deed.is_ready()
        result = subprocess.run(["bash", "-c", script, "bash", os.path.dirname(host.world.tool), host.evil], cwd=place, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, timeout=120, check=False)
    host.check(os.listdir(place) == [], f"completing has run something: {os.listdir(place)}")
    replies = [reply for reply in result.stdout.split(b"\0") if reply]
    host.check(len(replies) > len(NAMES), f"completes next to nothing: {replies[:5]}, {result.stderr[:300]!r}")
