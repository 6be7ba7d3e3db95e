"""Files that the intruder has made up: layouts, batches, frames, recordings, saved benchmarks, claims."""
import json
import os
import random
import subprocess

from .host import attack

GIB = 1 << 30


def endless(command):
    """What a shell command writes, as a pipe that is closed when nobody reads it any more."""
    return subprocess.Popen(["sh", "-c", command], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)


def reads(host, command, *words, timeout=120, memory=768 << 10, statuses=(0, 1, 2, 3, 7)):
    """Has the tool read what a command writes."""
    with endless(command) as source:
        result = host.sane(host.run(*words, stdin=source.stdout, timeout=timeout), memory)
        source.stdout.close()
        source.kill()
    host.check(result.status in statuses, f"of '{command}': {result}")
    return result


@attack
def long_lines(host):
    """A gibibyte without a newline, and NULs, wherever lines, messages, frames and rows are read."""
    host.run("mq", "create", "files")
    gib = f"head -c {GIB} /dev/zero"
    text = gib + " | tr '\\0' x"
    result = reads(host, text + "; echo; echo mq stat files", "batch", "--keep-going")
    host.check(result.status == 7 and b"/files" in result.out, f"does not go on behind a long line: {result}")
    reads(host, gib + "; echo; echo mq stat files", "batch", "--keep-going")
    reads(host, "printf 'mq send files a\\0b\\nmq stat \\0\\n'", "batch", "--keep-going")
    for words in (["mq", "send", "files", "--lines", "--nonblock"], ["mq", "send", "files", "--framed", "--nonblock"], ["mq", "send", "files", "--nonblock"],
                  ["shm", "write", "files", "--create", "--size", "64"], ["mq", "send", "files", "--from", "hex", "--nonblock"], ["mq", "send", "files", "--from", "base64", "--nonblock"]):
        reads(host, text, *words)
    reads(host, "printf '0 9999999999\\n'; " + gib, "mq", "send", "files", "--framed", "--nonblock")
    for words in (["sock", "replay", "/dev/stdin", "@nobody"], ["bench", "--compare", "/dev/stdin"], ["guide", "--figures", "/dev/stdin"], ["layout", "show", "@/dev/stdin:x"]):
        reads(host, text, *words)
        reads(host, gib, *words)
    for path in ("/dev/zero", "/dev/urandom", "/dev/full", "/proc/self/mem", "/", host.secret + "/x"):
        for words in (["bench", "--compare", path], ["guide", "--figures", path], ["layout", "show", f"@{path}:x"], ["sock", "replay", path, "@nobody"]):
            host.sane(host.run(*words, timeout=60))


def sentences(host, lines):
    """Runs each of them, until one hangs: that is told, and the others would be waited for as long."""
    for words, stdin in lines:
        if host.sane(host.run(*words, stdin=stdin, timeout=60)).status is None:
            break


