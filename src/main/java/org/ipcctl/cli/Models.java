package org.ipcctl.cli;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.ipcctl.result.Schema;

/**
 * The models of commands that have run in this process, for the next call of the same: to build one takes as long as to parse and
 * do a small command. A leaf is used again only as it was when it was made: what its fields were is put back, and a leaf that keeps
 * something that cannot be put back (a list that it fills, a file) serves one call, as everywhere else.
 */
final class Models implements AutoCloseable {
    /** Where a leaf's own state begins. */
    private static final String COMMANDS = Models.class.getPackageName();

    private final Map<Entry, Kept> kept = new IdentityHashMap<>();
    private final boolean keeps;
    private final Shortage reserve = new Shortage();

    private Models(boolean keeps) {
        this.keeps = keeps;
    }

    private record Kept(CommandModel model, List<Slot> slots) {
    }

    /** A field that changes, and what it was. */
    private record Slot(Object holder, Field field, Object before) {
    }

    /** Models that are kept for the next call. */
    static Models kept() {
        return new Models(true);
    }

    /** Models that nobody keeps. */
    static Models none() {
        return new Models(false);
    }

    /** What a call sets aside for the case that it fails. */
    Shortage reserve() {
        return reserve;
    }

    /** A call has ended, whichever way. */
    void callEnded() {
        if (!keeps) {
            reserve.relieve();
        }
    }

    @Override
    public void close() {
        reserve.relieve();
    }

    /** The model of {@code entry}, as new. */
    CommandModel take(Entry entry, String path) {
        Kept known = kept.get(entry);
        if (known != null) {
            known.slots().forEach(Models::putBack);
            return known.model();
        }
        CommandModel model = CommandModel.ofLeaf(entry, path);
        List<Slot> slots = new ArrayList<>();
        if (keeps && collect(model.leaf(), slots)) {
            kept.put(entry, new Kept(model, slots));
        }
        return model;
    }

    private static void putBack(Slot slot) {
        try {
            slot.field().set(slot.holder(), slot.before());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Adds the state of {@code holder}; false where it has some that cannot be put back. */
    private static boolean collect(Object holder, List<Slot> slots) {
        for (Class<?> type = holder.getClass(); type != Leaf.class && type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !collect(holder, field, slots)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean collect(Object holder, Field field, List<Slot> slots) {
        field.setAccessible(true);
        Object value;
        try {
            value = field.get(holder);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
        if (!Modifier.isFinal(field.getModifiers())) {
            slots.add(new Slot(holder, field, value));
        }
        boolean fixed = value == null || value instanceof Opt<?> || value instanceof WaitOptions || value instanceof Kind<?>
                || value instanceof Schema || value instanceof String || value instanceof Number || value instanceof Boolean
                || value instanceof Enum<?>;
        boolean ours = value != null && value.getClass().getPackageName().startsWith(COMMANDS) && !value.getClass().isSynthetic();
        return fixed || ours && collect(value, slots);
    }
}
