package org.ipcctl.inspect;

import java.util.List;
import java.util.function.Supplier;

/**
 * What a mechanism has measured of its objects. A line in {@link org.ipcctl.host.Metrics} registers it.
 *
 * @param word of its group of commands
 * @param sets all that there can be, for documents
 * @param look measures it now
 */
public record MetricSource(String word, List<MetricSet<?>> sets, Supplier<Look> look) {
    /** Why bytes in pipes are not told. */
    public static final String TRACED = "not all processes may be traced by this user";

    /**
     * What one look saw.
     *
     * @param unseen why there may be more than that, a clause each; empty where all was seen
     */
    public record Look(List<Measured> measured, List<String> unseen) {
        /** What nobody could look at. */
        public static Look nothing(String why) {
            return new Look(List.of(), List.of(why));
        }
    }
}
