"""What an intruder puts into /dev/shm, /tmp and directories of his own before anybody else comes."""
import fcntl
import os
import select
import signal
import socket
import time

from .host import INTRUDER, attack

SHM = "/dev/shm/"
KINDS = ("fifo", "directory", "link", "dangling", "socket", "sparse", "empty", "noise", "shut")


def plant(path, kind, secret):
    """Something other than what a command expects there."""
    if kind == "fifo":
        os.mkfifo(path, 0o666)
    elif kind == "directory":
        os.mkdir(path)
    elif kind in ("link", "dangling"):
        os.symlink(secret if kind == "link" else secret + ".none", path)
    elif kind == "socket":
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(path)
    else:
        with open(path, "wb") as file:
            if kind == "sparse":
                file.truncate(1 << 40)
            elif kind == "noise":
                file.write(b"mutexipcctl/S\1\1condipcctl/S\1\2" + os.urandom(4000))
        os.chmod(path, 0 if kind == "shut" else 0o666)


def commands(name):
    """Every command that takes the name of an object in /dev/shm; what would be as long as the object has a length."""
    few = "-t 200ms"
    return [
        f"shm read {name} --length 16", f"shm write {name} text", f"shm write {name} text --create", f"shm write {name} text --create --exclusive --size 8",
        f"shm write {name} text --truncate", f"shm dump {name} --length 16", f"shm stat {name}", f"shm create {name} --size 64", f"shm resize {name} 64",
        f"shm atomic {name} 0 add 1 --type i32", f"shm read {name} --layout a:i32", f"shm pull {name} {few}", f"shm push {name} {few}",
        f"sem get {name}", f"sem stat {name}", f"sem post {name}", f"sem wait {name} {few}", f"sem create {name}", f"sem run {name} {few} -- true",
        f"mutex stat {name}", f"mutex create {name}", f"mutex run {name} {few} -- true", f"cond stat {name}", f"cond create {name}",
        f"cond signal {name} {few}", f"cond broadcast {name} {few}", f"cond wait {name} {few}", f"shm read {name} --length 4 --lock mutex:{name} {few}",
        f"shm read {name} --length 4 --lock sem:{name} {few}", f"wait shm:{name} --for gone {few}", f"wait sem:{name} --for value>=9 {few}",
        f"wait mutex:{name} --for unlocked {few}", f"holders shm:{name}", f"holders sem:{name}", f"rm shm:{name} --dry-run", f"rm sem:{name} --dry-run",
        f"rm mutex:{name} --dry-run", f"shm rm {name} --dry-run",
    ]


LISTS = ("shm ls", "sem ls", "mutex ls", "cond ls", "ls", "ls --orphans", "ls --tree", "map", "metrics", "doctor", "limits", "rm --orphans --dry-run")


@attack
def planted_in_dev_shm(host):
    """Each kind of file under the name of shared memory and of a semaphore: root follows no link, wakes nobody at a FIFO, and waits for nothing."""
    lines, fifos = [], []
    for prefix, words in (("", "shm"), ("sem.", "sem")):
        for kind in KINDS:
            name = f"planted-{words}-{kind}"
            with host.intruder(lambda ready, name=name, prefix=prefix, kind=kind: (plant(SHM + prefix + name, kind, host.secret), ready(), signal.pause())) as deed:
                deed.is_ready()
            if kind == "fifo":
                fifos.append(os.open(SHM + prefix + name, os.O_RDONLY | os.O_NONBLOCK))
            lines += commands(name)
    host.batch(lines + list(LISTS), timeout=400)
    host.untouched("commands on planted names in /dev/shm")
    for fifo in fifos:
        # A writer that came and went would be a hang-up.
        host.check(not select.select([fifo], [], [], 0)[0], "somebody opened a FIFO in /dev/shm to write to it")
        os.close(fifo)
    for kind in KINDS:
        for prefix, words in (("", "shm"), ("sem.", "sem")):
            path = f"{SHM}{prefix}planted-{words}-{kind}"
            if not os.path.lexists(path):
                host.check(False, f"a command removed what it was not told to: {path}")
            elif kind == "directory":
                os.rmdir(path)
            else:
                os.unlink(path)


