package org.ipcctl.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** That the second round of tests runs on the classes that are installed; no test of the first round, by its name. */
class WovenClasses {
    @Test
    void classesAreThoseOfTheDistribution() {
        for (Class<?> type : new Class<?>[] {Native.class, jnr.ffi.Pointer.class, com.kenai.jffi.Invoker.class,
            picocli.CommandLine.class}) {
            assertThat(type.getProtectionDomain().getCodeSource().getLocation().getPath()).as("%s", type)
                    .contains("/target/installed/lib/ipcctl/");
        }
    }

    @Test
    void functionsAreCalledWithoutStubsOfJnr() {
        assertThat(LibC.C.getClass().getName()).isEqualTo(LibC.Functions.class.getName() + "$$Calls");
    }

    @Test
    void lambdasAreClassesOfTheirOwn() {
        assertThat(Arrays.stream(Fd.class.getNestMembers()).map(Class::getSimpleName)).contains("Fd$$Function0");
    }
}
