package org.ipcctl;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.ipcctl.cli.CommandNode;
import org.ipcctl.cli.Invocation;
import org.ipcctl.cli.StandardIo;
import org.ipcctl.cli.commands.Commands;
import org.ipcctl.kernel.ProcSelf;

/**
 * Runs a few commands in one JVM so that the JDK sees which classes a start needs and archives them (class-data
 * sharing). install.sh runs it once with its output thrown away; nothing it creates outlives it.
 */
public final class Rehearsal {
    private Rehearsal() {}

    public static void main(String[] args) {
        ProcSelf.arguments(args);
        String name = "/ipcctl-rehearsal-" + ProcessHandle.current().pid();
        String fifo = System.getProperty("java.io.tmpdir") + name;
        run("--help");
        run("--version");
        run("nonsense");
        for (CommandNode top : Commands.root().entries()) {
            run(top.name(), "--help");
        }
        run("mq", "create", name);
        run("mq", "send", name, "text", "-p", "3");
        run("mq", "stat", name);
        run("mq", "stat", name, "--format", "json");
        run("mq", "recv", name, "--timeout", "1s");
        run("mq", "recv", name, "--timeout", "20ms");
        run("mq", "call", name, "text", "--timeout", "20ms");
        run("mq", "ls");
        run("wait", "mq:" + name, "--for", "data", "--timeout", "20ms");
        run("mq", "rm", name);
        run("mq", "recv", name, "--format", "json");
        run("shm", "write", name, "text", "--create");
        run("shm", "read", name);
        run("shm", "stat", name, "--format", "shell");
        run("shm", "ls");
        run("ls", "--holders", "--kind", "shm");
        run("ls", "--orphans", "--kind", "shm", "--format", "json");
        run("map", "--kind", "pipe");
        run("rm", "--dry-run", "shm:" + name);
        run("shm", "write", name, "--layout", "a:u8,b:u8", "a=1", "--lock", "sem:" + name, "--init", "1");
        run("shm", "read", name, "--layout", "a:u8,b:u8", "--lock", "sem:" + name, "--format", "json");
        run("shm", "rm", name);
        run("sem", "create", name);
        run("sem", "wait", name, "--timeout", "1s");
        run("sem", "post", name);
        run("sem", "run", name, "--", "true");
        run("sem", "rm", name);
        run("mutex", "run", name, "--", "true");
        run("mutex", "stat", name);
        run("holders", "mutex:" + name);
        run("mutex", "rm", name);
        run("cond", "create", name);
        run("cond", "signal", name);
        run("cond", "wait", name, "--timeout", "30ms");
        run("cond", "rm", name);
        run("sock", "ls");
        run("sock", "connect", "@" + name, "--nonblock");
        run("layout", "show", "temperature:f32,name:char[8],n:u16[2]");
        run("layout", "show", "struct { float temperature; char name[8]; }", "--format", "json");
        run("limits", "--format", "json");
        run("metrics");
        run("doctor", "mqueue", "shm", "proc");
        run("mkfifo", fifo);
        run("fifo", "stat", fifo);
        run("wait", "fifo:" + fifo);
        run("fifo", "write", fifo, "text", "--nonblock");
        run("fifo", "rm", fifo);
        run("sock", "listen", fifo, "--timeout", "0");
        run("sock", "recv", fifo, "--nonblock");
        run("sock", "connect", fifo, "--nonblock");
        run("sock", "send", fifo, "text", "--nonblock");
        run("sock", "recv-fd", fifo, "--timeout", "0");
        run("sock", "pair", "--", "true", "--", "true");
        run("sock", "ls", "--listening");
        Thread listener = new Thread(() -> run("sock", "listen", fifo, "--once", "--timeout", "5s", "--", "true"));
        listener.start();
        run("sock", "connect", fifo, "--timeout", "5s");
        join(listener);
        listener = new Thread(() -> run("sock", "recv", fifo, "--timeout", "5s"));
        listener.start();
        run("sock", "send", fifo, "text", "--timeout", "5s");
        join(listener);
        listener = new Thread(() -> run("sock", "recv-fd", fifo, "--timeout", "5s"));
        listener.start();
        run("sock", "send-fd", fifo, "0", "--timeout", "5s");
        join(listener);
        loadAll();
        System.exit(0);
    }

    /**
     * What is needed only when something fails, too: that road must not want a file opened when no descriptor is left.
     */
    private static void loadAll() {
        String jar = System.getProperty("java.class.path");
        try (JarFile classes = new JarFile(jar)) {
            for (JarEntry entry : Collections.list(classes.entries())) {
                String name = entry.getName();
                if (name.startsWith("org/ipcctl/") && name.endsWith(".class")) {
                    Class.forName(name.substring(0, name.length() - ".class".length()).replace('/', '.'), false,
                            Rehearsal.class.getClassLoader());
                }
            }
        } catch (IOException | ReflectiveOperationException | LinkageError e) {
            // The archive is then as good as what was loaded so far.
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void run(String... words) {
        Invocation.run(Commands.root(), List.of(words), new StandardIo());
    }
}
