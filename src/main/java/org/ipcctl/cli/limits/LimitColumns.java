package org.ipcctl.cli.limits;

import org.ipcctl.format.Texts;
import org.ipcctl.host.Limits;
import org.ipcctl.inspect.Limit;
import org.ipcctl.inspect.Limit.Unit;
import org.ipcctl.kernel.Raise;
import org.ipcctl.result.Column;
import org.ipcctl.result.Column.Shrink;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Tone;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;

/** What is told of a limit. */
final class LimitColumns {
    static final Schema<Row> SCHEMA = Schema.<Row>list(
            Column.of("mechanism", Type.TEXT, "the mechanism it limits; process for limits that all mechanisms share",
                    r -> Value.of(r.mechanism())),
            Column.of("limit", Type.TEXT, "its name, as in the manual pages", r -> Value.of(r.limit().name())),
            Column.text("allows", "its value and unit, or unlimited; missing if the kernel does not report it",
                    Shrink.WORDS, Row::allows),
            Column.of("in_use", Type.TEXT,
                    "how much of it is in use now, as far as can be seen; missing if the kernel does not report it",
                    r -> Value.of(r.inUse())))
            .<Limit>with(Row::limit,
                    Column.<Limit>of("used_percent", Type.DECIMAL, "the same in percent of the value",
                            l -> l.usedPercent() == null ? Value.MISSING : Value.of(l.usedPercent().doubleValue()))
                            .toned(LimitColumns::nearness),
                    Column.of("error", Type.TEXT,
                            "the error of a call that exceeds it; missing if the kernel grants less instead",
                            l -> Value.of(l.error())),
                    Column.text("raise",
                            "a command that doubles it until the next boot, or for this shell; all but ulimit need "
                                    + "root",
                            Shrink.COMMAND, l -> l.raise().now()),
                    Column.detail("holder", Type.TEXT,
                            "what it applies to: one queue, pipe, socket or process, a user, a mount, a name space, "
                                    + "the host",
                            l -> Value.of(l.holder())),
                    Column.detail("unit", Type.TEXT, "what is counted", l -> Value.of(l.unit().toString())),
                    Column.detail("value", Type.INTEGER,
                            "the limit as a number of what is counted; missing if bytes are counted, or it is "
                                    + "unlimited",
                            l -> number(l.value(), l.unit() != Unit.BYTES)),
                    Column.detail("value_bytes", Type.SIZE,
                            "the limit in bytes; missing if something else is counted, or it is unlimited",
                            l -> number(l.value(), l.unit() == Unit.BYTES)),
                    Column.detail("used", Type.INTEGER, "what is in use, as value counts it",
                            l -> number(l.used(), l.unit() != Unit.BYTES)),
                    Column.detail("used_bytes", Type.SIZE, "what is in use, as value_bytes counts it",
                            l -> number(l.used(), l.unit() == Unit.BYTES)),
                    Column.detail("unseen", Type.TEXT, "why more may be in use, or why the amount is not known",
                            l -> Value.of(l.unseen())),
                    Column.detail("exempt", Type.TEXT, "the capability that exempts a process from it",
                            l -> Value.of(l.exempt())))
            .<Raise>with(r -> r.limit().raise(),
                    Column.<Raise>detail("sysctl_d", Type.TEXT, "the line that makes raise permanent, for a file in "
                            + "/etc/sysctl.d", r -> Value.of(r.sysctlD())).shrinking(Shrink.COMMAND),
                    Column.<Raise>detail("limits_d", Type.TEXT,
                            "the line for a file in /etc/security/limits.d, for this user's "
                                    + "logins",
                            r -> Value.of(r.limitsD())).shrinking(Shrink.COMMAND),
                    Column.<Raise>detail("fstab", Type.TEXT, "the line for /etc/fstab", r -> Value.of(r.fstab()))
                            .shrinking(Shrink.COMMAND),
                    Column.<Raise>detail("systemd", Type.TEXT, "the line for the [Service] section of a systemd "
                            + "unit", r -> Value.of(r.systemd())).shrinking(Shrink.COMMAND),
                    Column.<Raise>detail("docker", Type.TEXT, "the option of docker run", r -> Value.of(r.docker()))
                            .shrinking(Shrink.COMMAND))
            .showing("mechanism", "limit", "allows", "in_use", "used_percent");

    private static final double ALL_BUT_GONE = 95;

    private LimitColumns() {}

    private static Tone nearness(Value percent) {
        return !(percent instanceof Value.Decimal used) || used.number() < Limits.NEAR ? Tone.PLAIN
                : used.number() < ALL_BUT_GONE ? Tone.WARNING : Tone.BAD;
    }

    /**
     * A line of the result.
     *
     * @param mechanism the word of its group of commands
     * @param exact     whether sizes are numbers of bytes also for people
     */
    record Row(String mechanism, Limit limit, boolean exact) {
        String allows() {
            return words(limit.value());
        }

        /** In the unit of the value, which stands beside it, if there is a number of it. */
        String inUse() {
            boolean isCounted = limit.unit() != Unit.BYTES && limit.used() >= 0 && limit.value() >= 0
                    && limit.value() != Limit.NONE;
            return isCounted ? Long.toString(limit.used()) : words(limit.used());
        }

        /** What is used up, and to what part, as a clause. */
        String use() {
            return limit.usedPercent() + " percent of " + limit.name() + " (" + mechanism + ") are in use, " + inUse()
                    + " of " + allows();
        }

        /** A number and its unit; null where it is unknown. */
        private String words(long number) {
            if (number < 0) {
                return null;
            } else if (number == Limit.NONE) {
                return "unlimited";
            }
            return limit.unit() == Unit.BYTES && !exact ? Texts.size(number) : number + " " + limit.unit();
        }
    }

    private static Value number(long number, boolean counted) {
        return counted && number >= 0 && number != Limit.NONE ? Value.of(number) : Value.MISSING;
    }
}
