package org.ipcctl.layout;

/**
 * A value in a layout, as an expression in C would name it.
 *
 * @param path   {@code temperature}, {@code pos.x}, {@code samples[2]}
 * @param offset in bytes, from the beginning of the layout
 */
public record Field(String path, CType type, int offset) {
}
