package org.ipcctl.cli;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.ipcctl.kernel.OsString;

/** {@code help}: what {@code COMMAND --help} prints, as in other tools. */
public final class HelpCommand extends Command {
    private final Supplier<CommandNode> root;
    private final Arg<List<String>> words = args(ValueType.TEXT.completing(ValueType.Names.WORDS), "COMMAND",
            "The command, for example mq send; if none is given, ipcctl itself.", 0);

    public HelpCommand(Supplier<CommandNode> root) {
        this.root = root;
    }

    @Override
    protected Texts texts() {
        return Texts.of("It prints the same as the command with --help; the man pages, such as ipcctl-mq(1), say "
                + "more.",
                new Example("show the full help of a command", "ipcctl help mq send"),
                new Example("list the commands", "ipcctl help"));
    }

    @Override
    protected int run(Args args, Context context) throws IOException {
        CommandNode entry = root.get();
        String path = entry.name();
        for (String word : args.get(words)) {
            CommandNode member = entry.isGroup() ? entry.find(word) : null;
            if (member == null && entry.isGroup()) {
                throw Suggestions.noCommand(entry, path, word);
            } else if (member == null) {
                throw new UsageException("'" + path + "' has no commands of its own, such as '" + word + "'");
            }
            entry = member;
            path += " " + member.name();
        }
        context.out().write(OsString.encode(CommandModel.of(entry, path).help(false, HelpText.width(context.io()))));
        return ExitCode.DONE.number();
    }
}
