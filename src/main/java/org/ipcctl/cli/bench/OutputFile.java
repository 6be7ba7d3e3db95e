package org.ipcctl.cli.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.ExitCode;

/**
 * A file that is written as a whole when everything is known: a reader sees the old content or the new one. What is no regular
 * file, as {@code /dev/null}, and a file in a folder that may not be written, is written in place, for a rename would put
 * another file there.
 *
 * @param path as the user named it; links are followed
 */
record OutputFile(Path path) {
    /** Fails where it could not be written, before anything is measured. */
    void check() {
        if (Files.isDirectory(path)) {
            throw new CommandFailure(ExitCode.FAILED, path.toString(), "it is a folder", "Name a file.");
        } else if (Files.exists(path)) {
            if (!Files.isWritable(path)) {
                throw new CommandFailure(ExitCode.PERMISSION, path.toString(), "you may not write it", "Name another file, or see its mode: ls -l " + path);
            }
            return;
        }
        Path folder = path.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder)) {
            throw new CommandFailure(ExitCode.NO_SUCH_OBJECT, folder.toString(), "no such folder", "Create it: mkdir -p " + folder);
        } else if (!Files.isWritable(folder)) {
            throw new CommandFailure(ExitCode.PERMISSION, folder.toString(), "you may not create files there", "Name a file in another folder.");
        }
    }

    void write(byte[] content) throws IOException {
        Path target = Files.isRegularFile(path) ? path.toRealPath() : path.toAbsolutePath();
        if (Files.exists(target) && (!Files.isRegularFile(target) || !Files.isWritable(target.getParent()))) {
            write(target, content, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
            return;
        }
        Path fresh = target.resolveSibling(target.getFileName() + "." + ProcessHandle.current().pid() + ".new");
        try {
            write(fresh, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            if (Files.exists(target)) {
                Files.setPosixFilePermissions(fresh, Files.getPosixFilePermissions(target));
            }
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static void write(Path file, byte[] content, OpenOption... options) throws IOException {
        try (FileChannel channel = FileChannel.open(file, options)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            if (Files.isRegularFile(file)) {
                channel.force(true);
            }
        }
    }
}
