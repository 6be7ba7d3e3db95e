package org.ipcctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaFieldAccess.AccessType;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.MainClasses;
import org.ipcctl.testing.Outcome;
import org.junit.jupiter.api.Test;

/** Nothing of one command of a batch reaches the next. */
class BatchStateTest {
    private static final JavaClasses CODE = MainClasses.ALL;

    /** What a command is made of is the same for each of its calls, so nothing of it may change. */
    @Test
    void noCommandKeepsAnythingOfACall() {
        Set<Class<?>> parts = new HashSet<>();
        for (ModelTest.Command command : ModelTest.runnable()) {
            command.entry().leaf().syntax();
            collect(command.entry().leaf(), parts);
        }
        assertThat(parts).hasSizeGreaterThan(60).contains(Arg.class, ResultOptions.class, WaitOptions.class);
        List<String> changing = CODE.stream().filter(type -> parts.contains(type.reflect()))
                .flatMap(type -> type.getFields().stream())
                .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                .filter(field -> field.getAccessesToSelf().stream()
                        .anyMatch(access -> access.getAccessType() == AccessType.SET
                                && !(access.getOrigin() instanceof JavaConstructor)
                                && !DECLARING.contains(access.getOrigin().getName())))
                .map(field -> field.getFullName()).sorted().toList();
        assertThat(changing).isEmpty();
    }

    /**
     * Methods that constructors call, and {@code results}, which is what a constructor would do if it knew the schema
     * already.
     */
    private static final Set<String> DECLARING = Set.of("waitOptions", "timeoutOptions", "watchOption",
            "creationOptions", "results", "beginCommon", "endOwn", "rare", "formerly",
            "ofTwoWords");

    private static void collect(Object holder, Set<Class<?>> parts) {
        if (holder == null || !holder.getClass().getName().startsWith("org.ipcctl.cli.") || holder instanceof Enum<?>) {
            return;
        }
        for (Class<?> type = holder.getClass(); type != Object.class
                && type != Record.class; type = type.getSuperclass()) {
            parts.add(type);
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()
                        && !parts.contains(field.getType())) {
                    field.setAccessible(true);
                    try {
                        collect(field.get(holder), parts);
                    } catch (IllegalAccessException e) {
                        throw new AssertionError(e);
                    }
                }
            }
        }
    }

    /** Only the first command's calls were shown. */
    @Test
    void verboseOfTheBatchHoldsForAllItsCommands() {
        Outcome outcome = Cli.reading("sem stat no-such-1\nsem stat no-such-2 -v\nsem stat no-such-3\n")
                .execute("batch", "-v", "-k").exits(3);
        for (int i = 1; i <= 3; i++) {
            assertThat(outcome.err()).containsPattern("\\w+\\([^\n]*no-such-" + i + "[^\n]*\\) = -1 ENOENT");
        }
    }

    @Test
    void verboseOfACommandHoldsForThatOne() {
        Outcome outcome = Cli.reading("sem stat no-such-1\nsem stat no-such-2 -v\nsem stat no-such-3\n")
                .execute("batch", "-k").exits(3);
        assertThat(outcome.err()).containsPattern("no-such-2[^\n]*\\) = -1 ENOENT")
                .doesNotContainPattern("no-such-[13][^\n]*\\) = -1");
    }

    /** Its own -E, --format and --quiet are for its errors alone. */
    @Test
    void optionsOfOneCommandAreNotTheNexts() {
        Outcome outcome = Cli.reading("mq recv no-such -J\nmq recv no-such\nmq recv --no-such -J\nmq recv --no-such\n")
                .execute("batch", "-k", "--format", "plain",
                        "--columns", "exit_code,error")
                .exits(3);
        assertThat(outcome.out().lines().toList()).hasSize(4);
        assertThat(outcome.out().lines().map(line -> line.contains("{")).toList()).containsExactly(true, false, true,
                false);
    }
}
