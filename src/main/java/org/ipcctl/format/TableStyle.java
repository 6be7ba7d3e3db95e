package org.ipcctl.format;

import java.util.function.IntSupplier;

/**
 * How a result is to look where the format leaves a choice.
 *
 * @param header     whether tables and CSV have a header line
 * @param exactBytes whether tables show sizes as plain bytes
 * @param width      of the terminal that tables go to, in characters; 0 where they may be as wide as they are
 */
public record TableStyle(boolean header, boolean exactBytes, IntSupplier width) {
    /** As a file has it. */
    public static final TableStyle DEFAULT = new TableStyle(true, false);

    public TableStyle(boolean header, boolean exactBytes) {
        this(header, exactBytes, () -> 0);
    }
}