@attack
def bombs(host):
    """Little text that stands for much."""
    doubled = "#define A0 int a;\n" + "".join(f"#define A{i} A{i - 1} A{i - 1}\n" for i in range(1, 60)) + "struct x { A59 };\n"
    structs = "struct s0 { char a, b; };\n" + "".join(f"struct s{i} {{ struct s{i - 1} a, b; }};\n" for i in range(1, 60)) + "struct x { struct s59 a; };\n"
    includes = "#include \"/dev/zero\"\nstruct x { int a; };\n"
    conditions = "#if 1\n" * 200000 + "struct x { int a; };\n" + "#endif\n" * 200000
    constants = "enum { e0 = 1" + "".join(f", e{i} = e{i - 1} + e{i - 1}" for i in range(1, 100000)) + " }; struct x { int a; };"
    layouts = {"doubled": doubled, "structs": structs, "nested": "struct x { " * 100000, "braces": "{" * 1000000, "includes": includes, "conditions": conditions,
               "constants": constants, "array": "struct x { char a[1 << 30][1 << 30]; };", "numbers": "struct x { int a[" + "9" * 1000000 + "]; };",
               "brackets": "struct x { int a[" + "(" * 100000 + "1" + ")" * 100000 + "]; };", "fields": "struct x {" + "".join(f"int a{i};" for i in range(60000)) + "};"}
    sentences(host, [(["layout", "show", f"@{host.file(name + '.h', text.encode())}:x"], b"") for name, text in layouts.items()])
    # What one may be asked to read from an object of the intruder's, which takes him nothing.
    with open("/dev/shm/bomb", "wb") as file:
        file.truncate(3 << 30)
    large = [host.file(name + ".h", text) for name, text in (("text", b"struct x { char a[2147483647]; };"), ("many", b"struct x { int a[500000000]; };"))]
    sentences(host, [(["shm", "read", "bomb", "--layout", f"@{path}:x"], b"") for path in large] + [(["shm", "read", "bomb", "--as", form], b"") for form in ("hex", "text", "base64")])
    rows = {"deep": "[" * 5000000, "deep-objects": '{"a":' * 1000000, "exponent": '{"schema":"ipcctl-bench","version":1e999999999}', "long": '"' + "x" * 10000000 + '"'}
    paths = [host.file(name + ".json", text.encode()) for name, text in rows.items()]
    sentences(host, [(words, b"") for path in paths for words in (["bench", "--compare", path], ["guide", "--figures", path], ["sock", "replay", path, "@nobody"])])
    host.run("mq", "create", "bomb")
    messages = list(rows.values()) + ['{"payload":"x","priority":1e999999999}', '{"payload":"x","priority":' + "9" * 1000000 + "}", '{"payload":"' + "A" * 10000000 + '","encoding":"base64"}']
    sentences(host, [(["mq", "send", "bomb", "--nonblock", "--from", "ndjson"], text.encode() + b"\n") for text in messages])
    sentences(host, [(["batch", "--keep-going"], text.encode()) for text in ('mq stat "' + "\\" * 1000000, "mq stat " + "a " * 500000, "'" * 1000000)])
    row = '{"time":"2026-01-01T00:00:0%d.%09dZ","conversation":%d,"event":"%s","type":"stream"}\n'
    many = "".join(row % (i // 50000, i, i, "open") + row % (i // 50000, i, i, "close") for i in range(100000))
    path = host.file("many.ndjson", many.encode())
    host.sane(host.run("sock", "replay", path, "@nobody", "--speed", "0", timeout=120), memory=2 << 20)


@attack
def spoilt_files(host):
    """Bytes of a good file changed at random: a sentence each time."""
    resources = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../resources/fuzz")
    lines = []
    for directory, command in (("BenchFileFuzz", "bench --compare {0} --with {0}"), ("BenchFileFuzz", "guide --figures {}"), ("RecordingFuzz", "sock replay {} @nobody --speed 0"),
                               ("LayoutFuzz", "layout show @{}:s")):
        for name in sorted(os.listdir(os.path.join(resources, directory))):
            with open(os.path.join(resources, directory, name), "rb") as file:
                good = file.read()
            for _ in range(40):
                path = host.file(f"spoilt-{len(lines)}", spoilt(host.rng, good))
                lines.append(command.format(path))
    # In parts, each of which has its own time, and the last one that is run is the one that hangs.
    for start in range(0, len(lines), 40):
        part = lines[start:start + 40]
        if len(host.batch(part, timeout=60)) < len(part):
            break


def spoilt(rng, good):
    data = bytearray(good)
    for _ in range(rng.choice([1, 1, 2, 5, 20])):
        at = rng.randrange(len(data) or 1)
        kind = rng.randrange(5)
        if kind == 0:
            data[at:at + 1] = bytes([rng.randrange(256)])
        elif kind == 1:
            del data[at:at + rng.randrange(1, 20)]
        elif kind == 2:
            data[at:at] = data[rng.randrange(len(data) or 1):][:rng.randrange(1, 50)]
        elif kind == 3:
            data[at:at] = rng.choice([b"-1", b"1e999", b"9" * 40, b"null", b"{}", b"[]", b"\"\"", b"\0", b"\xff", b"\\u0000", b"1e-400", b"true"])
        else:
            data[at:] = b""
            break
    return bytes(data)


@attack
def claims(host):
    """Claims that somebody has spoilt, in a directory of root's own: what is a message is worked on, the rest is told and left, and nothing is executed."""
    state = host.directory("state", 0o700, 0)
    host.run("mq", "create", "claimed")
    directory = os.path.join(state, "claimed", "run-1-1")
    os.makedirs(directory, 0o700)
    os.chmod(os.path.join(state, "claimed"), 0o700)
    open(os.path.join(directory, "lock"), "wb").close()
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../resources/fuzz/ClaimFuzz/claimed"), "rb") as file:
        good = file.read()
    for i in range(1, 201):
        with open(os.path.join(directory, str(i)), "wb") as file:
            file.write(spoilt(host.rng, good))
        os.chmod(os.path.join(directory, str(i)), 0o600)
    os.symlink(host.secret, os.path.join(directory, "201"))
    os.link(host.secret, os.path.join(directory, "202"))
    os.mkfifo(os.path.join(directory, "203"))
    result = host.sane(host.run("mq", "work", "claimed", "--state", state, "--drain", "--retry-delay", "1ms", "--retries", "1", "--", "sh", "-c", "cat >/dev/null", timeout=120))
    host.check(result.status in (0, 1), f"ends otherwise: {result}")
    host.untouched("a claim that is a link")
