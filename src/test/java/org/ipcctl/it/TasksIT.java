package org.ipcctl.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.ipcctl.testing.Needs;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What ipcctl(7) gives for tasks that people have, pasted into bash as it stands there. */
class TasksIT {
    @BeforeAll
    static void whatTheyUse() {
        OwnSpaces.needed();
        Needs.program("jq", "jq");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            queue-with-workers   | page 1,page 2,page 3,page 4,page 5,page 6
            mutex-with-timeout   | gave up: 124,mine
            sensor               | {"celsius":21.5;"at":1767225600}
            fifo-log             | a: started,b: started,c: started
            service              | HELLO
            one-shot-event       | migrated
            producers-with-xargs | result 1,result 2,result 3,result 4,result 5,result 6,result 7,result 8
            queue-depth          | /jobs 3
            clean-up             | 42
            """)
    void printsWhatItPromises(String task, String lines) throws IOException {
        OwnSpaces.run("set -e\n" + Pasted.named("task " + task))
                .prints(lines.replace(",", "\n").replace(";", ",") + "\n").exits(0);
    }

    @Test
    void aTcpSocketIsPassed() throws IOException {
        Needs.program("python3", "python3");
        Needs.program("systemd-socket-activate", "systemd");
        OwnSpaces.run("set -e\n" + Pasted.named("task tcp-socket-passed")).prints("hello\n").exits(0);
    }

    @Test
    void thereAreTen() throws IOException {
        List<String> tasks = Pasted.in("ipcctl.7").stream().map(Pasted::name)
                .filter(name -> name != null && name.startsWith("task ")).toList();
        assertThat(tasks).hasSize(10).doesNotHaveDuplicates();
    }
}
