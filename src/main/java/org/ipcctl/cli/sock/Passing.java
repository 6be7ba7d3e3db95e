package org.ipcctl.cli.sock;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.ipcctl.cli.convert.Received;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.OpenFiles;
import org.ipcctl.kernel.ProcessNames;
import org.ipcctl.kernel.Users;
import org.ipcctl.relay.Tap.Party;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;
import org.ipcctl.sock.Credentials;
import org.ipcctl.sock.SocketType;

/**
 * Something that happened in a conversation between others.
 *
 * @param time         when
 * @param conversation its number, from 1; 0 where it is about none
 * @param from         who sent it; null where nobody did
 * @param size         bytes that were sent; null where none were
 * @param content      the first of them, as many as are shown; null where none are
 * @param descriptors  what came along
 * @param client       who began; null but at the beginning
 * @param type         of the socket; null but at the beginning
 * @param program      the client's short name then, or null
 * @param note         more of it for people: an address, a reason; or null
 */
record Passing(Instant time, long conversation, What what, Party from, Long size, Received content,
               List<String> descriptors, Credentials client, SocketType type,
               String program, String note) {
    private static final String MEMFD = "/memfd:";
    private static final String REMOVED = " (deleted)";
    private static final String ANONYMOUS = "anon_inode:";

    /** What can happen. */
    enum What {
        /** Somebody connected, or sent the first datagram from its address. */
        OPEN,
        /** Bytes or a message. */
        DATA,
        /** One side has sent all. */
        END, CLOSE, FAILED,
        /** More happened than could be written down in time. */
        OMITTED
    }

    static final Schema<Passing> SCHEMA = Schema.<Passing>list(
            Column.of("time", Type.TIME, "when it arrived", p -> Value.of(p.time())),
            Column.of("conversation", Type.INTEGER,
                    "the number of the connection, or of the address from which datagrams came",
                    p -> Value.of(p.conversation())),
            Column.of("event", Type.TEXT,
                    "open, data, end (one side has finished sending), close, failed, or omitted (the output is read "
                            + "too slowly)",
                    p -> Value.of(word(p.what()))),
            Column.of("sender", Type.TEXT, "client or server; missing if neither sent it",
                    p -> p.from() == null ? Value.MISSING : Value.of(word(p.from()))),
            Column.of("size_bytes", Type.SIZE, "for data, its length", p -> Value.of(p.size())),
            Column.of("descriptors", Type.TEXT, "for data, what the accompanying descriptors are open on",
                    p -> items(p.descriptors())),
            Column.of("type", Type.TEXT, "for open, stream, seqpacket or dgram",
                    p -> Value.of(p.type() == null ? null : p.type().toString())),
            Column.of("pid", Type.INTEGER,
                    "for open, the client's process; missing if it is outside this PID name space",
                    p -> p.client() == null || p.client().pid() == 0 ? Value.MISSING : Value.of(p.client().pid())),
            Column.of("command", Type.TEXT, "for open, the short name of its program", p -> Value.of(p.program())),
            Column.of("user_name", Type.TEXT, "for open, the client's user",
                    p -> p.client() == null ? Value.MISSING : Value.of(Users.user(p.client().uid()))),
            Column.of("note", Type.TEXT, "for open, the address from which datagrams come; for failed and omitted, "
                    + "the reason",
                    p -> Value.of(p.note())))
            .with(Passing::content, Received.ENCODING,
                    Received.PAYLOAD.saying("the bytes, or the first of them with --length"));

    static Passing of(What what, long conversation, Party from) {
        return new Passing(Instant.now(), conversation, what, from, null, null, List.of(), null, null, null, null);
    }

    static Passing opened(long conversation, Credentials client, SocketType type, String address) {
        String program = client == null || client.pid() == 0 ? null : ProcessNames.shortName(client.pid());
        return new Passing(Instant.now(), conversation, What.OPEN, null, null, null, List.of(), client, type, program,
                address);
    }

    static Passing data(long conversation, Party from, long size, Received content, List<String> descriptors) {
        return new Passing(Instant.now(), conversation, What.DATA, from, size, content, descriptors, null, null, null,
                null);
    }

    static Passing note(What what, long conversation, String note) {
        return new Passing(Instant.now(), conversation, what, null, null, null, List.of(), null, null, null, note);
    }

    private static Value items(List<String> descriptors) {
        return descriptors.isEmpty() ? Value.MISSING : new Value.Items(descriptors.stream().map(Value::of).toList());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** What a descriptor that passes is open on: a path, {@code pipe:[7]}, {@code memfd:x}. */
    static String named(Fd fd) {
        String link = OpenFiles.own(fd);
        if (link == null) {
            return "unknown";
        } else if (link.startsWith(MEMFD)) {
            return link.substring(1, link.endsWith(REMOVED) ? link.length() - REMOVED.length() : link.length());
        }
        return link.startsWith(ANONYMOUS) ? link.substring(ANONYMOUS.length()).replaceAll("[\\[\\]]", "") : link;
    }
}
