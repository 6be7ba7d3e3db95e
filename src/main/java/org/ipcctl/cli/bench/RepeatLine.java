package org.ipcctl.cli.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.ipcctl.bench.Plan;
import org.ipcctl.bench.Transport;
import org.ipcctl.bench.transport.Transports;

/** The command that measures what a plan says, as short as its defaults allow. */
final class RepeatLine {
    private static final long[] UNITS = {1_000_000_000, 1_000_000, 1_000, 1};
    private static final String[] NAMES = {"s", "ms", "us", "ns"};

    private RepeatLine() {}

    static String of(Plan plan) {
        List<String> words = new ArrayList<>(List.of("ipcctl", "bench"));
        if (plan.mechanisms().equals(Transports.ALL)) {
            words.add(PlanOptions.EACH);
        } else if (!plan.mechanisms().equals(Transports.USUAL)) {
            plan.mechanisms().stream().map(Transport::name).forEach(words::add);
        }
        if (!plan.loads().isEmpty()) {
            LoadOptions.addTo(words, plan.loads());
        } else if (plan.metrics().size() == 1) {
            add(words, "--metric", plan.metrics().iterator().next());
        }
        if (plan.sizes() != null) {
            add(words, "--size", plan.sizes().stream().map(String::valueOf).collect(Collectors.joining(",")));
        }
        if (plan.brief()) {
            words.add("--quick");
        }
        addTimes(words, plan);
        if (!plan.places().isUsual()) {
            add(words, "--pin", plan.places());
        }
        addUnless0(words, "--buffer", plan.tuning().buffer());
        addUnless0(words, "--depth", plan.tuning().depth());
        addUnless0(words, "--slots", plan.tuning().slots());
        if (plan.verify()) {
            words.add("--verify");
        }
        return String.join(" ", words);
    }

    private static void addTimes(List<String> words, Plan plan) {
        addUnless0(words, "--count", plan.count());
        boolean isUsual = plan.count() == 0
                && PlanOptions.usual(!plan.loads().isEmpty(), plan.brief()).equals(plan.duration());
        if (plan.duration() != null && !isUsual) {
            add(words, "--duration", text(plan.duration()));
        }
        if (plan.warmup() != null) {
            add(words, "--warmup", text(plan.warmup()));
        }
        if (plan.repeat() != PlanOptions.usualRounds(plan)) {
            add(words, "--repeat", plan.repeat());
        }
    }

    private static void addUnless0(List<String> words, String option, long number) {
        if (number != 0) {
            add(words, option, number);
        }
    }

    private static void add(List<String> words, String option, Object value) {
        words.add(option);
        words.add(value.toString().toLowerCase(Locale.ROOT));
    }

    private static String text(Duration duration) {
        int unit = 0;
        while (duration.toNanos() % UNITS[unit] != 0) {
            unit++;
        }
        return duration.toNanos() / UNITS[unit] + NAMES[unit];
    }
}
