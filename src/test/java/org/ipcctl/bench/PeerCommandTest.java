package org.ipcctl.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a peer's JVM is started with. */
class PeerCommandTest {
    @Test
    void aPeerGetsTheOptionsOfThisJvmButNotThoseOfAShortCommand() {
        assertThat(PeerCommand.options(
                List.of("/usr/bin/java", "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-XX:CompileThresholdScaling=10",
                        "-Djnr.ffi.asm.enabled=false", "-Djffi.boot.library.path=/x",
                        "--enable-native-access=ALL-UNNAMED", "-cp", "a.jar:b.jar", "org.ipcctl.Main",
                        "bench", "-Dno", "option")))
                .containsExactly("-Xshare:auto", "-Djffi.boot.library.path=/x", "--enable-native-access=ALL-UNNAMED");
    }

    @Test
    void agentsAndDebuggersStayWithThisJvm() {
        assertThat(PeerCommand.options(
                List.of("java", "-javaagent:x.jar", "-agentlib:jdwp=...", "-Xmx64m", "-jar", "x.jar", "-Xfoo")))
                .isEmpty();
    }

    @Test
    void theClassPathIsThatOfThisJvm() {
        assertThat(PeerCommand.line()).containsSequence("-cp", System.getProperty("java.class.path"), "org.ipcctl.Main",
                "bench-peer");
    }

    /** Options of this JVM come later, and the last one counts. */
    @Test
    void whatALoopNeedsIsCompiledBeforeItIsTimed() {
        assertThat(PeerCommand.line()).containsSubsequence("-XX:CompileCommand=quiet",
                "-XX:CompileCommand=BackgroundCompilation,org.ipcctl.*::*,false",
                "-XX:CompileCommand=CompileThresholdScaling,org.ipcctl.*::*,0.1", "-cp");
    }
}
