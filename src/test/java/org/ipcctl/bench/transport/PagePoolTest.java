package org.ipcctl.bench.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import org.ipcctl.kernel.NativeMemory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may still be in a pipe is not overwritten. */
class PagePoolTest {
    private record Piece(long from, long to) {
    }

    @ParameterizedTest
    @CsvSource({"65536, 1", "65536, 64", "65536, 4096", "65536, 65536", "65536, 65537", "4096, 1000003",
        "1048576, 300001"})
    void noPlaceIsTakenAgainBeforeAWholePipeHasFollowed(long capacity, int size) {
        PagePool pool = new PagePool(capacity, size);
        Deque<Piece> inPipe = new ArrayDeque<>();
        long bytes = 0;
        try (NativeMemory memory = NativeMemory.allocate(pool.length());
             NativeMemory block = NativeMemory.allocate(size)) {
            pool.use(memory.address());
            for (int i = 0; i < Math.min(300_000, 5 * pool.length() / size); i++) {
                long place = pool.put(block.address(), size);
                assertThat(place + size).isLessThanOrEqualTo(pool.length());
                for (Piece piece : inPipe) {
                    if (place < piece.to && piece.from < place + size) {
                        throw new AssertionError("block " + i + " at " + place + " overwrites " + piece);
                    }
                }
                inPipe.add(new Piece(place, place + size));
                bytes += size;
                // A block leaves when all of its bytes have: until then those after it fill the pipe.
                while (bytes - (inPipe.peek().to - inPipe.peek().from) >= capacity) {
                    bytes -= size;
                    inPipe.remove();
                }
                if (inPipe.size() > 64) {
                    // Small blocks fill slots of the pipe, of which there is one for each page, and not bytes.
                    bytes -= size;
                    inPipe.remove();
                }
            }
        }
    }
}
