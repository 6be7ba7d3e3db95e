package org.ipcctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Outcome;
import org.junit.jupiter.api.Test;

/** A group that runs by itself takes its own options, and its members' names before them. */
class GroupWithDefaultTest {
    private static final Schema<String> SCHEMA = Schema.list(Column.of("word", Type.TEXT, "what it says", Value::of));
    private static final CommandNode ROOT = CommandNode.group("ipcctl", "test commands",
            CommandNode.groupWithDefault("all", "say everything", Everything::new,
                    CommandNode.leaf("member", "say one thing", Member::new)),
            CommandNode.group("plain", "does nothing by itself",
                    CommandNode.leaf("member", "say one thing", Member::new)));

    private static final class Everything extends Command {
        private final Arg<String> extra = opt(ValueType.TEXT, "Say this too.", "--extra");

        @Override
        protected Schema<?> schema() {
            return SCHEMA;
        }

        @Override
        protected int run(Args args, Context context) throws Exception {
            context.show(SCHEMA, Arrays.asList("everything", args.get(extra)));
            return 0;
        }
    }

    private static final class Member extends Command {
        private final Arg<String> word = arg(ValueType.TEXT, "WORD", "What to say.");

        @Override
        protected int run(Args args, Context context) throws Exception {
            context.out().write((args.get(word) + "\n").getBytes(StandardCharsets.UTF_8));
            return 0;
        }
    }

    private static Outcome run(String... arguments) {
        return Cli.of(ROOT).execute(arguments);
    }

    @Test
    void itsNameAloneRunsIt() {
        run("all").succeeds().prints("WORD\neverything\n-\n");
    }

    @Test
    void itTakesItsOwnOptionsAndThoseOfEveryCommand() {
        run("all", "--format", "ndjson", "--extra", "x").succeeds()
                .prints("{\"word\":\"everything\"}\n{\"word\":\"x\"}\n");
        run("all", "--list-columns", "--no-header").succeeds().prints("word  text  what it says\n");
    }

    @Test
    void anOptionsValueThatIsAMembersNameStaysAValue() {
        run("all", "--no-header", "--extra", "member").succeeds().prints("everything\nmember\n");
    }

    @Test
    void aMembersNameRunsTheMember() {
        run("all", "member", "hello").succeeds().prints("hello\n");
    }

    @Test
    void anotherWordIsNoCommand() {
        run("all", "membre").exits(2).complains("there is no command 'membre'; did you mean 'member'?",
                "Try 'ipcctl all --help'");
        run("all", "membre", "--list-columns").exits(2).prints("");
    }

    @Test
    void optionsInFrontOfAMembersNameAreToldWhereTheyGo() {
        run("all", "--extra", "x", "member", "hello", "--loud").exits(2).prints("")
                .complains("options go after the command: ipcctl all member [OPTIONS]");
    }

    @Test
    void aWrongOptionIsReportedInTwoLines() {
        assertThat(run("all", "--extre", "x").exits(2).err().lines()).hasSize(2).first().asString().contains("--extre");
    }

    @Test
    void itsHelpListsOptionsAndMembers() {
        assertThat(run("all", "--help").succeeds().out())
                .startsWith("Usage: ipcctl all ").contains("[COMMAND]", "--extra=TEXT", "--format=FORMAT",
                        "Columns: word",
                        "Commands:\n  member  Say one thing.", "'ipcctl all COMMAND --help'", "Exit status:");
    }

    @Test
    void aGroupWithoutDefaultStillAsksWhich() {
        run("plain").exits(2).complains("which command?\n  member  Say one thing.\n");
        run("plain", "--help").succeeds();
    }

    @Test
    void theRegistryTellsThemApart() {
        CommandNode all = ROOT.find("all");
        assertThat(all.isGroup()).isTrue();
        assertThat(all.isRunnable()).isTrue();
        assertThat(ROOT.find("plain").isRunnable()).isFalse();
        assertThat(all.find("member").isGroup()).isFalse();
        assertThat(CommandModel.of(all, "ipcctl all").leaf()).isInstanceOf(Everything.class);
    }
}
