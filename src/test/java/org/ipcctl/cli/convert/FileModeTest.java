package org.ipcctl.cli.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Modes mean what the machine's own mkfifo(1) takes them for. */
class FileModeTest {
    private static final int BASE = 0666;
    private static final String[] MODES = {
        "0", "640", "0640", "0000640", "777", "4755", "1777", "7777", "10000", "8", "0x1", "",
        "a=rw", "a=", "=", "+", "-", "u=", "=r", "=rw", "=rwx", "+x", "+w", "-w", "-r", "+r", "+rwx", "o+x", "go-w",
        "go=",
        "a=rw,g-w", "u=rwx,g=rx,o=", "u=r,g=u,o=g", "g=o", "o-u", "a+X", "+X", "u+x,a+X", "a=X", "a=x,a+X",
        "u=rw,g=r,o=", "ug=rw,o=r",
        "u+s", "g+s", "a+s", "+s", "o+t", "+t", "a+t", "u+t", "o+s", "u=s", "u-s", "-t", "u=rwxs",
        "=640", "+020", "-022", "=0", "+111", "+4000", "u=640", "a+7", "=640+1", "+020,g-r", "u+r-w", "u=rw-w+x",
        "a+r+w-r", "=u", "+u", "=g-w",
        "u", "a", "rw", "u=rz", "u=rw,", ",u=rw", "u=rw,,g=r", "u=ur", "u=gr", "x=rw", "u=rw g=r", "uu=r", "ugo=rr",
        "a==r", "u+-r", "640,u+x"};
    private static final int[] MASKS = {0, 022, 027, 077, 0777, 0137};

    @Test
    void resolvesEachModeAsMkfifoDoes() throws Exception {
        SoftAssertions all = new SoftAssertions();
        for (int mask : MASKS) {
            List<String> theirs = theirs(mask, List.of(MODES));
            for (int i = 0; i < MODES.length; i++) {
                all.assertThat(ours(MODES[i], mask)).as("-m '%s' under umask %04o", MODES[i], mask)
                        .isEqualTo(theirs.get(i));
            }
        }
        all.assertAll();
    }

    @Test
    void resolvesWhateverChanceWritesAsMkfifoDoes() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        String[] parts = {"u", "g", "o", "a", "+", "-", "=", "+", "-", "=", "r", "w", "x", "X", "s", "t", ",", "0",
            "20", "7"};
        List<String> modes = Stream.generate(() -> random.ints(1 + random.nextInt(8), 0, parts.length)
                .mapToObj(i -> parts[i]).collect(Collectors.joining())).limit(300).toList();
        int mask = random.nextInt(0777 + 1);
        List<String> theirs = theirs(mask, modes);
        SoftAssertions all = new SoftAssertions();
        for (int i = 0; i < modes.size(); i++) {
            all.assertThat(ours(modes.get(i), mask)).as("-m '%s' under umask %04o, seed %d", modes.get(i), mask, seed)
                    .isEqualTo(theirs.get(i));
        }
        all.assertAll();
    }

    private static String ours(String mode, int mask) {
        try {
            int bits = FileMode.parse(mode).resolve(BASE, mask);
            return (bits & ~0777) != 0 ? "refused" : String.format("%o", bits);
        } catch (IllegalArgumentException e) {
            return "refused";
        }
    }

    /** What becomes of each of {@code modes}. */
    private static List<String> theirs(int mask, List<String> modes) throws Exception {
        try (Scratch scratch = new Scratch()) {
            List<String> line = new ArrayList<>(List.of("sh", "-c",
                    "umask $1; shift; for mode; do mkfifo -m \"$mode\" f 2>/dev/null && stat -c %a f || echo refused; "
                            + "rm -f f; done",
                    "sh", String.format("%04o", mask)));
            line.addAll(modes);
            Process sh = new ProcessBuilder(line).directory(scratch.directory().toFile()).start();
            return new String(sh.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "u", "rw", "9", "u=z", "+w,", "77777"})
    void refusesWithAWordOfAdvice(String text) {
        assertThatThrownBy(() -> FileMode.parse(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("write it in octal as 640");
    }

    @Test
    void showsWhatTheUserWrote() {
        assertThat(FileMode.parse("u=rw,g+r")).hasToString("u=rw,g+r");
    }
}
