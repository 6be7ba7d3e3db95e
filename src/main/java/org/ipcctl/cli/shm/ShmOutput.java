package org.ipcctl.cli.shm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Function;
import org.ipcctl.format.RowWriter;
import org.ipcctl.kernel.Fd;

/** Where what was read from shared memory goes, once or again and again. */
interface ShmOutput extends AutoCloseable {
    /** Writes it, so that who reads our output has it. */
    void put(byte[] bytes) throws IOException;

    @Override
    void close() throws IOException;

    /** As bytes that {@code form} makes of them. */
    static ShmOutput bytes(Fd out, Function<byte[], byte[]> form) {
        return new ShmOutput() {
            @Override
            public void put(byte[] bytes) {
                byte[] written = form.apply(bytes);
                out.writeFully(ByteBuffer.allocateDirect(written.length).put(written).flip());
            }

            @Override
            public void close() {
                // The descriptor is not ours.
            }
        };
    }

    /** As a row. */
    static <T> ShmOutput rows(RowWriter<T> rows, Function<byte[], T> form) {
        return new ShmOutput() {
            @Override
            public void put(byte[] bytes) throws IOException {
                rows.write(form.apply(bytes));
                rows.flush();
            }

            @Override
            public void close() throws IOException {
                rows.close();
            }
        };
    }
}
