package org.ipcctl.kernel;

import java.io.FileInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/**
 * Kernel settings under /proc/sys: {@code proc_sys(5)}.
 *
 * <p>Such a file gives its text to the first read(2) only, and of that only what fits. The JDK's readString and
 * readAllBytes begin a file of size 0 with a read of one byte, and take {@code 1048576} for {@code 1}; so it is read in
 * one piece here.
 */
public final class Sysctl {
    private static final int LONGEST = 4096;

    private Sysctl() {}

    /**
     * The text of {@code name}, as {@code fs/pipe-max-size}, without the newline; null where this host has no such
     * setting.
     */
    public static String text(String name) {
        try (FileInputStream in = new FileInputStream("/proc/sys/" + name)) {
            byte[] bytes = new byte[LONGEST];
            int count = in.read(bytes);
            return new String(bytes, 0, Math.max(0, count), StandardCharsets.ISO_8859_1).strip();
        } catch (IOException notThere) {
            return null;
        }
    }

    /**
     * The number that {@code name} is, empty where it is not there or is none; what a long cannot hold is the highest
     * that it can.
     */
    public static OptionalLong number(String name) {
        String text = text(name);
        return text != null && text.matches("-?\\d{1,18}") ? OptionalLong.of(Long.parseLong(text))
                : text != null && text.matches("\\d{19,20}")
                        ? OptionalLong.of(new BigInteger(text).min(BigInteger.valueOf(Long.MAX_VALUE)).longValue())
                        : OptionalLong.empty();
    }
}
