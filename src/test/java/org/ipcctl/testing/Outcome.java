package org.ipcctl.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** How a command ended and what it wrote; its text shows all of that when an assertion fails. */
public record Outcome(List<String> arguments, int exitCode, byte[] outBytes, String err) {
    public String out() {
        return new String(outBytes, StandardCharsets.UTF_8);
    }

    /** Asserts the exit code. */
    public Outcome exits(int expected) {
        assertThat(exitCode).as("exit code of %s", this).isEqualTo(expected);
        return this;
    }

    /** Asserts that all went well and nobody complained. */
    public Outcome succeeds() {
        exits(0);
        assertThat(err).as("stderr of %s", this).isEmpty();
        return this;
    }

    /** Asserts what was printed. */
    public Outcome prints(String expected) {
        assertThat(out()).as("stdout of %s", this).isEqualTo(expected);
        return this;
    }

    /** Asserts that stderr holds each of {@code parts}, and no stack trace. */
    public Outcome complains(String... parts) {
        assertThat(err).as("stderr of %s", this).contains(parts).doesNotContain("\tat ");
        return this;
    }

    @Override
    public String toString() {
        return "'ipcctl " + String.join(" ", arguments) + "' -> " + exitCode + "\nstdout: " + out() + "\nstderr: "
                + err;
    }
}
