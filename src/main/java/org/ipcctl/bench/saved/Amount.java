package org.ipcctl.bench.saved;

import org.ipcctl.format.Texts;

/** Amounts in sentences. */
final class Amount {
    private static final double SECOND = 1e9;

    private Amount() {}

    /** In the units of the tables. */
    static String rate(double bytes) {
        return Texts.size(bytes) + "/s";
    }

    static String time(double nanos) {
        return nanos >= SECOND ? nanos / SECOND + " s" : scaled(nanos, "ns", "us", "ms");
    }

    private static String scaled(double number, String... units) {
        double rest = number;
        int unit = 0;
        while (rest >= 1000 && unit < units.length - 1) {
            rest /= 1000;
            unit++;
        }
        return (rest >= 100 ? Long.toString(Math.round(rest)) : Double.toString(Math.round(rest * 10) / 10.0)) + " "
                + units[unit];
    }

    static String times(double share) {
        return share >= 10 ? Math.round(share) + " times" : Math.round(share * 10) / 10.0 + " times";
    }
}
