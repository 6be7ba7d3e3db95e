package org.ipcctl.bench;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.ipcctl.kernel.Sysctl;

/**
 * What figures depend on beside the mechanism.
 *
 * @param kernel the release, as uname(2) tells it
 * @param cpu    the model, as /proc/cpuinfo tells it; the architecture where that names none
 * @param cpus   those that this process may use
 * @param jdk    the runtime's version and vendor
 */
public record Machine(String kernel, String cpu, int cpus, String jdk) {
    /** It stays the same as long as the process runs. */
    private static final class Here {
        static final Machine MACHINE = look();
    }

    /** This one. */
    public static Machine here() {
        return Here.MACHINE;
    }

    private static Machine look() {
        String release = Sysctl.text("kernel/osrelease");
        return new Machine(release == null ? System.getProperty("os.version") : release, model(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.runtime.version") + " (" + System.getProperty("java.vendor") + ")");
    }

    private static String model() {
        try (InputStream in = new FileInputStream("/proc/cpuinfo")) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1).lines()
                    .filter(line -> line.startsWith("model name")).findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip()).orElse(System.getProperty("os.arch"));
        } catch (IOException noProc) {
            return System.getProperty("os.arch");
        }
    }
}
