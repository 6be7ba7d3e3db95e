package org.ipcctl.host;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Processes, and the objects between them. The two sockets of a connection are one object here, as a pipe with its two
 * ends is.
 *
 * @param objects those that are shown, by name
 */
public record ShareGraph(List<Shared> objects) {
    /** Which way bytes go between a process and an object. */
    public enum Direction {
        /** Into the object. */
        IN,
        /** Out of it. */
        OUT,
        BOTH,
        /** Nobody tells. */
        UNKNOWN;

        Direction and(Direction other) {
            return this == other || other == UNKNOWN ? this : this == UNKNOWN ? other : BOTH;
        }

        static Direction of(Holding.How how) {
            return how.reads() ? how.writes() ? BOTH : OUT : how.writes() ? IN : UNKNOWN;
        }
    }

    /**
     * An object, and who has it.
     *
     * @param object  of a connection the side with an address, or the older one
     * @param name    what it is called
     * @param numbers of a connection whose name others have, too, those of its sockets; otherwise null
     * @param users   by process
     */
    public record Shared(HostObject object, String name, String numbers, SortedMap<Long, Direction> users) {
        private static Shared of(HostObject object, String name, String numbers, Collection<Holding> holders) {
            SortedMap<Long, Direction> users = new TreeMap<>();
            holders.forEach(holding -> users.merge(holding.pid(), Direction.of(holding.how()), Direction::and));
            return new Shared(object, name, numbers, users);
        }

        /** How it is shown in one text. */
        public String label() {
            return numbers == null ? name : name + " " + numbers;
        }
    }

    /** Of those {@code objects} that are {@code wanted}; of a connection one side is enough for both. */
    public static ShareGraph of(Collection<HostObject> objects, Predicate<HostObject> wanted) {
        Map<HostObject, Boolean> done = new LinkedHashMap<>();
        List<Shared> shared = new ArrayList<>();
        for (HostObject object : objects) {
            HostObject peer = object.peer();
            boolean isSecond = peer != null && done.containsKey(peer);
            if (!isSecond && (wanted.test(object) || peer != null && wanted.test(peer))) {
                shared.add(peer == null ? Shared.of(object, object.label(), null, object.holders())
                        : connection(object, peer));
            }
            done.put(object, true);
        }
        shared.sort((one, other) -> one.label().compareTo(other.label()));
        return new ShareGraph(shared);
    }

    private static Shared connection(HostObject one, HostObject other) {
        List<Holding> holders = new ArrayList<>(one.holders());
        holders.addAll(other.holders());
        HostObject named = one.kind() == null && other.kind() != null ? other : one;
        long first = Math.min(one.socket().inode(), other.socket().inode());
        long second = Math.max(one.socket().inode(), other.socket().inode());
        // A server's address names its listener, too, and each of its connections is another.
        String numbers = "socket:[" + first + "-" + second + "]";
        return named.kind() == null ? Shared.of(named, numbers, null, holders)
                : Shared.of(named, named.label(), numbers, holders);
    }

    /** Without what fewer than two processes have. */
    public ShareGraph onlyShared() {
        return new ShareGraph(objects.stream().filter(shared -> shared.users.size() > 1).toList());
    }

    /** What {@code pid} has, with all others who have it. */
    public ShareGraph around(long pid) {
        return new ShareGraph(objects.stream().filter(shared -> shared.users.containsKey(pid)).toList());
    }

    /** The processes in it. */
    public SortedSet<Long> processes() {
        SortedSet<Long> pids = new TreeSet<>();
        objects.forEach(shared -> pids.addAll(shared.users.keySet()));
        return pids;
    }
}
