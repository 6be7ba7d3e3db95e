package org.ipcctl.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/** {@code ipcctl completion}: the scripts that are installed too, for who has installed none. */
public final class CompletionCommand extends Command {
    /** The shells there is a script for. */
    enum Shell {
        BASH("ipcctl.bash"), ZSH("_ipcctl"), FISH("ipcctl.fish");

        private final String script;

        Shell(String script) {
            this.script = script;
        }
    }

    private final Arg<Shell> shell = arg(ValueType.choice("SHELL", Shell.class), "SHELL",
            "The shell: bash, zsh or fish.");

    @Override
    protected List<String> description() {
        return List.of(
                "The script completes commands, options, their values, and the names of existing queues, shared "
                        + "memory, semaphores and FIFOs. install.sh puts it where the shells look for it; use this "
                        + "command for other shells and other places.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(new Example("for this bash", "eval \"$(ipcctl completion bash)\""),
                new Example("for every fish",
                        "mkdir -p ~/.config/fish/completions; ipcctl completion fish "
                                + ">~/.config/fish/completions/ipcctl.fish"));
    }

    @Override
    protected Map<String, String> files() {
        return Map.of("/dev/mqueue, /dev/shm, /proc/sysvipc, /proc/net/unix",
                "Where the scripts find the names of objects.");
    }

    @Override
    protected int run(Args args, Context context) throws IOException {
        try (InputStream script = CompletionCommand.class
                .getResourceAsStream("/org/ipcctl/completions/" + args.get(shell).script)) {
            script.transferTo(context.out());
        }
        return 0;
    }
}
