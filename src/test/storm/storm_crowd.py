"""Sixty-four processes at one object of each kind, which create, use and remove it at once, root and ordinary users mixed

Each try takes the next kind. Half of the processes are root's and half an ordinary user's; the object lets everybody in. Counters must be exact, each message
must come exactly once, nobody may wait for what will not come, and where the object is removed meanwhile each command ends in a sentence.
"""
import collections
import os
import subprocess

SHORT = 0
PARALLEL = False
CROWD = 64
ENOUGH = 200
CROWDS = []


def crowd(function):
    CROWDS.append(function)
    return function


class Crowd:
    """Processes of two users, each with its own line."""

    def __init__(self, world, rng, name):
        self.world, self.rng, self.name, self.processes = world, rng, name, []
        os.chmod(world.place, 0o1777)
        self.place = os.path.join(world.directory, "crowd")
        os.mkdir(self.place)
        os.chmod(self.place, 0o777)

    def path(self, name):
        return os.path.join(self.place, name)

    def fail(self, what):
        self.world.fail(f"{self.name}: {what}")

    def start(self, number, *words, **streams):
        who = {"user": self.world.user, "group": self.world.user, "extra_groups": []} if number % 2 else {}
        process = self.world.start(*words, cwd=self.place, **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | who | streams)
        self.processes.append((process, words))
        return process

    def lines(self, number, lines):
        """A process that runs lines of a batch."""
        source = self.path(f"lines-{number}")
        with open(source, "w", encoding="utf-8") as file:
            file.write("".join(line + "\n" for line in lines))
        os.chmod(source, 0o644)
        return self.start(number, "batch", "--keep-going", source)

    def end(self, *statuses):
        """What each of them wrote, all having ended as they may."""
        outputs = []
        for process, words in self.processes:
            ended = self.world.ends(process, 300)
            self.world.check(ended, *statuses, what=f"{self.name}: {' '.join(words)}")
            outputs.append(ended.out)
        self.processes.clear()
        return outputs

    def run(self, *words, statuses=(0,)):
        ended = self.world.run(*words, bound=120)
        self.world.check(ended, *statuses, what=f"{self.name}: {' '.join(words)}")
        return ended.out


