/**
 * Floor 1: C struct layouts, from their text to fields and offsets, and from values to bytes.
 *
 * <p>There are three notations, told apart by how the text begins.
 *
 * <h2>The compact form</h2>
 * <pre>
 * layout   = item { "," item }
 * item     = name ":" type | "pad[" N "]" | "packed"
 * type     = basic [ "be" | "le" ] { "[" N "]" } | "{" layout "}" { "[" N "]" }
 * basic    = "i8" ... "i64" | "u8" ... "u64" | "f32" | "f64" | "bool" | "char" | "bytes" | "ptr"
 *          | the name of a C type in one word, as "int", "uint32_t" or "size_t"
 * name     = a C identifier
 * </pre>
 * <ul>
 *   <li>{@code char[16]} is a text of at most 16 bytes, padded with NUL as strncpy(3) does; {@code char} a text of one.
 *   <li>{@code bytes[16]} is 16 bytes, written in hexadecimal.
 *   <li>Other arrays are read as C's: {@code u16[2][3]} is {@code uint16_t x[2][3]}, {@code char[2][8]} two texts of
 *   eight.
 *   <li>{@code packed} switches alignment off for the braces, or the whole, that it stands in.
 *   <li>{@code u32be}, {@code u32le}: of that byte order; without a suffix it is the machine's, little-endian.
 *   <li>White space and C comments mean nothing.
 * </ul>
 *
 * <h2>C itself</h2>
 * A {@code struct}, with or without a tag, after what it needs: other structs, typedefs, enums, object-like macros
 * ({@code #define N 16}), {@code #if} and {@code #ifdef}, {@code #pragma pack}. Attributes {@code packed} and
 * {@code aligned} count. Included files are not read. A plain {@code char} is text; {@code signed char},
 * {@code unsigned char} and the types of stdint.h are numbers; a pointer is an address; an enum is the integer that the
 * compiler makes of it. Unions, bit-fields, flexible arrays and {@code long double} are refused. Of several structs the
 * last one is the layout.
 *
 * <h2>A header</h2>
 * {@code @FILE.h:Name}, Name being a tag or a typedef; {@code @FILE.h} where the file has exactly one struct. What the
 * layout does not need may be anything, so that real headers, and the output of {@code cc -E}, can be read.
 *
 * <p>Sizes, offsets and alignment are those of the System V ABI for LP64 Linux, x86-64 and aarch64 alike; see
 * {@link org.ipcctl.layout.Platform} for what differs. Everything wrong in a text is a
 * {@link org.ipcctl.layout.LayoutException} that knows the place.
 */
package org.ipcctl.layout;
