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
 */
public record Setup(String mechanism, Metric metric, int size, String tag, String folder, Tuning tuning, boolean verify) {
    /** A name for a queue, a semaphore or shared memory. */
    public String name(String suffix) {
        return "/" + tag + suffix;
    }

    /** A path for a file. */
    public String path(String suffix) {
        return folder + "/" + tag + suffix;
    }

    Message asMessage(String word) {
        return Message.of(word).with("mechanism", mechanism).with("metric", metric).with("size", size)
                .with("tag", tag).with("folder", folder)
                .with("buffer", tuning.buffer()).with("depth", tuning.depth()).with("slots", tuning.slots()).with("verify", verify);
    }

    static Setup of(Message message) {
        return new Setup(message.text("mechanism"), Metric.of(message.text("metric")), (int) message.number("size"),
                message.text("tag"), message.text("folder"),
                new Tuning(message.number("buffer"), (int) message.number("depth"), (int) message.number("slots")),
                Boolean.parseBoolean(message.text("verify")));
    }
}
