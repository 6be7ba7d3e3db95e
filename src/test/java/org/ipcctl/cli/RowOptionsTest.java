package org.ipcctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ipcctl.mq.MessageQueue;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which columns, in which order, in what form. */
class RowOptionsTest {
    private final Scratch scratch = new Scratch();
    private final String name = Scratch.name("rows");

    @BeforeEach
    void threeQueues() {
        for (int i = 1; i <= 3; i++) {
            String queue = name + "-" + i;
            scratch.atEnd(() -> MessageQueue.unlink(queue));
            Cli.run("mq", "create", queue, "--max-messages", Integer.toString(10 - i), "--message-size",
                    i == 3 ? "16" : "32").succeeds();
        }
    }

    @AfterEach
    void remove() {
        scratch.close();
    }

    /** Those that are this test's. */
    private List<String> list(String... words) {
        List<String> line = new java.util.ArrayList<>(List.of("mq", "ls"));
        line.addAll(List.of(words));
        return Cli.run(line.toArray(String[]::new)).succeeds().out().lines()
                .filter(row -> row.contains(name) || row.startsWith("NAME") || row.contains("| NAME")).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"max_messages", "MAX_MESSAGES", "MAX-MESSAGES", "max-messages", "MaxMessages",
        "maxmessages", "message_size_bytes", "MessageSizeBytes",
        "MESSAGE-SIZE", "messagesize"})
    void aColumnIsFoundByAnySpelling(String column) {
        String value = column.toLowerCase(java.util.Locale.ROOT).startsWith("max") ? "9" : "32";
        assertThat(Cli.run("mq", "stat", name + "-1", "--columns", column, "--format", "plain").succeeds().out())
                .isEqualTo(value + "\n");
        assertThat(Cli.run("mq", "stat", name + "-1", "-o", column, "--format", "plain").succeeds().out())
                .isEqualTo(value + "\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ,                      | there is no column ''
            name,                  | there is no column ''
            name,,mode             | there is no column ''
            nam                    | there is no column 'nam'; did you mean 'name'?
            name,NAME              | the column 'NAME' is named twice
            +name                  | the column 'name' is shown already
            +inode_id              | there is no column 'inode_id'
            -mode                  | the column 'mode' is not shown anyway
            +mode,name             | --columns takes either plain names, or only names with + or - before them
            """)
    void whatCannotBeSelected(String list, String reason) {
        Cli.run("mq", "ls", "--columns", list.strip()).exits(2).prints("").complains(reason);
    }

    @Test
    void columnsAreAddedAndLeftOut() {
        assertThat(list("--columns", "+mode,-owner_name").get(0))
                .isEqualTo(list("--columns", "name,messages,max_messages,message_size_bytes,queued_bytes,mode").get(0));
        assertThat(list("--columns=-QUEUED").get(0)).doesNotContain("QUEUED").contains("OWNER-NAME");
        assertThat(Cli.run("mq", "ls", "--columns", "-name,-messages,+name").succeeds().out().lines().findFirst()
                .orElseThrow()).endsWith("NAME").doesNotContain(" MESSAGES");
        assertThat(Cli.run("mq", "stat", name + "-1", "--columns", "-name", "--format", "json").succeeds().out())
                .doesNotContain("\"name\"").contains("\"mode\"");
    }

    @Test
    void rowsAreSorted() {
        assertThat(list("--sort", "max_messages", "--format", "plain", "--columns", "name"))
                .containsExactly(name + "-3", name + "-2", name + "-1");
        assertThat(list("--sort", "-MAX-MESSAGES", "--format", "plain", "--columns", "name"))
                .containsExactly(name + "-1", name + "-2", name + "-3");
        assertThat(list("--sort", "message_size_bytes,-name", "--format", "plain", "--columns", "name"))
                .containsExactly(name + "-3", name + "-2", name + "-1");
        Cli.run("mq", "ls", "--sort", "weight").exits(2).complains("there is no column 'weight' to sort by");
        Cli.run("mq", "ls", "--sort", "").exits(2);
    }

    @Test
    void plainTellsWhatIsEmptyMissingAndADash() {
        Cli.run("mq", "send", name + "-1", "").succeeds();
        Cli.run("mq", "send", name + "-1", "-p", "1", "--", "-").exits(0);
        Cli.reading("-").execute("mq", "send", name + "-1", "-p", "2", "-").succeeds();
        assertThat(Cli.run("mq", "recv", name + "-1", "--drain", "--format", "plain", "--columns", "priority,payload")
                .succeeds().out()).isEqualTo("2\t\\x2d\n1\t\n0\t\n");
        assertThat(Cli.run("mq", "stat", name + "-1", "--format", "plain", "--columns", "notify_pid,messages")
                .succeeds().out()).isEqualTo("-\t0\n");
    }

    @Test
    void markdownIsATable() {
        assertThat(list("--format", "markdown", "--columns", "name,max_messages", "--sort", "name")).containsExactly(
                "| NAME | MAX-MESSAGES |",
                "| " + name + "-1 | 9 |", "| " + name + "-2 | 8 |", "| " + name + "-3 | 7 |");
        assertThat(Cli.run("layout", "show", "a:i32", "--format", "markdown", "--columns", "field,size_bytes")
                .succeeds().out())
                .isEqualTo("| FIELD | SIZE-BYTES |\n| --- | ---: |\n| a | 4 |\n");
        assertThat(Cli.run("mq", "stat", name + "-1", "--format", "markdown", "--columns", "max_messages").succeeds()
                .out())
                .isEqualTo("| COLUMN | VALUE |\n| --- | --- |\n| MAX-MESSAGES | 9 |\n");
    }

    @Test
    void aPrefixIsForVariables() {
        assertThat(Cli.run("mq", "stat", name + "-1", "--format", "shell", "--prefix", "jobs_", "--columns", "messages")
                .succeeds().out()).isEqualTo("jobs_messages='0'\n");
        assertThat(
                Cli.run("mq", "stat", name + "-1", "--format", "fish", "--columns", "messages,mode").succeeds().out())
                .isEqualTo("set messages '0'\nset mode '0600'\n");
        Cli.run("mq", "stat", name + "-1", "--prefix", "jobs_").exits(2)
                .complains("--prefix is for --format shell or fish");
        Cli.run("mq", "stat", name + "-1", "--format", "shell", "--prefix", "x;y").exits(2)
                .complains("cannot begin the name of a variable");
    }

    @Test
    void timesHaveTheirZoneOrAreRelative() {
        assertThat(Cli.run("mq", "stat", name + "-1", "--columns", "modified").succeeds().out())
                .matches("MODIFIED  \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d[+-]\\d\\d(:\\d\\d)?\n");
        assertThat(Cli.run("mq", "stat", name + "-1", "--columns", "modified", "--relative").succeeds().out())
                .matches("MODIFIED  (now|\\d+ (s|min) ago)\n");
        assertThat(Cli.run("mq", "stat", name + "-1", "--columns", "modified", "--relative", "--format", "plain")
                .succeeds().out()).matches("\\d{4}-.*Z\n");
    }

    @Test
    void theLastFormatCounts() {
        assertThat(
                Cli.run("mq", "stat", name + "-1", "-J", "--format", "csv", "--format=plain", "--columns", "messages")
                        .succeeds().out())
                .isEqualTo("0\n");
    }

    /** What stands out is the state, and only where colour is wanted. */
    @Test
    void colourTellsWhatIsNotToBeOverlooked() {
        String dead = Scratch.name("dead");
        scratch.atEnd(() -> Cli.run("mutex", "rm", "-f", dead));
        Cli.run("mutex", "run", dead, "--", "true").succeeds();
        assertThat(Cli.run("mutex", "stat", dead, "--columns", "state", "--color", "always").succeeds().out())
                .isEqualTo("STATE  free\n");
        assertThat(Cli.run("limits", "pipe", "--columns", "used_percent", "--color", "never").succeeds().out())
                .doesNotContain("\033");
        Cli.run("mutex", "ls", "--color", "sometimes").exits(2)
                .complains("'sometimes' is not a when; use auto, always or never");
    }
}
