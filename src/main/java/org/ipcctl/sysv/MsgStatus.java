package org.ipcctl.sysv;

import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * What the kernel knows of a message queue: {@code struct msqid_ds}.
 * <pre>
 *   0 permissions   48 stime   56 rtime   64 ctime   72 cbytes   80 qnum   88 qbytes   96 lspid   100 lrpid
 * </pre>
 *
 * @param id           the kernel's number
 * @param permissions  key, owner and mode
 * @param messages     that it holds
 * @param bytes        of them all
 * @param maxBytes     that it can hold
 * @param lastSender   the process that sent last; null where none did, or it has no number here
 * @param lastReceiver the process that received last, likewise
 * @param sent         when a message was last sent, in whole seconds; null for never
 * @param received     likewise
 * @param changed      when it was created, or its attributes were last changed
 */
public record MsgStatus(int id, Permissions permissions, long messages, long bytes, long maxBytes, Long lastSender,
                        Long lastReceiver, Instant sent,
                        Instant received, Instant changed) {
    private static final int MSG_INFO = 12;
    private static final int MSG_STAT = 11;
    private static final int MSG_STAT_ANY = 13;

    static final Table<MsgStatus> TABLE = new Table<>("msgctl", Noun.QUEUE, MSG_INFO, MSG_STAT_ANY, MSG_STAT,
            (id, command, structure) -> MsgFunctions.C.msgctl(id, command, structure), MsgStatus::read);

    private static MsgStatus read(int id, ByteBuffer ds) {
        return new MsgStatus(id, Permissions.of(ds), ds.getLong(80), ds.getLong(72), ds.getLong(88), Table.pid(ds, 96),
                Table.pid(ds, 100),
                Table.time(ds, 48), Table.time(ds, 56), Table.time(ds, 64));
    }
}
