package org.ipcctl.sysv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.testing.SysvScratch;
import org.junit.jupiter.api.Test;

/** What a refusal came of, by which the command line knows the next step. */
class SysvSituationTest {
    private static final Key PRIVATE = Key.parseNew("private");

    private static void expect(SysvSituation situation, ThrowingCallable call) {
        KernelException failure = catchThrowableOfType(KernelException.class, call);
        assertThat(failure).isNotNull();
        assertThat(failure.situation()).as(failure.getMessage()).isEqualTo(situation);
    }

    private static Key number(int id) {
        return Key.parse("id:" + id);
    }

    @Test
    void whatWasNeverThere() {
        Key absent = Key.parse(SysvScratch.key());
        expect(SysvSituation.QUEUE_ABSENT, () -> MsgQueue.open(absent));
        expect(SysvSituation.SET_ABSENT, () -> SemSet.open(absent));
        expect(SysvSituation.SEGMENT_ABSENT, () -> ShmSegment.open(absent));
    }

    /** The id of a new object in the same place is another one, so nobody else's is looked at here. */
    @Test
    void whatIsThereNoMore() {
        MsgQueue queue = MsgQueue.create(PRIVATE, 0600);
        SemSet set = SemSet.create(PRIVATE, 1, 0600);
        ShmSegment segment = ShmSegment.create(PRIVATE, 1, 0600);
        queue.remove();
        set.remove();
        segment.remove();
        expect(SysvSituation.QUEUE_GONE, () -> MsgQueue.open(number(queue.id())).status());
        expect(SysvSituation.SET_GONE, () -> SemSet.open(number(set.id())).value(0));
        expect(SysvSituation.SEGMENT_GONE, () -> ShmSegment.open(number(segment.id())).remove());
    }

    @Test
    void whatIsMoreThanThereMayBe() {
        SemSet set = SemSet.create(PRIVATE, 1, 0600);
        try {
            expect(SysvSituation.SET_IS_SMALLER, () -> set.value(1));
            expect(SysvSituation.SET_IS_SMALLER,
                    () -> set.operate(List.of(new SemOperation(1, 1, false)), Deadline.once()));
        } finally {
            set.remove();
        }
        expect(SysvSituation.BEYOND_LIMIT, () -> SemSet.create(PRIVATE, Integer.MAX_VALUE, 0600));
        MsgQueue queue = MsgQueue.create(PRIVATE, 0600);
        try {
            expect(SysvSituation.BEYOND_LIMIT, () -> {
                throw queue.tooLong(1_000_000, true);
            });
        } finally {
            queue.remove();
        }
    }
}
