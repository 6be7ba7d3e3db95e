/**
 * Floor 2: the benchmark. Two processes are started by posix_spawn(3) for each mechanism, and blocks travel between
 * them by that mechanism alone; what they tell the conducting process goes over their stdin and stdout.
 *
 * <p>{@link org.ipcctl.bench.Bench} conducts a {@link org.ipcctl.bench.Plan}: it starts a {@code Pair}, whose peers run
 * {@link org.ipcctl.bench.PeerProgram}. There a {@link org.ipcctl.bench.Channel} of a
 * {@link org.ipcctl.bench.Transport} carries the blocks, and one of six {@code Role}s fills and checks them in the
 * measured loop. A further mechanism is one class in {@code bench.transport} and its line in
 * {@link org.ipcctl.bench.transport.Transports}.
 */
package org.ipcctl.bench;
