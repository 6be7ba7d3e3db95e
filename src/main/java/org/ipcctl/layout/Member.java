package org.ipcctl.layout;

/**
 * One member of a struct.
 *
 * @param name   empty for an anonymous struct, whose members count as those of the struct around it
 * @param offset in bytes, from the beginning of the struct
 */
public record Member(String name, CType type, int offset) {
}
