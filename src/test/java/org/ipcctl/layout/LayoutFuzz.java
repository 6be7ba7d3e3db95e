package org.ipcctl.layout;

import java.util.List;
import org.ipcctl.kernel.OsString;

/** A layout in any notation, and behind a NUL an assignment to one of its fields, or the name of one. */
public final class LayoutFuzz {
    private LayoutFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        String[] parts = OsString.decode(data).split("\0", 3);
        if (parts[0].strip().startsWith("@")) {
            // Another file is another input.
            return;
        }
        try {
            Layout layout = Layout.parse(parts[0]);
            int end = 0;
            for (Layout.Slot slot : layout.slots()) {
                if (slot.offset() != end || slot.size() < 0) {
                    throw new IllegalStateException("a gap at " + end + " of " + layout.slots());
                }
                end += slot.size();
            }
            if (end != layout.size()) {
                throw new IllegalStateException("its parts have " + end + " bytes, and it has " + layout.size());
            }
            if (parts.length > 1) {
                layout.assign(List.of(parts[1]));
            }
            if (parts.length > 2) {
                layout.field(parts[2]);
            }
        } catch (LayoutException told) {
            if (told.getMessage().isEmpty()) {
                throw told;
            }
        }
    }
}
