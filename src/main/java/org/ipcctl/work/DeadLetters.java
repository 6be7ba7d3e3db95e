package org.ipcctl.work;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.ipcctl.format.Format;
import org.ipcctl.format.RowWriter;
import org.ipcctl.format.TableStyle;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;

/** Those go to another queue, as they were, or to a file. */
final class DeadLetters implements Failures {
    private final String queue;
    private final JobQueue letters;
    private final ClaimDirectory claims;

    /** @param letters null where there is none, so that files are made */
    DeadLetters(String queue, JobQueue letters, ClaimDirectory claims) {
        this.queue = queue;
        this.letters = letters;
        this.claims = claims;
    }

    /** Who is killed between the sending and the clearing has two of them. */
    @Override
    public String take(Claim claim) {
        String target = letters == null || !fits(claim) ? claims.keep(claim, about(claim))
                : send(claim) ? letters.name() : null;
        if (target != null) {
            claim.clear();
        }
        return target;
    }

    @Override
    public KernelException full(Claim claim) {
        return new KernelException(letters.sendCall(), letters.name(), Errno.EAGAIN)
                .because("the queue is full; failed messages stay in " + claims.path()
                        + " until there is room")
                .advise("Receive some of its messages.");
    }

    private boolean fits(Claim claim) {
        return claim.length() <= letters.messageSize();
    }

    private boolean send(Claim claim) {
        ByteBuffer message = ByteBuffer.allocateDirect(claim.length()).put(claim.message()).flip();
        claim.check();
        try {
            return letters.trySend(message, claim.mark());
        } catch (KernelException e) {
            // Want of memory for a message: as little room as in a queue that is full.
            if (e.is(Errno.ENOMEM) || e.is(Errno.EAGAIN)) {
                return false;
            }
            throw e;
        }
    }

    private String about(Claim claim) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        Schema<Claim> all = Schema.single(
                Column.of(claims.mark().word(), Type.INTEGER, "", c -> Value.of(c.mark())),
                Column.of("size_bytes", Type.SIZE, "", c -> Value.of(c.length())),
                Column.of("attempts", Type.INTEGER, "", c -> Value.of(c.attempts())),
                Column.of("reason", Type.TEXT, "", c -> Value.of(c.reason())),
                Column.of("received", Type.TIME, "", c -> Value.of(c.received())),
                Column.of("failed", Type.TIME, "", c -> Value.of(Instant.now())),
                Column.of("queue", Type.TEXT, "", c -> Value.of(queue)));
        try (RowWriter<Claim> row = Format.NDJSON.open(all, TableStyle.DEFAULT, text)) {
            row.write(claim);
        } catch (IOException intoMemory) {
            throw new UncheckedIOException(intoMemory);
        }
        return text.toString(StandardCharsets.UTF_8);
    }
}
