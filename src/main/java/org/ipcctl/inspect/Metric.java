package org.ipcctl.inspect;

import java.util.function.Function;

/**
 * A number that is measured of something again and again, so that its course can be seen. All are gauges: they go up
 * and down.
 *
 * @param name   with the mechanism at its beginning, and the unit at its end where it has one: {@code mq_queued_bytes}
 * @param help   what it tells, as a sentence
 * @param number reads it; null for what nobody knows, which is never 0
 */
public record Metric<T>(String name, String help, Function<T, Number> number) {
}
