package org.ipcctl.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a test needs of the machine. Where it is missing the test is skipped with the reason; in CI, which installs
 * everything ({@code IPCCTL_TESTS_MUST_RUN}), it fails, so that green never means that nothing ran.
 */
public final class Needs {
    private static final boolean MUST_RUN = System.getenv("IPCCTL_TESTS_MUST_RUN") != null;

    private Needs() {}

    /** Skips the test, or fails it in CI, unless {@code there}. */
    public static void that(boolean there, String reason) {
        if (MUST_RUN) {
            assertThat(there).as(reason).isTrue();
        }
        assumeTrue(there, reason);
    }

    /** Needs a program on PATH. */
    public static void program(String name, String debianPackage) {
        that(isOnPath(name), "no " + name + " on this machine (Debian: apt install " + debianPackage + ")");
    }

    /** Needs to be root, for namespaces and other users; never a failure, for a test run is no reason to be root. */
    public static void root() {
        assumeTrue(isRoot(), "only root can do this");
    }

    public static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** Whether PATH has a program of that name. */
    public static boolean isOnPath(String name) {
        for (String directory : System.getenv("PATH").split(":")) {
            if (Files.isExecutable(Path.of(directory, name))) {
                return true;
            }
        }
        return false;
    }
}
