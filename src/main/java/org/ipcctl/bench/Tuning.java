package org.ipcctl.bench;

import java.util.EnumSet;
import java.util.Set;

/**
 * What was asked of the mechanisms; 0 leaves each its own.
 *
 * @param buffer bytes of the pipe, the socket's buffers, the ring
 * @param depth  messages of a queue
 * @param slots  slots of a double buffer
 */
public record Tuning(long buffer, int depth, int slots) {
    public static final int LARGEST_BUFFER = 1 << 30;
    /** Messages, or slots. */
    public static final int MOST = 65_536;
    /** All as the mechanisms have it. */
    public static final Tuning NONE = new Tuning(0, 0, 0);

    /** What was asked for. */
    public Set<Knob> knobs() {
        Set<Knob> knobs = EnumSet.noneOf(Knob.class);
        if (buffer != 0) {
            knobs.add(Knob.BUFFER);
        }
        if (depth != 0) {
            knobs.add(Knob.DEPTH);
        }
        if (slots != 0) {
            knobs.add(Knob.SLOTS);
        }
        return knobs;
    }
}
