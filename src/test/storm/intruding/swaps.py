"""What is looked at is swapped before it is used: directories for links to others, files for links to root's."""
import os
import socket
import struct
import time

from .host import INTRUDER, ROOT, attack, exchange

ROUNDS = 250


def bound(path):
    """A socket's file that nobody listens at."""
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(path)


def victims(host):
    """A directory of root's, and in it files whose names the intruder has chosen, too."""
    directory = host.directory("victim", 0o755, ROOT)
    for name in ("f", "s"):
        host.file("victim/" + name, b"only root's\n", 0o600)
    return directory


def swapper(host, victim, make):
    """Has evil/d be a directory with what {make} makes, and a link to {victim}, by turns and without a moment in between."""
    def swap(ready):
        os.chdir(host.evil)
        os.mkdir("d", 0o777)
        os.symlink(victim, "link")
        ready()
        while True:
            try:
                make("d")
            except OSError:
                pass
            exchange("d", "link")
            exchange("d", "link")
    return swap


@attack
def directory_swapped_before_a_removal(host):
    """Root removes a FIFO and a socket, and listens at one that is left, in a directory that becomes a link to another: only what was looked at is removed."""
    victim = victims(host)
    served = socket.socket(socket.AF_UNIX)
    served.bind(os.path.join(victim, "served"))
    served.listen()

    def make(directory):
        if not os.path.lexists(directory + "/f"):
            os.mkfifo(directory + "/f", 0o666)
        if not os.path.lexists(directory + "/s"):
            bound(directory + "/s")

    with host.intruder(swapper(host, victim, make)) as deed:
        deed.is_ready()
        lines = [f"fifo rm {host.evil}/d/f", f"rm sock:{host.evil}/d/s", f"sock listen {host.evil}/d/s --timeout 0", f"rm --force fifo:{host.evil}/d/f",
                 f"sock listen {host.evil}/d/served --timeout 0"]
        host.batch([line for _ in range(ROUNDS) for line in lines], timeout=300)
        for name in ("f", "s"):
            host.untouched("removal in a directory that is swapped", os.path.join(victim, name))
        host.check(os.path.lexists(os.path.join(victim, "served")), "who listened in a directory that is swapped has removed a server's socket")
    served.close()


@attack
def directory_swapped_before_a_mode(host):
    """mkfifo -m where an access control list of the intruder's has the mode be set afterwards."""
    victim = victims(host)
    fifo = os.path.join(victim, "p")
    os.mkfifo(fifo, 0o600)

    def make(directory):
        # A default ACL that takes all from group and others: version 2, then tag, permissions and id of each entry.
        entries = b"".join(struct.pack("<HHI", tag, allowed, 0xFFFFFFFF) for tag, allowed in ((1, 6), (4, 0), (0x20, 0)))
        os.setxattr(directory, "system.posix_acl_default", struct.pack("<I", 2) + entries)
        for name in ("f", "p"):
            if os.path.lexists(f"{directory}/{name}"):
                os.unlink(f"{directory}/{name}")

    with host.intruder(swapper(host, victim, make)) as deed:
        deed.is_ready()
        host.batch([f"mkfifo -m 666 {host.evil}/d/{name}" for name in ("f", "p")] * (2 * ROUNDS), timeout=300)
        host.untouched("mkfifo -m in a directory that is swapped", os.path.join(victim, "f"))
        host.check(os.stat(fifo).st_mode & 0o7777 == 0o600, "mkfifo -m has opened a FIFO of root's to all")


@attack
def planted_for_spies(host):
    """A socket with the name that 'sock spy' gives a server's meanwhile is taken for one only where it can be one."""
    stale, gone, regular = (os.path.join(host.public, name) for name in ("stale", "gone", "regular"))
    bound(stale)
    host.file("public/regular", b"only root's\n", 0o600)

    def plant(ready):
        held = []
        for path in (stale, gone, regular):
            listener = socket.socket(socket.AF_UNIX)
            listener.bind(os.path.join(host.public, "." + os.path.basename(path) + ".ipcctl-spy"))
            listener.listen()
            held.append(listener)
        ready()
        time.sleep(200)

    with host.intruder(plant) as deed:
        deed.is_ready()
        before = os.stat(stale).st_ino
        for path in (stale, regular):
            result = host.sane(host.run("sock", "spy", path, timeout=20))
            host.check(result.status not in (0, None), f"spies on what nobody serves: {result}")
        host.check(os.path.exists(stale) and os.stat(stale).st_ino == before, "the intruder's socket has the place of root's")
        host.untouched("sock spy at a regular file", regular)
        result = host.sane(host.run("doctor", "sockets", timeout=60))
        host.check(b"mv -fT" not in result.out, f"doctor has root move the intruder's socket to where root's was: {result.out[:1000]!r}")


@attack
def file_swapped_while_a_spy_takes_its_place(host):
    """The socket file that root gives to the server's owner is swapped for a link to root's file."""
    path = os.path.join(host.evil, "server")

    def swap(ready):
        os.chdir(host.evil)
        listener = socket.socket(socket.AF_UNIX)
        listener.bind("server")
        listener.listen(1000)
        ready()
        while True:
            try:
                os.rename(".server.ipcctl-spy", "caught")
                os.symlink(host.secret, ".server.ipcctl-spy")
                os.unlink(".server.ipcctl-spy")
            except OSError:
                pass

    with host.intruder(swap) as deed:
        deed.is_ready()
        host.batch([f"sock spy {path} --timeout 0"] * 60, timeout=200)
        host.untouched("sock spy at a server of the intruder's")


@attack
def links_to_objects(host):
    """A planted symbolic link is followed by no removal."""
    victim = victims(host)
    os.mkfifo(os.path.join(victim, "fifo"), 0o600)
    bound(os.path.join(victim, "socket"))
    for name in ("fifo", "socket"):
        link = os.path.join(host.evil, name)
        os.symlink(os.path.join(victim, name), link)
        os.lchown(link, INTRUDER, INTRUDER)
    host.batch([f"fifo rm {host.evil}/fifo", f"rm fifo:{host.evil}/fifo --force", f"rm sock:{host.evil}/socket", f"sock listen {host.evil}/socket --timeout 0"])
    for name in ("fifo", "socket"):
        host.check(os.path.lexists(os.path.join(victim, name)), f"a removal has followed a link to a {name}")
