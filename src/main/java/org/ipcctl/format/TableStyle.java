package org.ipcctl.format;

import java.util.function.IntSupplier;

/**
 * How a result is to look where the format leaves a choice.
 *
 * @param header     whether tables and CSV have a header line
 * @param exactBytes whether tables show sizes as plain bytes
 * @param width      of the terminal that tables go to, in characters; 0 where they may be as wide as they are
 * @param color      whether tables show by colour what a value means
 * @param relative   whether tables tell times by how long ago they were
 * @param prefix     what stands before the names of variables
 */
public record TableStyle(boolean header, boolean exactBytes, IntSupplier width, boolean color, boolean relative,
                         String prefix) {
    /** As a file has it. */
    public static final TableStyle DEFAULT = new TableStyle(true, false);

    public TableStyle(boolean header, boolean exactBytes) {
        this(header, exactBytes, () -> 0);
    }

    public TableStyle(boolean header, boolean exactBytes, IntSupplier width) {
        this(header, exactBytes, width, false, false, "");
    }
}
