package org.ipcctl.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.ipcctl.bench.transport.Transports;
import org.junit.jupiter.api.Test;

class NearnessTest {
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Pinning APART = new Pinning(0, 1);

    private final Deque<Double> lines = new ArrayDeque<>();
    private final List<Duration> pauses = new ArrayList<>();
    private final Nearness nearness = new Nearness(where -> lines.remove(), pauses::add);
    private final AtomicInteger runs = new AtomicInteger();

    private Case pipe(Metric metric, Pinning where) {
        return new Case(Transports.find("pipe"), metric, 64, where, Load.PLAIN);
    }

    /** The number of the run that is kept, where {@code told} are the lines before and after each. */
    private long kept(Case what, Duration duration, double... told) {
        for (double line : told) {
            lines.add(line);
        }
        runs.set(0);
        return nearness
                .timed(what, duration, () -> new Run(runs.incrementAndGet(), 1, null, null, null, null, 0, Double.NaN))
                .blocks();
    }

    private long kept(double... told) {
        return kept(pipe(Metric.THROUGHPUT, APART), SHORT, told);
    }

    @Test
    void aRunBetweenTwoNearLinesIsTimedOnce() {
        assertThat(kept(120, 160)).isOne();
        assertThat(kept(160, 130)).isOne();
        assertThat(lines).isEmpty();
        assertThat(nearness.endRound()).isEqualTo(160);
    }

    @Test
    void oneWithAFarLineBeforeOrAfterIsTimedAgain() {
        assertThat(kept(120, 530, 530, 121, 120, 125)).isEqualTo(3);
        assertThat(lines).isEmpty();
        assertThat(nearness.endRound()).isEqualTo(125);
        assertThat(nearness.endRound()).as("a round of which nothing is known").isNaN();
    }

    @Test
    void whatIsFarIsToldBySmallestOfAll() {
        assertThat(kept(530, 540)).as("nothing nearer is known").isOne();
        assertThat(kept(120, 125)).isOne();
        assertThat(kept(530, 540, 120, 120)).isEqualTo(2);
    }

    @Test
    void whereItStaysFarTheNearestOfFourIsKept() {
        kept(120, 120);
        assertThat(kept(530, 540, 500, 510, 530, 531, 560, 120)).isEqualTo(2);
        assertThat(lines).isEmpty();
        assertThat(nearness.endRound()).isEqualTo((120 + 510) / 2.0);
    }

    @Test
    void eachFurtherTryIsAfterALongerPause() {
        kept(120, 120);
        assertThat(pauses).isEmpty();
        kept(530, 540, 500, 510, 530, 531, 560, 120);
        assertThat(pauses).containsExactly(SHORT, SHORT.multipliedBy(2), SHORT.multipliedBy(3));
    }

    @Test
    void howFarItWasIsKnownOfEachRun() {
        lines.addAll(List.of(120.0, 125.0));
        Run run = nearness.timed(pipe(Metric.THROUGHPUT, APART), SHORT, NearnessTest::run);
        assertThat(run.line()).isEqualTo(125);
        assertThat(nearness.timed(pipe(Metric.THROUGHPUT, APART), null, NearnessTest::run).line()).isNaN();
    }

    private static Run run() {
        return new Run(1, 1, null, null, null, null, 0, Double.NaN);
    }

    @Test
    void whatIsTimedAgainTakesHalfAsLongAgainAtMost() {
        kept(120, 120);
        lines.addAll(Collections.nCopies(4 * 400, 530.0));
        long all = 0;
        for (int i = 0; i < 200; i++) {
            kept();
            all += runs.get() - 1;
        }
        Duration more = pauses.stream().reduce(SHORT.multipliedBy(all), Duration::plus);
        assertThat(more).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(22).plus(SHORT));
        lines.clear();
    }

    @Test
    void whatCrossesNothingAndWhatIsLongIsTimedOnce() {
        for (Case each : List.of(pipe(Metric.LATENCY, new Pinning(0, 0)), pipe(Metric.LATENCY, Pinning.NONE),
                pipe(Metric.LOAD, APART),
                new Case(Transports.find("memcpy"), Metric.THROUGHPUT, 64, APART, Load.PLAIN))) {
            assertThat(kept(each, SHORT)).as(each.toString()).isOne();
        }
        assertThat(kept(pipe(Metric.THROUGHPUT, APART), Duration.ofSeconds(2))).isOne();
        assertThat(kept(pipe(Metric.THROUGHPUT, APART), null)).isOne();
        assertThat(nearness.endRound()).isNaN();
    }
}
