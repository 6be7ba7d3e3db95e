package org.ipcctl.bench;

/**
 * What both peers must agree on before a case.
 *
 * @param mechanism the transport's name
 * @param metric    what the case measures
 * @param size      bytes in a block
 * @param tag       the stem of all names this case gives to kernel objects; nobody else on the host has it
 * @param folder    where files may be created
 * @param tuning    what was asked of the mechanism
 * @param verify    whether every byte is made anew and checked
 * @param load      who sends and receives, under load
 * @param spins     whether a sender that waits for its next message may keep its CPU busy
 */
public record Setup(String mechanism, Metric metric, int size, String tag, String folder, Tuning tuning, boolean verify,
                    Load load, boolean spins) {
    public Setup(String mechanism, Metric metric, int size, String tag, String folder, Tuning tuning, boolean verify) {
        this(mechanism, metric, size, tag, folder, tuning, verify, Load.PLAIN, false);
    }

    /** A name for a queue, a semaphore or shared memory. */
    public String name(String suffix) {
        return "/" + tag + suffix;
    }

    /** A path for a file. */
    public String path(String suffix) {
        return folder + "/" + tag + suffix;
    }

    ControlMessage asMessage(String word) {
        return ControlMessage.of(word).with("mechanism", mechanism).with("metric", metric).with("size", size)
                .with("tag", tag).with("folder", folder)
                .with("buffer", tuning.buffer()).with("depth", tuning.depth()).with("slots", tuning.slots())
                .with("verify", verify)
                .with("senders", load.senders()).with("receivers", load.receivers()).with("spins", spins);
    }

    static Setup of(ControlMessage message) {
        return new Setup(message.text("mechanism"), Metric.of(message.text("metric")), (int) message.number("size"),
                message.text("tag"), message.text("folder"),
                new Tuning(message.number("buffer"), (int) message.number("depth"), (int) message.number("slots")),
                Boolean.parseBoolean(message.text("verify")),
                new Load((int) message.number("senders"), (int) message.number("receivers"), 0),
                Boolean.parseBoolean(message.text("spins")));
    }
}
