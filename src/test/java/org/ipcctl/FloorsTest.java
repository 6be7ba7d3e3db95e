package org.ipcctl;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ipcctl.cli.CommandNode;
import org.ipcctl.cli.commands.Commands;
import org.ipcctl.testing.MainClasses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The floors of the building, and what may not cross them. */
class FloorsTest {
    private static final String ROOT = "org.ipcctl.";
    private static final List<String> KERNEL = List.of("kernel");
    private static final List<String> MECHANISMS = List.of("pipe", "fifo", "shm", "sem", "sync", "mq", "sock", "sysv");
    /** What mechanisms say of themselves in, and rows are made of. */
    private static final List<String> BASE = List.of("inspect", "result");
    private static final List<String> FLOOR_1 = Stream
            .concat(MECHANISMS.stream(), Stream.of("layout", "result", "inspect")).toList();
    private static final List<String> FLOOR_2 = List.of("relay", "bench", "host", "format", "metrics", "work");
    private static final List<String> CLI = List.of("cli");

    private static final JavaClasses CODE = MainClasses.ALL;

    @Test
    void everyPackageHasAFloor() {
        String[] known = packages(KERNEL, FLOOR_1, FLOOR_2, CLI, List.of("docs"));
        classes().that().resideOutsideOfPackage("org.ipcctl").should().resideInAnyPackage(known).check(CODE);
    }

    @Test
    void theKernelFloorImportsNothingAboveIt() {
        forbid(KERNEL, packages(FLOOR_1, FLOOR_2, CLI, List.of("docs")));
    }

    @Test
    void floorOneImportsOnlyTheKernelFloor() {
        forbid(FLOOR_1, packages(FLOOR_2, CLI, List.of("docs")));
    }

    @Test
    void floorTwoImportsNothingAboveIt() {
        forbid(FLOOR_2, packages(CLI, List.of("docs")));
    }

    @Test
    void theCommandLineImportsNoDocuments() {
        forbid(CLI, packages(List.of("docs")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pipe", "fifo", "shm", "sem", "sync", "mq", "sock", "sysv", "layout", "result", "inspect"})
    void membersOfFloorOneDoNotImportEachOther(String member) {
        // A mutex or condition variable is a shared memory object with a header.
        List<String> beneath = member.equals("sync") ? List.of("shm", "inspect", "result")
                : BASE.contains(member) ? List.of() : BASE;
        List<String> others = FLOOR_1.stream().filter(other -> !other.equals(member) && !beneath.contains(other))
                .toList();
        forbid(List.of(member), packages(others));
    }

    @Test
    void noPackagesImportEachOther() {
        SlicesRuleDefinition.slices().matching("(**)").should().beFreeOfCycles().check(CODE);
    }

    @Test
    void resultsImportTheJdkOnly() {
        noClasses().that().resideInAPackage(ROOT + "result..").should()
                .dependOnClassesThat().resideOutsideOfPackages("java..", ROOT + "result..").check(CODE);
    }

    @Test
    void jnrStaysInKernelAndMechanisms() {
        noClasses().that().resideOutsideOfPackages(packages(KERNEL, MECHANISMS)).should()
                .dependOnClassesThat().resideInAnyPackage("jnr..", "com.kenai.jffi..").check(CODE);
    }

    @Test
    void picocliStaysInTheCommandLineAndTheDocuments() {
        noClasses().that().resideOutsideOfPackages(packages(CLI, List.of("docs"))).and()
                .doNotHaveFullyQualifiedName("org.ipcctl.Main").should()
                .dependOnClassesThat().resideInAnyPackage("picocli..").check(CODE);
    }

    /** Nobody else's start is to load them. */
    @Test
    void prometheusAndTheServerStayInMetrics() {
        noClasses().that().resideOutsideOfPackage(ROOT + "metrics..").should()
                .dependOnClassesThat().resideInAnyPackage("io.prometheus..", "com.sun.net.httpserver..").check(CODE);
    }

    @Test
    void statisticsStayInComparisonsOfBenchmarks() {
        noClasses().that().resideOutsideOfPackage(ROOT + "bench.saved").should().dependOnClassesThat()
                .resideInAnyPackage("org.apache.commons..").check(CODE);
    }

    @Test
    void onlyMainAndTheStandardStreamsTouchTheProcessItself() {
        DescribedPredicate<JavaClass> others = DescribedPredicate.describe(
                "neither Main, Rehearsal, StandardIo nor ExitHook",
                c -> !List.of("org.ipcctl.Main", "org.ipcctl.Rehearsal", "org.ipcctl.cli.StandardIo",
                        "org.ipcctl.kernel.ExitHook").contains(c.getName()));
        ArchRule rule = noClasses().that(others).should().accessField(System.class, "out")
                .orShould().accessField(System.class, "err").orShould().accessField(System.class, "in")
                .orShould().callMethod(System.class, "exit", int.class)
                .orShould().callMethod(Runtime.class, "exit", int.class)
                .orShould().callMethod(Runtime.class, "halt", int.class)
                .orShould().accessField(java.io.FileDescriptor.class, "out")
                .orShould().accessField(java.io.FileDescriptor.class, "err");
        rule.check(CODE);
    }

    @Test
    void errnoIsReadInOnePlace() {
        noClasses().that().doNotHaveFullyQualifiedName("org.ipcctl.kernel.Native").and()
                .doNotHaveFullyQualifiedName("org.ipcctl.kernel.Syscall").should()
                .callMethod(jnr.ffi.Runtime.class, "getLastError")
                .orShould().dependOnClassesThat().haveFullyQualifiedName("jnr.ffi.LastError").check(CODE);
    }

    /** What to type is known to the command line alone: it has a sentence for each situation that lower floors tell. */
    @Test
    void onlyTheCommandLineSaysWhatToType() throws IOException {
        String names = String.join("|", Commands.root().entries().stream().map(CommandNode::name).toList());
        Pattern command = Pattern.compile("\"[^\"\n]*\\bipcctl (?:(?:" + names + ")\\b|\"\\s*\\+)[^\"\n]*");
        List<String> found = new ArrayList<>();
        for (String floor : Stream.of(KERNEL, FLOOR_1, FLOOR_2).flatMap(List::stream).toList()) {
            try (Stream<Path> files = Files.walk(Path.of("src/main/java/org/ipcctl", floor))) {
                for (Path file : files.filter(path -> path.toString().endsWith(".java") && !isDocument(path))
                        .toList()) {
                    Matcher literal = command.matcher(
                            Files.readString(file).replaceAll("(?m)^\\s*(\\*|//|/\\*).*$", ""));
                    while (literal.find()) {
                        found.add(file.getFileName() + ": " + literal.group());
                    }
                }
            }
        }
        assertThat(found).isEmpty();
    }

    /** A page that people read: its title is the command that it comes of, and it says how to repeat it. */
    private static boolean isDocument(Path file) {
        return file.endsWith("bench/report/ReportPage.java");
    }

    private static void forbid(List<String> from, String[] to) {
        noClasses().that().resideInAnyPackage(packages(from)).should()
                .dependOnClassesThat().resideInAnyPackage(to).allowEmptyShould(true).check(CODE);
    }

    private static String[] packages(List<?>... groups) {
        return Arrays.stream(groups).flatMap(List::stream).map(name -> ROOT + name + "..").toArray(String[]::new);
    }
}
