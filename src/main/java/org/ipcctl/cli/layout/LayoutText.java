package org.ipcctl.cli.layout;

import java.util.function.Supplier;
import org.ipcctl.cli.UsageException;
import org.ipcctl.layout.LayoutException;

/** From a wrong layout, or a wrong value for a field, to wrong usage with the place pointed at. */
final class LayoutText {
    private LayoutText() {}

    /** What {@code work} gives; what is wrong in a text it reads is wrong usage. */
    static <T> T read(Supplier<T> work) {
        try {
            return work.get();
        } catch (LayoutException e) {
            if (e.excerpt().lines().findFirst().orElse("").isBlank()) {
                // An empty word has no place to point at.
                throw new UsageException(e.getMessage());
            }
            String message = e.isInFile() ? e.place() + ": " + e.getMessage() : e.getMessage() + " (" + e.place() + ")";
            throw new UsageException(message, e.excerpt());
        }
    }
}
