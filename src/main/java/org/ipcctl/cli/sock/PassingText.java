package org.ipcctl.cli.sock;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoField;
import java.util.Arrays;
import org.ipcctl.cli.convert.DataAs;
import org.ipcctl.format.HexDump;
import org.ipcctl.format.Payload;
import org.ipcctl.kernel.LocalTime;
import org.ipcctl.kernel.OsString;
import org.ipcctl.kernel.Users;
import org.ipcctl.relay.Tap.Party;

/**
 * A conversation as people read it: a line for each thing that happened, and the bytes below it, a little to the right.
 */
final class PassingText {
    private static final String INDENT = "    ";

    private final DataAs form;

    /** @param form text or hex */
    PassingText(DataAs form) {
        this.form = form;
    }

    byte[] of(Passing passing) {
        StringBuilder text = new StringBuilder(time(passing));
        if (passing.conversation() > 0) {
            text.append(" #").append(passing.conversation());
        }
        if (passing.from() != null) {
            text.append(passing.from() == Party.CLIENT ? " >" : " <");
        }
        text.append(' ').append(Payload.printable(words(passing))).append('\n');
        if (passing.content() != null) {
            append(passing.content().bytes(), text);
            long left = passing.size() - passing.content().bytes().length;
            text.append(left > 0 ? INDENT + "... " + left + " more bytes\n" : "");
        }
        return OsString.encode(text.toString());
    }

    private static String time(Passing passing) {
        LocalTime local = LocalTime.of(passing.time().getEpochSecond());
        return String.format("%02d:%02d:%02d.%06d", local.hour(), local.minute(), local.second(),
                passing.time().get(ChronoField.MICRO_OF_SECOND));
    }

    private static String words(Passing passing) {
        return switch (passing.what()) {
            case OPEN -> "open: " + client(passing) + (passing.note() == null ? "" : ", from " + passing.note());
            case DATA -> passing.size() + (passing.size() == 1 ? " byte" : " bytes")
                    + (passing.descriptors().isEmpty() ? ""
                            : ", descriptors: " + String.join(", ", passing.descriptors()));
            case END -> "end";
            case CLOSE -> "close";
            case FAILED -> "failed: " + passing.note();
            case OMITTED -> "omitted: " + passing.note();
        };
    }

    private static String client(Passing passing) {
        if (passing.client() == null) {
            return "an unknown process";
        }
        String process = passing.client().pid() == 0 ? "a process outside this PID name space"
                : "process " + passing.client().pid()
                        + (passing.program() == null ? "" : " (" + passing.program() + ")");
        return process + ", user " + Users.user(passing.client().uid());
    }

    private void append(byte[] bytes, StringBuilder text) {
        if (form == DataAs.HEX) {
            HexDump dump = new HexDump(0, false);
            HexDump.Sink sink = line -> text.append(INDENT).append(StandardCharsets.US_ASCII.decode(line));
            dump.put(ByteBuffer.wrap(bytes), sink);
            dump.finish(sink);
            return;
        }
        int begin = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n' || i == bytes.length - 1) {
                text.append(INDENT).append(OsString.decode(DataAs.TEXT.encode(Arrays.copyOfRange(bytes, begin, i + 1))))
                        .append('\n');
                begin = i + 1;
            }
        }
    }
}
