package org.ipcctl.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ipcctl.kernel.OsString;
import org.ipcctl.kernel.ProcSelf;

/**
 * The command line of a peer: this JVM's own program, class path and options, so that a peer finds the same archives
 * and libraries, with the full compiler and compiled stubs, which a measured loop needs.
 */
final class PeerCommand {
    /** The hidden command that runs {@link PeerProgram}. */
    static final String WORD = "bench-peer";

    private static final String MAIN = "org.ipcctl.Main";
    private static final List<String> HANDED_ON = List.of("-X", "-D", "--enable-native-access",
            "--sun-misc-unsafe-memory-access");
    /** What suits a command of one call, or a test run, and not a loop. */
    private static final List<String> DROPPED = List.of("-XX:TieredStopAtLevel", "-XX:CompileThresholdScaling",
            "-Djnr.ffi.asm.enabled",
            "-Xlog", "-Xmx", "-Xms", "-XX:+HeapDump", "-Dipcctl.directory");
    private static final List<String> READ_BY_JVM = List.of("JAVA_TOOL_OPTIONS=", "JDK_JAVA_OPTIONS=", "_JAVA_OPTIONS=",
            "_JAVA_LAUNCHER_DEBUG=", "_JAVA_SR_SIGNUM=");
    /**
     * A loop that waits for a wake-up in each round trip makes 20,000 a second, so by the compiler's usual measure it
     * would be compiled in the middle of the timed run, on a CPU that the run needs: one round trip of a thousand then
     * took up to 20 times as long. Hence a tenth of that measure for all that a loop calls, and the thread that asks
     * for a compilation waits for it: what is to be compiled is, before the warm-up ends. Not for the JVM's own
     * classes, with which a peer would start half a second later.
     */
    private static final List<String> COMPILING = compiling("org.ipcctl.*", "org.HdrHistogram.*", "com.kenai.jffi.*");
    /**
     * Its stdout is a channel on which nobody but the program may talk: not a JVM whose archive is another JVM's, say.
     */
    private static final List<String> SILENCING = List.of("-Xlog:disable", "-XX:+DisplayVMOutputToStderr");
    /** As the launcher has it: which signal a JVM uses for itself instead of SIGUSR2. */
    private static final String JVMS_SIGNAL = "_JAVA_SR_SIGNUM=42";

    private PeerCommand() {}

    private static List<String> compiling(String... classes) {
        // Or it would tell on stdout what it has understood.
        List<String> options = new ArrayList<>(List.of("-XX:CompileCommand=quiet"));
        for (String each : classes) {
            options.add("-XX:CompileCommand=BackgroundCompilation," + each + "::*,false");
            options.add("-XX:CompileCommand=CompileThresholdScaling," + each + "::*,0.1");
        }
        return options;
    }

    static List<String> line() {
        List<String> line = new ArrayList<>();
        line.add(ProcessHandle.current().info().command()
                .orElse(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        line.addAll(COMPILING);
        line.addAll(options(ProcSelf.commandLine()));
        line.addAll(SILENCING);
        line.add("-cp");
        line.add(System.getProperty("java.class.path"));
        line.add(MAIN);
        line.add(WORD);
        return line;
    }

    /** The JVM's own options in {@code commandLine}, as far as a peer should have them. */
    static List<String> options(List<String> commandLine) {
        List<String> options = new ArrayList<>();
        for (int i = 1; i < commandLine.size(); i++) {
            String word = commandLine.get(i);
            if (!word.startsWith("-") || word.equals("-jar")) {
                break;
            } else if (List.of("-cp", "-classpath", "--class-path").contains(word)) {
                i++;
            } else if (startsWithAny(word, HANDED_ON) && !startsWithAny(word, DROPPED)) {
                options.add(word);
            }
        }
        return options;
    }

    /** This process's environment without what would make a JVM talk. */
    static List<byte[]> environment() {
        List<byte[]> environment = new ArrayList<>();
        for (byte[] entry : ProcSelf.environment()) {
            if (!startsWithAny(OsString.decode(entry), READ_BY_JVM)) {
                environment.add(entry);
            }
        }
        environment.add(OsString.encode(JVMS_SIGNAL));
        return environment;
    }

    private static boolean startsWithAny(String word, List<String> beginnings) {
        return beginnings.stream().anyMatch(word::startsWith);
    }
}
