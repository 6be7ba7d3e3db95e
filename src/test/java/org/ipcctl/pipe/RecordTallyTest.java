package org.ipcctl.pipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Counting on streams written by hand, where the answer is plain to see. */
class RecordTallyTest {
    private static RecordTally tally(String stream, int writers, int size) {
        RecordTally tally = new RecordTally((byte) 'A', writers, size);
        tally.feed(ByteBuffer.wrap(stream.getBytes(StandardCharsets.ISO_8859_1)));
        return tally;
    }

    @Test
    void wholeRecordsInAnyOrderAreNotTorn() {
        RecordTally tally = tally("AAABBBBBBAAACCCAAABBBCCCCCC", 3, 3);
        assertThat(tally.torn()).isZero();
        assertThat(tally.interruptions()).isZero();
        assertThat(tally.isComplete(9)).isTrue();
    }

    @Test
    void aRecordInTwoPiecesIsTornOnce() {
        RecordTally tally = tally("AABBBAAAA", 2, 3);
        assertThat(tally.torn()).isEqualTo(1);
        assertThat(tally.interruptions()).isEqualTo(1);
        assertThat(tally.isComplete(6)).isFalse();
    }

    @Test
    void aRecordInThreePiecesIsOneRecordInterruptedTwice() {
        RecordTally tally = tally("ABBBABBBA", 2, 3);
        assertThat(tally.torn()).isEqualTo(1);
        assertThat(tally.interruptions()).isEqualTo(2);
    }

    @Test
    void bothOfTwoThatInterruptEachOtherAreTorn() {
        assertThat(tally("AABBAB", 2, 3).torn()).isEqualTo(2);
    }

    @Test
    void piecesMayComeInSeveralReads() {
        RecordTally tally = new RecordTally((byte) 'A', 2, 3);
        for (String part : new String[] {"A", "AB", "BBA", "AAA"}) {
            tally.feed(ByteBuffer.wrap(part.getBytes(StandardCharsets.ISO_8859_1)));
        }
        assertThat(tally.torn()).isEqualTo(1);
    }

    @Test
    void aByteOfNobodyOrAMissingOneIsNotComplete() {
        assertThat(tally("AAABBB", 2, 3).isComplete(3)).isTrue();
        assertThat(tally("AAABB", 2, 3).isComplete(3)).isFalse();
        assertThat(tally("AAA\0BBB", 2, 3).isComplete(3)).isFalse();
        assertThat(tally("AAACCC", 2, 3).isComplete(3)).isFalse();
    }
}
