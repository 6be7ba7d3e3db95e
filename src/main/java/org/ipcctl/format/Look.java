package org.ipcctl.format;

/**
 * How a result is to look where the format leaves a choice.
 *
 * @param header     whether tables and CSV have a header line
 * @param exactBytes whether tables show sizes as plain bytes
 */
public record Look(boolean header, boolean exactBytes) {
    public static final Look DEFAULT = new Look(true, false);
}
