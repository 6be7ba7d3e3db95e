package org.ipcctl.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each thing that can happen to a name shows, whatever becomes of its directory. */
@Timeout(60)
class NameWatchTest {
    private final Scratch scratch = new Scratch();
    private final Path directory = scratch.directory().resolve("a").resolve("b");
    private final Path name = directory.resolve("name");
    private final NameWatch watch = new NameWatch(name.toString());

    private interface Act {
        void run() throws IOException;
    }

    @AfterEach
    void end() {
        watch.close();
        scratch.close();
    }

    /** Nothing shows before {@code act}, and something does after it. */
    private void tells(Act act) throws IOException {
        watch.renew();
        assertThat(Poll.await(watch.descriptor(), Poll.IN, Deadline.once())).as("before").isZero();
        act.run();
        assertThat(Poll.await(watch.descriptor(), Poll.IN, Deadline.in(Duration.ofSeconds(30)))).as("after")
                .isEqualTo(Poll.IN);
    }

    private void make() throws IOException {
        Files.createFile(name);
    }

    @Test
    void comingAndGoing() throws IOException {
        Files.createDirectories(directory);
        tells(this::make);
        tells(() -> Files.delete(name));
        Path elsewhere = Files.createFile(scratch.directory().resolve("elsewhere"));
        tells(() -> Files.move(elsewhere, name));
        tells(() -> Files.move(name, elsewhere));
        tells(() -> Files.createLink(name, elsewhere));
        Fifos.make(scratch.path("fifo"));
        tells(() -> Files.move(Path.of(scratch.path("fifo")), name, java.nio.file.StandardCopyOption.REPLACE_EXISTING));
    }

    @Test
    void aDirectoryThatComesLater() throws IOException {
        tells(() -> Files.createDirectory(directory.getParent()));
        tells(() -> Files.createDirectory(directory));
        tells(this::make);
    }

    @Test
    void aDirectoryThatIsRemovedAndMadeAnew() throws IOException {
        Files.createDirectories(directory);
        tells(() -> Files.delete(directory));
        tells(() -> Files.createDirectory(directory));
        tells(this::make);
    }

    @Test
    void aDirectoryThatAnotherOneReplaces() throws IOException {
        Files.createDirectories(directory);
        tells(() -> Files.move(directory, scratch.directory().resolve("old")));
        tells(() -> Files.createDirectory(directory));
        tells(this::make);
    }

    @Test
    void aFileWhereADirectoryShouldBe() throws IOException {
        Files.createFile(directory.getParent());
        tells(() -> Files.delete(directory.getParent()));
        tells(() -> Files.createDirectories(directory));
        tells(this::make);
    }

    @Test
    void aNameInTheRootOrTheWorkingDirectoryHasADirectory() {
        for (String path : new String[] {"/name", "name", "./name", "//name", "/a/b/../c//name/"}) {
            try (NameWatch other = new NameWatch(path)) {
                other.renew();
                assertThat(other.descriptor()).as(path).isNotNull();
            }
        }
    }

    /** mkfifo(3) is not floor 0's. */
    private static final class Fifos {
        static void make(String path) throws IOException {
            try {
                assertThat(new ProcessBuilder("mkfifo", path).inheritIO().start().waitFor()).isZero();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
