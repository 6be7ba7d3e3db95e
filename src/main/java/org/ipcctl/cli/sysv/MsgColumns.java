package org.ipcctl.cli.sysv;

import org.ipcctl.cli.Command;
import org.ipcctl.cli.Command.Example;
import org.ipcctl.cli.Command.Texts;
import org.ipcctl.cli.ListCommand;
import org.ipcctl.cli.RemoveCommand;
import org.ipcctl.cli.StatCommand;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;
import org.ipcctl.sysv.MsgKind;
import org.ipcctl.sysv.MsgStatus;

/** What stat and ls tell of a message queue. */
final class MsgColumns {
    static final String NAME = "The queue";

    private static final Schema<MsgStatus> SCHEMA = PermissionColumns.schema(MsgStatus::id, MsgStatus::permissions)
            .and(Column.<MsgStatus>of("messages", Type.INTEGER, "messages that it holds", q -> Value.of(q.messages()))
                    .rated(),
                    Column.<MsgStatus>of("queued_bytes", Type.SIZE, "bytes of all messages that it holds",
                            q -> Value.of(q.bytes())).rated(),
                    Column.of("max_bytes", Type.SIZE, "bytes that it can hold", q -> Value.of(q.maxBytes())),
                    Column.detail("last_sender", Type.INTEGER,
                            "the process that sent last; missing if none did, or it is outside this PID namespace",
                            q -> Value.of(q.lastSender())),
                    Column.detail("last_receiver", Type.INTEGER, "the process that received last, likewise",
                            q -> Value.of(q.lastReceiver())),
                    Column.detail("sent", Type.TIME, "when a message was last sent; whole seconds",
                            q -> Value.of(q.sent())),
                    Column.detail("received", Type.TIME, "when a message was last received; whole seconds",
                            q -> Value.of(q.received())),
                    Column.detail("changed", Type.TIME, "when it was created, or its attributes changed; whole seconds",
                            q -> Value.of(q.changed())))
            .with(MsgStatus::permissions, PermissionColumns.DETAILS);

    private MsgColumns() {}

    /** {@code ipcctl sysv msg stat}. */
    static Command stat() {
        return new StatCommand<>(MsgKind.KIND, SCHEMA, KeyName.help(NAME),
                Texts.of("No message is removed. This also works for users who may neither send nor receive.",
                        new Example("how full it is", "ipcctl sysv msg stat 0x1234")
                                .after("ipcctl sysv msg create 0x1234"),
                        new Example("into variables of a script",
                                "eval \"$(ipcctl sysv msg stat 0x1234 --format shell)\"; "
                                        + "echo \"$messages of $max_bytes\"")
                                .after("ipcctl sysv msg create 0x1234")));
    }

    /** {@code ipcctl sysv msg ls}. */
    static Command ls() {
        return new ListCommand<>(MsgKind.KIND, SCHEMA,
                Texts.of(
                        "All queues of this IPC namespace are listed, even those that you may neither read nor "
                                + "write.",
                        new Example("all queues", "ipcctl sysv msg ls"),
                        new Example("the ids of those that hold messages",
                                "ipcctl sysv msg ls --format json | jq -r '.[] | select(.messages > 0).id'")));
    }

    /** {@code ipcctl sysv msg rm}. */
    static Command rm() {
        return new RemoveCommand(MsgKind.KIND, KeyName.help("The queues to remove, each"),
                Texts.of("The messages in a queue are lost with it, and waits on it fail with an error.",
                        new Example("remove two", "ipcctl sysv msg rm 0x1234 0x1235")
                                .after("ipcctl sysv msg create 0x1234", "ipcctl sysv msg create 0x1235"),
                        new Example("a queue without a key, by its id", "ipcctl sysv msg rm id:$queue")
                                .after("queue=$(ipcctl sysv msg create private)")));
    }
}
