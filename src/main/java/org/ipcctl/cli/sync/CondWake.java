package org.ipcctl.cli.sync;

import java.util.List;
import java.util.function.Consumer;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.Leaf;
import org.ipcctl.cli.ObjectName;
import org.ipcctl.cli.Opt;
import org.ipcctl.sync.ProcessCondition;

/** {@code ipcctl cond signal} and {@code ipcctl cond broadcast}. */
final class CondWake extends Leaf {
    private final String command;
    private final Consumer<ProcessCondition> action;
    private final Opt<String> name = arg(ObjectName.SHM, "NAME", "The condition variable, with or without its leading slash.");

    private CondWake(String command, Consumer<ProcessCondition> action) {
        this.command = command;
        this.action = action;
    }

    static CondWake one() {
        return new CondWake("signal", ProcessCondition::signal);
    }

    static CondWake all() {
        return new CondWake("broadcast", ProcessCondition::broadcast);
    }

    @Override
    protected List<String> description() {
        return List.of("Where nobody waits, nobody is woken later by it either; only the number that 'cond stat' shows tells of it.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(new Example("say that there is news", "ipcctl cond " + command + " changed").after("ipcctl cond create changed"));
    }

    @Override
    protected int run(Context context) {
        try (SyncObject<ProcessCondition> object = SyncObject.condition(name.get(), false)) {
            action.accept(object.get());
        }
        return 0;
    }
}