@attack
def leases(host):
    """Who has a lease on a file has others wait for 45 seconds where they open it: nobody does for what is listed, and a command on one file ends."""
    count = 40

    def hold(ready):
        signal.signal(signal.SIGIO, signal.SIG_IGN)
        held = []
        for i in range(count):
            for prefix in ("leased-", "sem.leased-"):
                file = os.open(f"{SHM}{prefix}{i}", os.O_RDWR | os.O_CREAT, 0o666)
                os.write(file, bytes(64))
                fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_WRLCK)
                held.append(file)
        ready()
        while True:
            time.sleep(60)

    with host.intruder(hold) as deed:
        deed.is_ready()
        begun = time.monotonic()
        host.batch(LISTS, timeout=180)
        host.check(time.monotonic() - begun < 44, f"lists waited for a lease: {time.monotonic() - begun:.0f} s")
        host.batch([line for line in commands("leased-0") if "pull" not in line], timeout=300)
    for i in range(count):
        for prefix in ("leased-", "sem.leased-"):
            try:
                os.unlink(f"{SHM}{prefix}{i}")
            except FileNotFoundError:
                pass


@attack
def flood_of_names(host):
    """Twenty thousand objects with names as hostile as they can be."""
    def flood(ready):
        for i in range(20000):
            name = os.path.join(os.fsencode(SHM), b"flood-%05d" % i + b"\x1b]0;x\x07\n$(id)\xff" * 10)
            os.close(os.open(name, os.O_CREAT | os.O_RDWR, 0o666))
        ready()
        signal.pause()

    with host.intruder(flood) as deed:
        deed.is_ready()
        for words in (["shm", "ls"], ["ls"], ["ls", "--orphans", "--format", "json"], ["metrics"], ["doctor"], ["rm", "--orphans", "--dry-run"], ["sem", "ls"]):
            host.sane(host.run(*words, timeout=120))
    for name in os.listdir(os.fsencode(SHM)):
        if name.startswith(b"flood-"):
            os.unlink(os.fsencode(SHM) + name)


@attack
def state_directory(host):
    """Claims are believed, and messages written, only where nobody else can change what is there, or what the way leads to."""
    host.run("mq", "create", "intruded")
    host.run("mq", "send", "intruded", "a secret")
    own = host.directory("own-state", 0o700, 0)
    private = host.directory("private", 0o755, 0)
    open_to_all = host.directory("open", 0o777, 0)
    os.symlink(own, os.path.join(host.evil, "link"))
    os.lchown(os.path.join(host.evil, "link"), INTRUDER, INTRUDER)
    os.symlink(own, os.path.join(host.public, "link"))
    os.lchown(os.path.join(host.public, "link"), INTRUDER, INTRUDER)
    os.symlink(host.evil, os.path.join(private, "to-evil"))
    os.makedirs(os.path.join(host.evil, "jobs/intruded"))
    os.makedirs(os.path.join(host.public, "planted/intruded"))
    os.chown(os.path.join(host.public, "planted"), INTRUDER, INTRUDER)
    for state in (host.evil, os.path.join(host.evil, "jobs"), os.path.join(host.evil, "link"), os.path.join(host.public, "link"), os.path.join(private, "to-evil"),
                  os.path.join(private, "to-evil", "new"), os.path.join(host.public, "planted"), os.path.join(open_to_all, "state")):
        result = host.sane(host.run("mq", "work", "intruded", "--state", state, "--drain", "--", "cat"))
        host.check(result.status == 5 and result.out == b"", f"works on claims in a directory of others: {result}")
    result = host.sane(host.run("mq", "work", "intruded", "--state", own, "--drain", "--", "cat"))
    host.check(result.status == 0 and result.out == b"a secret", f"does not work where it is safe: {result}")
    host.run("mq", "rm", "intruded")


@attack
def output_files(host):
    """A place for output where the intruder has put something: no wait without end, and nothing but that place is changed."""
    fifo = os.path.join(host.evil, "fifo")
    os.mkfifo(fifo, 0o666)
    host.sane(host.run("metrics", "--output", fifo, timeout=40))

    def swap(ready):
        os.chdir(host.evil)
        with open("metrics.prom", "wb"):
            pass
        os.chmod("metrics.prom", 0o666)
        ready()
        while True:
            for name in os.listdir("."):
                if name.endswith(".new"):
                    try:
                        os.rename(name, "caught")
                        os.symlink(host.secret, name)
                    except OSError:
                        pass

    with host.intruder(swap) as deed:
        deed.is_ready()
        host.batch([f"metrics --output {host.evil}/metrics.prom"] * 40, timeout=300)
        host.untouched("metrics --output into a directory of the intruder's")
