package org.ipcctl.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ipcctl.testing.Needs;
import org.ipcctl.testing.Scratch;
import org.ipcctl.testing.Terminal;

/**
 * The real shells with a completion script loaded, each asked in its own way what it would offer. bash and zsh run on a
 * terminal, where a key inserts all that they offer, and the line is entered: {@code ipcctl} is a function there that
 * writes its words down. So a completion that would start ipcctl itself would be seen.
 */
enum Shell {
    BASH("ipcctl.bash") {
        @Override
        List<String> offers(Path script, Scratch scratch, String line) throws IOException {
            return onTerminal(scratch, "bash --norc --noprofile -i",
                    "PS1='ready''> '; source " + script + "; " + RECORDER
                            + "; bind '\"\\C-x\\C-a\": insert-completions'\n",
                    line);
        }
    },
    ZSH("_ipcctl") {
        @Override
        List<String> offers(Path script, Scratch scratch, String line) throws IOException {
            return onTerminal(scratch, "zsh -f -i", "PS1='ready''> '; autoload -U compinit; compinit -u -d "
                    + script.resolveSibling("zcompdump") + "; source " + script + "; " + RECORDER
                    + "; all() { _main_complete; compstate[insert]=all; compstate[list]= }; "
                    + "zle -C all complete-word all; bindkey '^X^A' all\n",
                    line);
        }
    },
    FISH("ipcctl.fish") {
        @Override
        List<String> offers(Path script, Scratch scratch, String line) throws IOException {
            ProcessBuilder fish = new ProcessBuilder("fish", "--no-config", "-c",
                    "source $argv[1]; complete -C $argv[2]", script.toString(), line)
                    .redirectErrorStream(true).directory(scratch.directory().toFile());
            fish.environment().put("HOME", scratch.directory().toString());
            fish.environment().put("PATH", path(scratch));
            Process process = fish.start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return out.lines().map(offer -> offer.split("\t")[0]).map(Shell::bare).toList();
        }
    };

    /** In bash and in zsh. */
    private static final String RECORDER = "ipcctl() { printf '%s\\0' \"$@\" >>words; printf 'noted\\n'; }; "
            + "cd \"$SCRATCH\"";
    /**
     * What a script asks for queues outside of the host's IPC namespace: {@code ipcctl mq ls}, which is not installed
     * here.
     */
    private static final String LISTER = "#!/bin/sh\ncd /dev/mqueue && for file in *; do printf '/%s\\n' \"$file\"; "
            + "done\n";
    private static final String INSERT_ALL = "\u0018\u0001";

    /** The script's file name. */
    final String file;

    Shell(String file) {
        this.file = file;
    }

    String program() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    void needed() {
        Needs.program(program(), program());
        Needs.program("script", "bsdutils");
    }

    /** What {@code script} offers behind {@code line}, in the folder of {@code scratch}. */
    abstract List<String> offers(Path script, Scratch scratch, String line) throws IOException;

    /** With {@link #LISTER} in front. */
    private static String path(Scratch scratch) throws IOException {
        Path place = Path.of(scratch.path(".bin"));
        if (!Files.exists(place)) {
            Files.createDirectory(place);
            Files.writeString(place.resolve("ipcctl"), LISTER);
            assertThat(place.resolve("ipcctl").toFile().setExecutable(true)).isTrue();
        }
        return place + ":" + System.getenv("PATH");
    }

    /** The words that come in the place of the last word of {@code line}; none where there is nothing to offer. */
    private static List<String> onTerminal(Scratch scratch, String shell, String setUp, String line)
            throws IOException {
        Path words = Path.of(scratch.path("words"));
        Files.deleteIfExists(words);
        Map<String, String> environment = Map.of("SCRATCH", scratch.directory().toString(), "HOME",
                scratch.directory().toString(),
                "HISTFILE", "/dev/null", "TERM", "dumb", "PATH", path(scratch));
        try (Terminal terminal = Terminal.start("stty cols 9999; exec " + shell, environment)) {
            terminal.types(setUp).shows("ready> ").types(line + INSERT_ALL + "\n").shows("noted");
        }
        List<String> all = new ArrayList<>(
                List.of(new String(Files.readAllBytes(words), StandardCharsets.UTF_8).split("\0")));
        List<String> typed = List.of(line.split(" +"));
        String unfinished = line.endsWith(" ") ? "" : typed.get(typed.size() - 1);
        int kept = typed.size() - 1 - (unfinished.isEmpty() ? 0 : 1);
        List<String> offered = all.subList(Math.min(kept, all.size()), all.size());
        return offered.equals(List.of(unfinished)) ? List.of() : offered.stream().map(Shell::bare).toList();
    }

    /** A folder's name with or without the slash that one shell adds and another does not. */
    private static String bare(String offer) {
        return offer.length() > 1 && offer.endsWith("/") ? offer.substring(0, offer.length() - 1) : offer;
    }
}
