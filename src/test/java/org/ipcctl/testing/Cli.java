package org.ipcctl.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.ipcctl.cli.Entry;
import org.ipcctl.cli.Invocation;
import org.ipcctl.cli.Io;
import org.ipcctl.cli.commands.Commands;
import org.ipcctl.kernel.Fd;

/**
 * Runs a command of ipcctl in this process, with real descriptors as its standard streams, and tells what came out. Not
 * for commands that change the process itself, and not for tests of signals: those run the installed tool.
 */
public final class Cli {
    private final Entry root;
    private byte[] stdin = new byte[0];

    private Cli(Entry root) {
        this.root = root;
    }

    /** Runs commands of another tree than ipcctl's own. */
    public static Cli of(Entry root) {
        return new Cli(root);
    }

    /** Runs it with an empty stdin. */
    public static Outcome run(String... arguments) {
        return of(Commands.root()).execute(arguments);
    }

    /** A command that will read {@code text}. */
    public static Cli reading(String text) {
        return reading(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A command that will read {@code bytes}. */
    public static Cli reading(byte[] bytes) {
        Cli cli = of(Commands.root());
        cli.stdin = bytes;
        return cli;
    }

    /** Runs it in another thread of this process, for commands that block until somebody else acts. */
    public CompletableFuture<Outcome> start(String... arguments) {
        return CompletableFuture.supplyAsync(() -> execute(arguments), command -> {
            Thread thread = new Thread(command, "ipcctl " + String.join(" ", arguments));
            thread.setDaemon(true);
            thread.start();
        });
    }

    public Outcome execute(String... arguments) {
        try (Scratch scratch = new Scratch()) {
            Path in = Path.of(scratch.path("stdin"));
            Path out = Path.of(scratch.path("stdout"));
            Files.write(in, stdin);
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            int code;
            try (Fd from = Fd.open(in.toString(), Fd.O_RDONLY, 0);
                 Fd to = Fd.open(out.toString(), Fd.O_WRONLY | Fd.O_CREAT | Fd.O_TRUNC, 0600)) {
                code = Invocation.run(root, List.of(arguments), new Streams(from, to, err));
            }
            return new Outcome(List.of(arguments), code, Files.readAllBytes(out), err.toString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Text and payload share the descriptor, unbuffered, so they arrive in the order they were written in. */
    private record Streams(Fd stdin, Fd stdout, OutputStream err) implements Io {
        @Override
        public OutputStream out() {
            return new OutputStream() {
                @Override
                public void write(int b) {
                    write(new byte[] {(byte) b}, 0, 1);
                }

                @Override
                public void write(byte[] bytes, int offset, int length) {
                    ByteBuffer direct = ByteBuffer.allocateDirect(length);
                    stdout.writeFully(direct.put(bytes, offset, length).flip());
                }
            };
        }

        @Override
        public boolean errIsTerminal() {
            return false;
        }

        @Override
        public boolean readerHasGone(Exception failure) {
            return false;
        }
    }
}
