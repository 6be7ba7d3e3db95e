package org.ipcctl.kernel;

import java.util.List;
import org.ipcctl.testing.ChildJvm;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** jnr's generated stubs once passed garbage as a sixth argument: both kinds of stub must hand it over. */
class SixArgumentsTest {
    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void theSixthArgumentArrivesWithGeneratedAndWithReflectiveStubs(String generated) throws Exception {
        try (Scratch scratch = new Scratch()) {
            ChildJvm.run(List.of("-Djnr.ffi.asm.enabled=" + generated), SixArguments.class,
                    scratch.directory().toString()).exits(0).prints("arrived offset\n");
        }
    }
}
