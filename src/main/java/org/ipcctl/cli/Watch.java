package org.ipcctl.cli;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.ipcctl.format.RowWriter;
import org.ipcctl.format.WatchPicture;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Screen;
import org.ipcctl.result.Changes;
import org.ipcctl.result.Changes.Row;
import org.ipcctl.result.Changes.State;
import org.ipcctl.result.Schema;

/**
 * A result that is looked at again and again. The first look is as it is without {@code --watch}: what it fails with is
 * told before the screen is touched. What there is to warn of is said once, and on a screen stands beneath the rows,
 * too.
 */
final class Watch<T> {
    /** Where rows go. */
    private interface Outlet extends AutoCloseable {
        void put(List<Row> rows, Instant time) throws IOException;

        @Override
        void close() throws IOException;
    }

    private final Context context;
    private final Schema<T> schema;
    private final WatchOption.Look<T> look;
    private final Set<String> said = new LinkedHashSet<>();
    private final List<String> unsaid = new ArrayList<>();
    private boolean drawing;

    Watch(Context context, Schema<T> schema, WatchOption.Look<T> look) {
        this.context = context;
        this.schema = schema;
        this.look = look;
    }

    /** Ends by failing only. */
    int run(Pause pause, Deadline patience) throws IOException {
        boolean onScreen = context.hasScreen();
        Schema<Row> rows = Changes.rows(schema, !onScreen);
        // Refused before anything is done, where it cannot be.
        RowWriter<Row> writer = onScreen ? null : context.stream(rows.asList());
        Schema<Row> shown = onScreen ? context.select(rows) : writer.shown();
        Context looking = context.saying(this::isNews);
        List<T> found = context.sorted(schema, look.at(looking));
        try (Outlet outlet = onScreen ? screen(shown) : stream(writer)) {
            follow(found, new Changes<>(schema, shown), outlet, pause, patience, looking);
        } finally {
            drawing = false;
            unsaid.forEach(context::warn);
        }
        return ExitCode.DONE.number();
    }

    private void follow(List<T> first, Changes<T> changes, Outlet outlet, Pause pause, Deadline patience,
                        Context looking)
            throws IOException {
        List<T> found = first;
        long before = System.nanoTime();
        outlet.put(changes.look(found, 0, Instant.now()), Instant.now());
        Deadline deadline = patience.restarted();
        while (true) {
            pause.await(deadline);
            RuntimeException end = null;
            try {
                found = context.sorted(schema, look.at(looking));
            } catch (KernelException | CommandFailure e) {
                if (ExitCode.of(e) != ExitCode.NO_SUCH_OBJECT) {
                    throw e;
                }
                end = e instanceof KernelException gone && gone.is(Errno.ENOENT)
                        ? new CommandFailure(ExitCode.NO_SUCH_OBJECT, gone.subject(), "it is gone", null) : e;
                found = List.of();
            }
            long now = System.nanoTime();
            Instant time = Instant.now();
            List<Row> rows = changes.look(found, now - before, time);
            before = now;
            outlet.put(rows, time);
            if (end != null) {
                throw end;
            } else if (rows.stream().anyMatch(row -> row.state() != State.UNCHANGED)) {
                deadline = deadline.restarted();
            } else if (deadline.hasPassed()) {
                throw deadline.passed("poll", "", "a change");
            }
        }
    }

    /** Whether it is to be said on stderr now. */
    private boolean isNews(String message) {
        boolean news = said.add(message);
        if (news && drawing) {
            unsaid.add(message);
        }
        return news && !drawing;
    }

    private static Outlet stream(RowWriter<Row> writer) {
        return new Outlet() {
            @Override
            public void put(List<Row> rows, Instant time) throws IOException {
                for (Row row : rows) {
                    if (row.state() != State.UNCHANGED) {
                        writer.write(row);
                    }
                }
                writer.flush();
            }

            @Override
            public void close() throws IOException {
                writer.close();
            }
        };
    }

    private Outlet screen(Schema<Row> shown) {
        Screen screen = Screen.on(context.stdout());
        drawing = true;
        return new Outlet() {
            @Override
            public void put(List<Row> rows, Instant time) {
                screen.show(new WatchPicture(shown, context.look(), context.mayUseAttributes(), time, rows,
                        List.copyOf(said)));
            }

            @Override
            public void close() {
                screen.close();
            }
        };
    }
}
