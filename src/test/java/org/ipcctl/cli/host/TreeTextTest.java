package org.ipcctl.cli.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.ipcctl.cli.host.TreeText.Item;
import org.ipcctl.kernel.TextWidth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trees on terminals of many widths. */
class TreeTextTest {
    private static final Item LONG = Item.object("sock:/run/user/1000/a/directory/of/some/service/control.sock");
    private static final Item NUMBERS = Item.object("socket:[4294967294-4294967295]");

    private static String drawn(int width, Item... others) {
        TreeText tree = new TreeText(width, UnaryOperator.identity());
        tree.head(new Item("4194303/", "a-long-name-too", ""));
        tree.branch(false, "<> ", List.of(List.of(LONG, NUMBERS), List.of(others)));
        tree.branch(true, " ", List.of(List.of(LONG.followedBy(" (read, fd 3)"))));
        return tree.toString();
    }

    private static Item[] processes(int count) {
        return IntStream.range(0, count).mapToObj(i -> new Item(4194200 + i + "/", "nginx", "")).toArray(Item[]::new);
    }

    @Test
    void aLineIsAsLongAsItIsWhereNothingLimitsIt() {
        assertThat(drawn(0, processes(2))).isEqualTo("""
                4194303/a-long-name-too
                ├─<> sock:/run/user/1000/a/directory/of/some/service/control.sock socket:[4294967294-4294967295]  \
                4194200/nginx 4194201/nginx
                └─ sock:/run/user/1000/a/directory/of/some/service/control.sock (read, fd 3)
                """);
    }

    @Test
    void whatHasNoRoomGoesOnInTheNextLine() {
        assertThat(drawn(80, processes(4))).isEqualTo("""
                4194303/a-long-name-too
                ├─<> sock:/run/user/1000/a/directory/of/some/service/control.sock
                │      socket:[4294967294-4294967295]  4194200/nginx 4194201/nginx 4194202/nginx
                │      4194203/nginx
                └─ sock:/run/user/1000/a/directory/of/some/service/control.sock (read, fd 3)
                """);
    }

    /** On every width from which on the longest number has room. */
    @ParameterizedTest
    @ValueSource(ints = {38, 39, 40, 41, 50, 60, 79})
    void namesAreCutAndNumbersAreNot(int width) {
        String drawn = drawn(width, processes(30));
        assertThat(drawn.lines())
                .allSatisfy(line -> assertThat(TextWidth.of(line)).as(line).isLessThanOrEqualTo(width));
        assertThat(drawn).contains("socket:[4294967294-4294967295]", ".sock (read, fd 3)\n", "└─ sock:/run");
        for (Item process : processes(30)) {
            assertThat(drawn).contains(process.before() + process.name());
        }
    }
}
