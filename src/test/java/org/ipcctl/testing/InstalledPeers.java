package org.ipcctl.testing;

import org.ipcctl.Main;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Peers of benchmarks start as a user's do, by ipcctl.jar alone, where that is what is tested: only then the class-data
 * archive is theirs, and they start in half the time.
 */
public final class InstalledPeers implements BeforeAllCallback, AfterAllCallback {
    private static final String CLASS_PATH = "java.class.path";

    private final String before = System.getProperty(CLASS_PATH);

    @Override
    public void beforeAll(ExtensionContext context) {
        String classes = Main.class.getProtectionDomain().getCodeSource().getLocation().getPath();
        if (classes.endsWith(".jar")) {
            System.setProperty(CLASS_PATH, classes);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        System.setProperty(CLASS_PATH, before);
    }
}
