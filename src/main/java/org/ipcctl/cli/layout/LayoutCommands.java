package org.ipcctl.cli.layout;

import org.ipcctl.cli.CommandNode;

/** The commands about layouts. */
public final class LayoutCommands {
    private LayoutCommands() {}

    /** {@code ipcctl layout ...}. */
    public static CommandNode group() {
        return CommandNode.group("layout", "see how a struct layout interprets bytes",
                CommandNode.leaf("show", "show the fields of a layout, their offsets, sizes and padding",
                        LayoutShow::new))
                .seeAlso("stdint.h(0p)", "system_data_types(7)", "pahole(1)");
    }
}
