package org.ipcctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaFieldAccess.AccessType;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ipcctl.testing.MainClasses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No command takes an option and then does nothing with it. */
class OptionsAreReadTest {
    private static final JavaClasses CODE = MainClasses.ALL;
    private static final Set<String> READ_FROM_THE_WORDS = Set.of("--help", "--list-columns");

    static List<ModelTest.Command> runnable() {
        return ModelTest.runnable();
    }

    /** An option whose {@link Arg} is dropped where it is declared, nobody can read. */
    @ParameterizedTest
    @MethodSource("runnable")
    void whatIsDeclaredIsKept(ModelTest.Command command) {
        CommandModel model = command.model();
        Set<Object> kept = Collections.newSetFromMap(new IdentityHashMap<>());
        collect(model.leaf(), kept, new HashSet<>());
        collect(model.leaf().results(), kept, new HashSet<>());
        for (Arg<?> argument : model.syntax().all()) {
            boolean fromTheWords = !argument.names().isEmpty() && READ_FROM_THE_WORDS.contains(argument.longestName());
            if (argument.alias() == null && !fromTheWords) {
                assertThat(kept.contains(argument)).as("%s of %s is kept in a field", argument.shown(), command)
                        .isTrue();
            }
        }
    }

    /** Follows fields to each {@link Arg}, and notes what it reads. */
    private static void collect(Object holder, Set<Object> found, Set<Integer> seen) {
        if (holder == null || !holder.getClass().getName().startsWith("org.ipcctl.cli")
                || !seen.add(System.identityHashCode(holder))) {
            return;
        }
        for (Class<?> type = holder.getClass(); type != Object.class && type != Command.class
                && type != Enum.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                    field.setAccessible(true);
                    Object value = value(field, holder);
                    if (value instanceof Arg<?> option) {
                        found.add(option);
                    } else {
                        collect(value, found, seen);
                    }
                }
            }
        }
    }

    private static Object value(Field field, Object holder) {
        try {
            return field.get(holder);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    static List<JavaField> fields() {
        return CODE.stream().flatMap(type -> type.getFields().stream())
                .filter(field -> field.getRawType().isEquivalentTo(Arg.class)
                        || field.getRawType().isEquivalentTo(WaitOptions.class))
                .toList();
    }

    @Test
    void thereAreFieldsToLookAt() {
        assertThat(fields()).hasSizeGreaterThan(50);
    }

    /**
     * Something takes its value, not counting constructors, which declare, and a record's accessor that nobody calls. A
     * constructor that hands it on to one that keeps it, where it is a field of its own, is something.
     */
    @ParameterizedTest
    @MethodSource("fields")
    void whatIsKeptIsRead(JavaField field) {
        boolean inRecord = field.getOwner().isAssignableTo(Record.class);
        boolean accessorIsCalled = inRecord && !field.getOwner().getMethod(field.getName()).getCallsOfSelf().isEmpty();
        boolean isRead = field.getAccessesToSelf().stream().filter(access -> access.getAccessType() == AccessType.GET)
                .map(access -> access.getOrigin())
                .anyMatch(origin -> (!(origin instanceof JavaConstructor) || handsOn(origin))
                        && !(inRecord && Set.of(field.getName(), "equals", "hashCode", "toString")
                                .contains(origin.getName())));
        assertThat(isRead || accessorIsCalled).as("%s is read", field).isTrue();
    }

    private static boolean handsOn(JavaCodeUnit constructor) {
        return constructor.getConstructorCallsFromSelf().stream()
                .anyMatch(call -> call.getTargetOwner().getFields().stream()
                        .filter(field -> field.getRawType().isEquivalentTo(Arg.class)).count() > 1);
    }

    static List<JavaClass> thoseThatWait() {
        return CODE.stream().filter(type -> type.isAssignableTo(Command.class))
                .filter(type -> type.getFields().stream()
                        .anyMatch(field -> field.getRawType().isEquivalentTo(WaitOptions.class)))
                .filter(type -> !type.isEquivalentTo(Command.class)).toList();
    }

    /** Whoever can wait asks for the deadline, which --timeout and --nonblock make; {@code -E} is everybody's. */
    @ParameterizedTest
    @MethodSource("thoseThatWait")
    void everyWaitHasADeadlineAndCanBeRefused(JavaClass type) {
        Stream<JavaClass> helpers = type.getCodeUnitCallsFromSelf().stream()
                .filter(call -> call.getTarget().getRawParameterTypes().stream()
                        .anyMatch(given -> given.isEquivalentTo(WaitOptions.class)))
                .map(JavaAccess::getTargetOwner);
        // A class for one call is in the command's own.
        Stream<JavaClass> calls = CODE.stream().filter(one -> one.getEnclosingClass().filter(type::equals).isPresent());
        Set<String> asked = Stream.of(Stream.of(type), calls, type.getAllRawSuperclasses().stream(), helpers)
                .flatMap(classes -> classes)
                .flatMap(one -> one.getMethodCallsFromSelf().stream())
                .filter(call -> call.getTargetOwner().isEquivalentTo(WaitOptions.class))
                .map(JavaMethodCall::getName).collect(Collectors.toSet());
        assertThat(asked).as("of its WaitOptions %s reads", type.getName()).contains("deadline");
    }
}
