package org.ipcctl.bench;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ipcctl.kernel.KernelException;

/**
 * A line of the control protocol: a word, and fields with values.
 *
 * <pre>
 *   peer:      hello version=5                  once, when it runs
 *   conductor: controls apart=0,1 cpu=0         peer: controls syscall_ns=N ...
 *   conductor: pin cpu=0                        peer: pinned
 *   conductor: open mechanism=mq size=64 ...    peer: opened address=...
 *   conductor: join address=... inherited=3,4   peer: ready buffer=...
 *   conductor: go count=N nanos=N rate=N        peer: at blocks=N (now and then), done blocks=N ...
 *   conductor: histogram                         peer: histogram of=..., of the last run
 *   conductor: close                            peer: closed
 *   peer, instead of any answer: fail ...
 * </pre>
 *
 * <p>A peer ends when its stdin does.
 */
record ControlMessage(String word, Map<String, String> fields) {
    /** Raised whenever a word or a field changes its meaning; peers of another version are refused. */
    static final int VERSION = 5;

    static ControlMessage of(String word) {
        return new ControlMessage(word, Map.of());
    }

    ControlMessage with(String field, Object value) {
        Map<String, String> more = new LinkedHashMap<>(fields);
        more.put(field, value.toString());
        return new ControlMessage(word, more);
    }

    boolean is(String other) {
        return word.equals(other);
    }

    /** The field's value, empty where there is none. */
    String text(String field) {
        return fields.getOrDefault(field, "");
    }

    long number(String field) {
        return Long.parseLong(fields.get(field));
    }

    /** The line without its newline. */
    String encoded() {
        StringBuilder line = new StringBuilder(word);
        fields.forEach((field, value) -> line.append(' ').append(field).append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return line.toString();
    }

    static ControlMessage parse(String line) {
        String[] parts = line.split(" ");
        ControlMessage message = of(parts[0]);
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            message = message.with(parts[i].substring(0, equals),
                    URLDecoder.decode(parts[i].substring(equals + 1), StandardCharsets.UTF_8));
        }
        return message;
    }

    /** What a peer says instead of an answer. */
    static ControlMessage fail(Throwable failure) {
        ControlMessage fail = of("fail");
        if (failure instanceof KernelException kernel) {
            fail = fail.with("call", kernel.call()).with("subject", kernel.subject()).with("errno", kernel.errno())
                    .with("reason", kernel.reason());
            fail = kernel.isLimit() ? fail.with("limit", 1) : fail;
            return kernel.hint() == null ? fail : fail.with("hint", kernel.hint());
        }
        boolean known = failure instanceof BenchFailure || failure instanceof OutOfMemoryError;
        return known ? fail.with("reason", failure.getMessage())
                : fail.with("reason", "internal error: " + failure).with("bug", 1);
    }

    /** The failure that a {@code fail} tells; {@code subject} is what was being measured. */
    RuntimeException failure(String subject) {
        if (fields.containsKey("call")) {
            KernelException kernel = new KernelException(text("call"), text("subject"), (int) number("errno"))
                    .because(text("reason"));
            kernel = fields.containsKey("limit") ? kernel.asLimit() : kernel;
            return fields.containsKey("hint") ? kernel.advise(text("hint")) : kernel;
        }
        // What is a bug in a peer is one here.
        return fields.containsKey("bug") ? new IllegalStateException(subject + ": " + text("reason"))
                : new BenchFailure(subject, text("reason"), null);
    }
}
