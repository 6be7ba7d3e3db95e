package org.ipcctl.cli.host;

import java.util.List;
import org.ipcctl.host.Holding;
import org.ipcctl.host.HostObject;
import org.ipcctl.host.Sought;

/**
 * That a process has an object, as a row.
 *
 * @param kind      what the object is
 * @param object    as it is typed, or as /proc shows it
 * @param peer      of a socket, the one at its other side; null where it has none, or nobody tells
 * @param holding   who has it, and how; null where nobody is seen to have it
 * @param others    the other processes that have it, or the other side; null where nobody asked
 * @param processes what is known of processes
 */
record Held(String kind, String object, String peer, Holding holding, List<Long> others, Processes processes) {
    static Held of(Sought object, Holding holding, Processes processes) {
        return new Held(object.kind().word(), object.shown(), null, holding, null, processes);
    }

    static Held of(HostObject object, Holding holding, List<Long> others, Processes processes) {
        return new Held(object.word(), object.label(), object.peer() == null ? null : object.peer().label(), holding,
                others, processes);
    }

    Long pid() {
        return holding == null ? null : Long.valueOf(holding.pid());
    }

    Long fd() {
        return holding == null || holding.fd() == null ? null : Long.valueOf(holding.fd());
    }
}
