package org.ipcctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.ipcctl.cli.commands.Commands;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who mistypes, or brings another tool's words along, is told what to type. */
class SuggestionsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            # mistyped
            mq ls --hlep                   | unknown option '--hlep'; did you mean '--help'?
            mq recv q --timout 1s          | unknown option '--timout'; did you mean '--timeout'?
            --verison                      | unknown option '--verison'; did you mean '--version'?
            mq sned q x                    | there is no command 'sned'; did you mean 'send'?
            mq recieve q                   | there is no command 'recieve'; use 'ipcctl mq recv'
            mqq ls                         | there is no command 'mqq'; did you mean 'mq'?
            bnech                          | there is no command 'bnech'; did you mean 'bench'?
            help mq sedn                   | there is no command 'sedn'; did you mean 'send'?
            mq ls --columns mesages        | there is no column 'mesages'; did you mean 'messages'?
            mq ls --format jsno            | 'jsno' is not a format; use table, plain, json, ndjson, csv, shell, fish \
            or markdown; did you mean 'json'?
            map --format mermiad           | did you mean 'mermaid'?
            bench shm-fetux                | there is no mechanism 'shm-fetux'; did you mean 'shm-futex'?
            bench --metric latncy          | is not a metric; use throughput, latency or all; did you mean 'latency'?
            limits fifoo                   | there is no mechanism 'fifoo'; did you mean 'fifo'?
            doctor mqueu                   | there is no check 'mqueu'; did you mean 'mqueue'?
            ls --kind mutx                 | which is not a kind; did you mean 'mutex'?
            completion bsah                | did you mean 'bash'?
            # other tools' words
            mq list                        | there is no command 'list'; use 'ipcctl mq ls'
            mq delete q                    | use 'ipcctl mq rm'
            mq unlink q                    | use 'ipcctl mq rm'
            mq receive q                   | use 'ipcctl mq recv'
            mq publish q x                 | use 'ipcctl mq send'
            mq get q                       | use 'ipcctl mq recv'
            mq LIST                        | use 'ipcctl mq ls'
            mq version                     | use 'ipcctl mq --version'
            mq help                        | use 'ipcctl mq --help'
            mq show q                      | use 'ipcctl mq ls' or 'ipcctl mq stat'
            shm cat s                      | use 'ipcctl shm read'
            shm put s x                    | use 'ipcctl shm write'
            sem lock s                     | use 'ipcctl sem run' or 'ipcctl sem wait'
            sem unlock s                   | use 'ipcctl sem post'
            mutex lock m                   | use 'ipcctl mutex run'
            cond notify c                  | use 'ipcctl cond signal'
            sock serve /s                  | use 'ipcctl sock listen'
            sysv msg receive 1             | use 'ipcctl sysv msg recv'
            list                           | use 'ipcctl ls'
            delete mq:q                    | use 'ipcctl rm'
            lock m -- true                 | use 'ipcctl mutex run'
            queue ls                       | use 'ipcctl mq'
            version                        | use 'ipcctl --version'
            lsof                           | 'ipcctl holders'
            send q x                       | use 'ipcctl mq send' or 'ipcctl sock send'
            publish q x                    | use 'ipcctl mq send' or 'ipcctl sock send'
            mq ls --fields name            | unknown option '--fields'; did you mean '--columns'?
            mq ls --noheadings             | unknown option '--noheadings'; did you mean '--no-header'?
            mq create q --maxmsg 5         | unknown option '--maxmsg'; did you mean '--max-messages'?
            mq recv q --nowait             | unknown option '--nowait'; did you mean '--nonblock'?
            mq recv q --version            | unknown option '--version'; use 'ipcctl --version'
            mq ls --format jsonl           | did you mean 'ndjson'?
            # nothing near: what there is
            mq frobnicate                  | there is no command 'frobnicate'; there are create, send, recv,
            mq ''                          | there is no command ''; there are create,
            frobnicate                     | there is no command 'frobnicate'; there are pipe, pipe-demo,
            mq ls --columns frobnicate     | there is no column 'frobnicate'; there are name,
            mq ls x                        | unexpected argument 'x'
            help mq ls x                   | 'ipcctl mq ls' has no commands of its own, such as 'x'
            """)
    void theRightWordIsTold(String line, String told) {
        Outcome outcome = Cli.run(words(line)).exits(2).prints("").complains(told, "\nTry 'ipcctl");
        assertThat(outcome.err()).hasLineCount(2);
    }

    private static String[] words(String line) {
        String[] words = line.split(" ");
        for (int i = 0; i < words.length; i++) {
            words[i] = words[i].equals("''") ? "" : words[i];
        }
        return words;
    }

    /** A word for an option or a column that has little in common with any. */
    @Test
    void whatIsFarIsNotSuggested() {
        assertThat(Cli.run("mq", "stat", "q", "--columns", "nope").exits(2).err())
                .contains("there is no column 'nope'; there are name");
        assertThat(Cli.run("mq", "stat", "q", "--elephant").exits(2).err())
                .startsWith("ipcctl mq stat: unknown option '--elephant'\n");
        assertThat(Cli.run("mq", "stat", "q", "--x").exits(2).err())
                .startsWith("ipcctl mq stat: unknown option '--x'\n");
    }

    @Test
    void eachGroupAloneListsItsCommandsAndKeepsStatus2() {
        for (ModelTest.Command command : ModelTest.all()) {
            if (command.entry().isRunnable()) {
                continue;
            }
            String err = Cli.run(command.words()).exits(2).prints("").err();
            assertThat(err).startsWith(command.path() + ": which command?\n")
                    .endsWith("\nTry '" + command.path() + " --help'\n");
            assertThat(err.lines().filter(line -> line.startsWith("  ")).map(line -> line.strip().split(" ")[0]))
                    .isEqualTo(command.entry().listed().stream().map(CommandNode::name).toList());
            assertThat(Cli.run(command.words("--version")).succeeds().out())
                    .isEqualTo("ipcctl " + Version.current() + "\n");
        }
    }

    @Test
    void helpOfACommandIsWhatItsOptionPrints() {
        for (ModelTest.Command command : ModelTest.all()) {
            String[] behindHelp = command.words();
            String[] words = new String[behindHelp.length + 1];
            words[0] = "help";
            System.arraycopy(behindHelp, 0, words, 1, behindHelp.length);
            assertThat(Cli.run(words).succeeds().out()).isEqualTo(Cli.run(command.words("--help")).succeeds().out());
        }
    }

    @Test
    void commandsForItselfAreNotSuggested() {
        assertThat(Commands.root().find("bench-peer").hidden()).isTrue();
        assertThat(Cli.run("bench-per").exits(2).err()).doesNotContain("bench-peer");
    }
}
