/**
 * Floor 0: everything that knows how the JVM meets the Linux kernel.
 *
 * <p>Loading of C functions by jnr-ffi, the one place that reads {@code errno}, file descriptors, deadlines,
 * {@code poll(2)}, child processes by {@code posix_spawn(3)}, memory that belongs to C, and strings that are bytes.
 * Nothing here knows a mechanism, a result or a command line.
 */
package org.ipcctl.kernel;