@crowd
def queue(crowd):
    """Every message of thirty-two senders comes to one of thirty-two receivers, once, with its priority."""
    crowd.run("mq", "create", "crowd", "-m", "666", "--max-messages", "8", "--message-size", "32")
    receivers = [crowd.start(i, "mq", "recv", "crowd", "--follow", "--lines", "--timeout", "20s") for i in range(CROWD // 2)]
    senders = []
    for i in range(CROWD // 2):
        with open(crowd.path(f"sent-{i}"), "w", encoding="ascii") as file:
            file.write("".join(f"{i}-{number}\n" for number in range(ENOUGH)))
        os.chmod(crowd.path(f"sent-{i}"), 0o644)
        with open(crowd.path(f"sent-{i}"), "rb") as file:
            senders.append(crowd.start(i, "mq", "send", "crowd", "--lines", "-p", str(i), stdin=file))
    came = collections.Counter(line for output in crowd.end(0, 124) for line in output.split())
    wanted = collections.Counter(f"{i}-{number}".encode() for i in range(CROWD // 2) for number in range(ENOUGH))
    if came != wanted:
        crowd.fail(f"of {sum(wanted.values())} messages {sum((wanted - came).values())} are lost and {sum((came - wanted).values())} came twice or from nowhere; "
                   f"{len(receivers)} receivers, {len(senders)} senders")


@crowd
def counter(crowd):
    """An atomic word, and one that a mutex guards, and one that a semaphore does."""
    crowd.run("shm", "create", "crowd", "--size", "64", "-m", "666")
    crowd.run("mutex", "create", "crowd-m", "-m", "666")
    crowd.run("sem", "create", "crowd-s", "-m", "666", "--value", "1")
    for i in range(CROWD):
        crowd.lines(i, ["shm atomic crowd 0 add 1 --type u64 -q"] * ENOUGH)
    crowd.end(0)
    # What is guarded is added to by a program that knows of no atomic instruction.
    adder = ("import os, sys\nfile = os.open('/dev/shm/crowd', os.O_RDWR)\nat = int(sys.argv[1])\n"
             "value = int.from_bytes(os.pread(file, 8, at), sys.byteorder)\nos.sched_yield()\nos.pwrite(file, (value + 1).to_bytes(8, sys.byteorder), at)\n")
    with open(crowd.path("add.py"), "w", encoding="ascii") as file:
        file.write(adder)
    os.chmod(crowd.path("add.py"), 0o644)
    for i in range(CROWD):
        crowd.lines(i, ["mutex run crowd-m --timeout 200s -- python3 add.py 8", "sem run crowd-s --timeout 200s -- python3 add.py 16"] * 2)
    crowd.end(0)
    with open("/dev/shm/crowd", "rb") as file:
        values = [int.from_bytes(file.read(8), "little") for _ in range(3)]
    if values != [CROWD * ENOUGH, CROWD * 2, CROWD * 2]:
        crowd.fail(f"counters are {values}")
    if b"1" not in crowd.run("sem", "get", "crowd-s"):
        crowd.fail("the semaphore is not 1 again")


@crowd
def semaphore(crowd):
    """As many are posted as are taken."""
    crowd.run("sem", "create", "crowd", "-m", "666", "--value", "0")
    for i in range(CROWD):
        crowd.lines(i, [f"sem {'post' if i % 4 < 2 else 'wait --timeout 200s'} crowd"] * ENOUGH)
    crowd.end(0)
    if crowd.run("sem", "get", "crowd").strip() != b"0":
        crowd.fail("the semaphore is not 0 again")


@crowd
def condition(crowd):
    """Whoever waits is woken by a broadcast, while others come and go."""
    crowd.run("cond", "create", "crowd", "-m", "666")
    for i in range(CROWD):
        crowd.lines(i, ["cond broadcast crowd", "cond wait crowd --timeout 50ms", "cond signal crowd"] * 30)
    crowd.end(0, 124)


@crowd
def comings_and_goings(crowd):
    """One name that all create, use and remove: each command succeeds or says why not, and what is left is whole."""
    for i in range(CROWD):
        lines = []
        for _ in range(15):
            lines += crowd.rng.sample(["shm create crowd --size 4K -m 666", "shm write crowd hello --create -m 666", "shm read crowd --length 5", "shm rm -f crowd", "shm stat crowd",
                                       "sem create crowd -m 666", "sem post crowd", "sem wait crowd --nonblock", "sem rm -f crowd", "mutex run crowd-m --timeout 100s -- true",
                                       "mutex rm -f crowd-m", "cond signal crowd-c", "cond wait crowd-c --timeout 5ms", "cond rm -f crowd-c", "mq create crowd -m 666",
                                       "mq send crowd x --nonblock", "mq recv crowd --nonblock", "mq rm -f crowd", "mkfifo f", "fifo write f x --nonblock", "fifo read f --nonblock",
                                       "fifo rm -f f", "sysv msg create 77 -m 666", "sysv msg send 77 x --nonblock", "sysv msg recv 77 --nonblock", "sysv msg rm -f 77",
                                       "sysv sem create 77 -m 666", "sysv sem rm -f 77", "sysv shm create 77 --size 4K -m 666", "sysv shm rm -f 77", "ls", "shm ls", "mq ls", "sem ls"], 20)
        crowd.lines(i, lines)
    crowd.end(*range(9), 124)
    for words in (("shm", "rm", "-f", "crowd"), ("sem", "rm", "-f", "crowd"), ("mq", "rm", "-f", "crowd"), ("mutex", "rm", "-f", "crowd-m"), ("cond", "rm", "-f", "crowd-c")):
        crowd.run(*words)


@crowd
def system_v(crowd):
    """Messages exactly once, and a semaphore that is given back by whoever ends."""
    crowd.run("sysv", "msg", "create", "77", "-m", "666")
    crowd.run("sysv", "sem", "create", "77", "-m", "666", "--value", "1")
    for i in range(CROWD):
        if i % 4 < 2:
            crowd.lines(i, [f"sysv msg send 77 {i}-{number}" for number in range(ENOUGH)])
        else:
            crowd.lines(i, ["sysv msg recv 77 --lines --timeout 200s"] * ENOUGH)
    came = collections.Counter(line for output in crowd.end(0) for line in output.split())
    wanted = collections.Counter(f"{i}-{number}".encode() for i in range(CROWD) if i % 4 < 2 for number in range(ENOUGH))
    if came != wanted:
        crowd.fail(f"of {sum(wanted.values())} messages {sum((wanted - came).values())} are lost and {sum((came - wanted).values())} came twice or from nowhere")
    for i in range(CROWD):
        crowd.lines(i, ["sysv sem run 77 --timeout 200s -- true"] * 5)
    crowd.end(0)
    if b"1" not in crowd.run("sysv", "sem", "get", "77"):
        crowd.fail("the semaphore is not 1 again")


@crowd
def socket(crowd):
    """Sixty-three clients of one server, and as many datagrams as were sent."""
    server = crowd.start(0, "sock", "listen", crowd.path("s"), "-m", "666", "--count", str(CROWD - 1), "--timeout", "200s", "--", "tr", "a-z", "A-Z")
    for i in range(1, CROWD):
        with open(crowd.path(f"sent-{i}"), "w", encoding="ascii") as file:
            file.write(f"client {i}\n" * ENOUGH)
        os.chmod(crowd.path(f"sent-{i}"), 0o644)
        with open(crowd.path(f"sent-{i}"), "rb") as file:
            crowd.start(i, "sock", "connect", crowd.path("s"), "--retry", "100s", stdin=file)
    outputs = crowd.end(0)
    wrong = [i for i in range(1, CROWD) if outputs[i] != f"CLIENT {i}\n".encode() * ENOUGH]
    if wrong or server.returncode != 0:
        crowd.fail(f"clients {wrong} had another answer; the server ended with {server.returncode}")


@crowd
def fifo(crowd):
    """Lines of sixty-three writers, none of which is torn or lost."""
    crowd.run("mkfifo", "-m", "666", crowd.path("f"))
    reader = crowd.start(0, "fifo", "read", crowd.path("f"), "--keep-open", "--lines", str((CROWD - 1) * 20), "--timeout", "200s")
    for i in range(1, CROWD):
        crowd.lines(i, [f"fifo write f $'{i}-{number}\\n' --timeout 200s" for number in range(20)])
    outputs = crowd.end(0)
    came = collections.Counter(outputs[0].split())
    wanted = collections.Counter(f"{i}-{number}".encode() for i in range(1, CROWD) for number in range(20))
    if came != wanted:
        crowd.fail(f"{sum((wanted - came).values())} lines are lost and {sum((came - wanted).values())} came twice or torn; the reader ended with {reader.returncode}")


def storm(world):
    if not (world.isolated and world.root):
        world.skip("two users can be played by root alone, in name spaces of its own")
    for number, rng in world.tries():
        one = CROWDS[number % len(CROWDS)]
        place = Crowd(world, rng, one.__name__)
        one(place)
        for name in os.listdir(place.place):
            os.unlink(os.path.join(place.place, name))
        os.rmdir(place.place)
        world.clear()
