package org.ipcctl.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.HashMap;
import java.util.Map;

/**
 * A copy of each measured loop for each mechanism. One pair of processes measures all mechanisms, and the JIT keeps
 * what it learned about a loop: after the second mechanism {@code channel.send} would no longer be a call that it can
 * inline, and every later one would pay 3 to 5 ns for each block, a tenth of what a small one takes through a ring in
 * shared memory. A hidden class has its own profile and its own machine code.
 */
final class Loops {
    private final Map<String, Constructor<? extends Role>> copies = new HashMap<>();

    /** What {@code side} does in a case, by a loop that no other mechanism has run. */
    Role role(Side side, Setup setup, Channel channel) {
        boolean sending = side == Side.SENDING;
        Class<? extends Role> loop = switch (setup.metric()) {
            case THROUGHPUT -> sending ? Sender.class : Receiver.class;
            case LATENCY -> sending ? Pinger.class : Echo.class;
            case LOAD -> sending ? LoadSender.class : LoadReceiver.class;
        };
        try {
            Constructor<? extends Role> copy = copies.computeIfAbsent(loop.getSimpleName() + " " + setup.mechanism(),
                    key -> copy(loop, setup.metric()));
            return setup.metric() == Metric.LOAD ? copy.newInstance(channel, setup)
                    : copy.newInstance(channel, setup.size(), setup.verify());
        } catch (InvocationTargetException e) {
            // It made what it counts in, where descriptors and memory may run out.
            throw Crew.failure(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Constructor<? extends Role> copy(Class<? extends Role> loop, Metric metric) {
        // No lambda may be in what is copied: its class, or its method, would be the original's.
        try (InputStream in = loop.getResourceAsStream(loop.getSimpleName() + ".class")) {
            Class<? extends Role> copy = MethodHandles.lookup().defineHiddenClass(in.readAllBytes(), false)
                    .lookupClass().asSubclass(Role.class);
            return metric == Metric.LOAD ? copy.getDeclaredConstructor(Channel.class, Setup.class)
                    : copy.getDeclaredConstructor(Channel.class, int.class, boolean.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
