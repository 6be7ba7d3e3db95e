package org.ipcctl.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Outcome;

/**
 * A wait of {@code command}.
 *
 * @param phase what it waits for, or where
 * @param once  whether there can be such a wait with --nonblock, which ends before anybody can come into that phase
 */
record Wait(String command, String phase, boolean once, Wait.Blocked blocked) {
    /** A command that hangs does so for ever; a machine that is busy takes a while. */
    static final Duration BOUND = Duration.ofSeconds(60);

    /** Brings about what a command then waits for, and tells that command's line. */
    interface Blocked {
        String[] line(Stuck other) throws Exception;
    }

    static Wait of(String command, String phase, Blocked blocked) {
        return new Wait(command, phase, true, blocked);
    }

    static Wait unlessNonblock(String command, String phase, Blocked blocked) {
        return new Wait(command, phase, false, blocked);
    }

    /** The commands that {@code waits} has, each once. */
    static Set<String> commands(List<Wait> waits) {
        return waits.stream().map(Wait::command).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Those of the commands there are that fit, named as those of {@link #commands}. */
    static Set<String> declared(Predicate<ModelTest.Command> fits) {
        return ModelTest.runnable().stream().filter(fits)
                .map(command -> command.path().substring("ipcctl ".length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** How it ends with {@code options}. */
    Outcome end(Stuck other, String... options) throws Exception {
        // It sets what is read, too.
        String[] line = with(blocked.line(other), options);
        return Cli.reading(other.stdin()).start(line)
                .orTimeout(BOUND.toSeconds(), TimeUnit.SECONDS).join();
    }

    /** In front of what CMD may be. */
    private static String[] with(String[] line, String... options) {
        List<String> words = new ArrayList<>(Arrays.asList(line));
        int cmd = words.indexOf("--");
        words.addAll(cmd < 0 ? words.size() : cmd, Arrays.asList(options));
        return words.toArray(String[]::new);
    }

    @Override
    public String toString() {
        return command + ": " + phase;
    }
}
