package org.ipcctl.bench.saved;

import java.util.List;
import java.util.Set;
import org.ipcctl.bench.Transport;
import org.ipcctl.bench.transport.Transports;

/**
 * What a mechanism is by nature, whatever the machine. What only tells that something happened, a signal or an eventfd,
 * carries no data, and is none to choose.
 *
 * @param mechanism  as 'bench' calls it
 * @param direction  which ways data goes
 * @param boundaries what it keeps together: bytes, or messages
 * @param persists   until when it exists, and what it holds
 * @param buffers    who keeps what was sent and not yet received
 * @param bestFor    a clause
 * @param gifts      what it can that others cannot
 */
public record Profile(String mechanism, String direction, String boundaries, String persists, String buffers,
                      String bestFor, Set<Capability> gifts) {
    /** What somebody may need of a mechanism. */
    public enum Capability {
        /** Processes that have no ancestor in common which could hand them descriptors. */
        UNRELATED,
        /** Messages come out as they went in. */
        MESSAGES,
        /** Urgent messages overtake others. */
        PRIORITY,
        /** What was sent outlives both processes, until the machine is booted. */
        PERSISTENT,
        /** Open files can be handed over. */
        DESCRIPTORS,
        /** Answers come back on the same way. */
        DUPLEX,
        /** Works between machines too. */
        NETWORK
    }

    /** The simplest to use first: nothing to lock, nothing to remove, every tool speaks it. */
    public static final List<Profile> ALL = List.of(
            new Profile("pipe", "one way", "bytes", "with its descriptors", "kernel, 64 KiB",
                    "parent and child, shell pipelines", Set.of()),
            new Profile("unix-stream", "both ways", "bytes", "with its descriptors; the file stays",
                    "kernel, socket buffers",
                    "services on one host; passes descriptors and credentials",
                    Set.of(Capability.UNRELATED, Capability.DESCRIPTORS, Capability.DUPLEX)),
            new Profile("unix-seqpacket", "both ways", "messages", "with its descriptors; the file stays",
                    "kernel, socket buffers",
                    "requests and answers, each a message, over a connection",
                    Set.of(Capability.UNRELATED, Capability.MESSAGES, Capability.DESCRIPTORS, Capability.DUPLEX)),
            new Profile("fifo", "one way", "bytes", "the name until removed, the data with the last process",
                    "kernel, 64 KiB",
                    "unrelated programs that read and write files", Set.of(Capability.UNRELATED)),
            new Profile("unix-dgram", "both ways", "messages", "with its descriptors; the file stays",
                    "kernel, socket buffers",
                    "many senders to one receiver, as to a log",
                    Set.of(Capability.UNRELATED, Capability.MESSAGES, Capability.DESCRIPTORS, Capability.DUPLEX)),
            new Profile("mq", "one way", "messages", "until removed or boot, with its messages",
                    "kernel, 10 messages by default",
                    "jobs with priorities that outlive their sender",
                    Set.of(Capability.UNRELATED, Capability.MESSAGES, Capability.PRIORITY, Capability.PERSISTENT)),
            new Profile("tcp", "both ways", "bytes", "with its descriptors", "kernel, socket buffers",
                    "peers that may move to another host",
                    Set.of(Capability.UNRELATED, Capability.DUPLEX, Capability.NETWORK)),
            new Profile("shm-sem", "both ways", "messages", "until removed or boot, with its content",
                    "processes themselves",
                    "large blocks, in the textbook's way",
                    Set.of(Capability.UNRELATED, Capability.MESSAGES, Capability.DUPLEX, Capability.PERSISTENT)),
            new Profile("shm-mutex", "both ways", "messages", "until removed or boot, with its content",
                    "processes themselves",
                    "state that several processes read and change",
                    Set.of(Capability.UNRELATED, Capability.MESSAGES, Capability.DUPLEX, Capability.PERSISTENT)),
            new Profile("shm-futex", "both ways", "bytes", "until removed or boot, with its content",
                    "processes themselves",
                    "the highest rates without a spinning CPU",
                    Set.of(Capability.UNRELATED, Capability.DUPLEX, Capability.PERSISTENT)),
            new Profile("shm-spin", "both ways", "bytes", "until removed or boot, with its content",
                    "processes themselves",
                    "the shortest latency, for a CPU of each side",
                    Set.of(Capability.UNRELATED, Capability.DUPLEX, Capability.PERSISTENT)),
            new Profile("socketpair", "both ways", "bytes", "with its descriptors", "kernel, socket buffers",
                    "parent and child that answer each other", Set.of(Capability.DESCRIPTORS, Capability.DUPLEX)),
            new Profile("unix-fd", "both ways", "messages", "with its descriptors", "the memfds in transit",
                    "large blocks that are given away for good, and can be mapped instead of read",
                    Set.of(Capability.UNRELATED, Capability.MESSAGES, Capability.DESCRIPTORS, Capability.DUPLEX)),
            new Profile("pipe-vmsplice", "one way", "bytes", "with its descriptors", "the sender's own pages",
                    "data that its sender does not touch until it has been read", Set.of()),
            new Profile("pipe-splice", "one way", "bytes", "with its descriptors", "the file's own pages",
                    "data that is already in a file", Set.of()),
            new Profile("process-vm-readv", "both ways", "messages", "with its processes", "nobody",
                    "large blocks, copied once, between processes that may trace each other",
                    Set.of(Capability.UNRELATED, Capability.MESSAGES, Capability.DUPLEX)),
            new Profile("process-vm-writev", "both ways", "messages", "with its processes", "nobody",
                    "the same, where the sender does the work",
                    Set.of(Capability.UNRELATED, Capability.MESSAGES, Capability.DUPLEX)),
            new Profile("mmap-file", "both ways", "bytes", "until the file is removed, with its content",
                    "processes themselves",
                    "state that outlives a boot",
                    Set.of(Capability.UNRELATED, Capability.DUPLEX, Capability.PERSISTENT)),
            new Profile("sysv-msg", "one way", "messages", "until removed or boot, with its messages",
                    "kernel, 16 KiB by default",
                    "programs that already use it, and receivers that choose by type",
                    Set.of(Capability.UNRELATED, Capability.MESSAGES, Capability.PERSISTENT)),
            new Profile("sysv-shm", "both ways", "messages", "until removed or boot, with its content",
                    "processes themselves",
                    "programs that already use it",
                    Set.of(Capability.UNRELATED, Capability.MESSAGES, Capability.DUPLEX, Capability.PERSISTENT)));

    static Profile of(String mechanism) {
        return ALL.stream().filter(trait -> trait.mechanism.equals(mechanism)).findFirst().orElseThrow();
    }

    /** Who can take part. */
    public String access() {
        if (!gifts.contains(Capability.UNRELATED)) {
            return "processes that are given its descriptors";
        }
        return gifts.contains(Capability.NETWORK) ? "any process that can reach its address and port"
                : "any process that its permissions allow";
    }

    /** Whether a block of {@code size} bytes can travel on this machine. */
    boolean carries(long size) {
        Transport.BlockLimit limit = Transports.find(mechanism).limit();
        return limit == null || size <= limit.bytes();
    }

    boolean has(Set<Capability> wanted) {
        return gifts.containsAll(wanted);
    }
}
