package org.ipcctl.layout;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Places members as the compiler does; for both notations. */
final class StructBuilder {
    private static final long LARGEST = Integer.MAX_VALUE;
    private static final int MOST_LEAVES = 65_536;

    /** A member before it has a place; {@code aligned} is 0 unless it asks for more than its type does. */
    private record Wish(String name, CType type, boolean packed, int aligned, Token at) {
    }

    private final Cursor cursor;
    private final List<Wish> wishes = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    StructBuilder(Cursor cursor) {
        this.cursor = cursor;
    }

    void add(String name, CType type, boolean packed, int aligned, Token at) {
        checkDepth(type, cursor, at);
        claim(name, type, at);
        wishes.add(new Wish(name, type, packed, aligned, at));
    }

    /** The members of an anonymous struct are named like those of the struct around it. */
    private void claim(String name, CType type, Token at) {
        if (name.isEmpty()) {
            ((CType.Struct) type).members().forEach(member -> claim(member.name(), member.type(), at));
        } else if (!names.add(name)) {
            throw cursor.wrong(at, "there are two fields called '" + name + "'");
        }
    }

    /** Bytes without a name. */
    void pad(int bytes, Token at) {
        wishes.add(new Wish(null, new CType.Primitive(Scalar.BYTES, bytes, false), false, 0, at));
    }

    /**
     * The struct.
     *
     * @param packed  whether alignment is off
     * @param pack    what alignment is limited to, 0 for no limit
     * @param aligned the least alignment of the whole
     */
    CType.Struct finish(String tag, boolean packed, int pack, int aligned, Token at) {
        List<Member> members = new ArrayList<>();
        long offset = 0;
        long leaves = 0;
        int widest = 1;
        int depth = 0;
        for (Wish wish : wishes) {
            int alignment = Math.max(packed || wish.packed() ? 1 : wish.type().alignment(), wish.aligned());
            alignment = pack > 0 ? Math.min(alignment, pack) : alignment;
            offset = roundUp(offset, alignment);
            widest = Math.max(widest, alignment);
            depth = Math.max(depth, wish.type().depth());
            if (wish.name() != null) {
                members.add(new Member(wish.name(), wish.type(), (int) Math.min(offset, LARGEST)));
                leaves += wish.type() instanceof CType.Struct inner ? inner.leaves() : 1;
            }
            offset += wish.type().size();
            check(offset, leaves, wish.at());
        }
        if (leaves == 0) {
            throw cursor.wrong(at, "there are no fields in it");
        }
        widest = Math.max(widest, aligned);
        check(roundUp(offset, widest), leaves, at);
        return new CType.Struct(tag, List.copyOf(members), (int) roundUp(offset, widest), widest, leaves, depth + 1);
    }

    private void check(long size, long leaves, Token at) {
        if (size > LARGEST) {
            throw cursor.wrong(at, "this makes it larger than " + LARGEST + " bytes");
        } else if (leaves > MOST_LEAVES) {
            throw cursor.wrong(at, "this makes more than " + MOST_LEAVES + " fields");
        }
    }

    /** Refuses to put {@code type} into one more. */
    private static void checkDepth(CType type, Cursor cursor, Token at) {
        if (type.depth() >= CType.DEEPEST) {
            throw cursor.wrong(at, "this makes structs and arrays nested more than " + CType.DEEPEST + " deep");
        }
    }

    private static long roundUp(long offset, int alignment) {
        return (offset + alignment - 1) / alignment * alignment;
    }

    /** An array of {@code type}, its first dimension first; of text and bytes the last one is their length. */
    static CType array(CType type, List<Integer> dimensions, Cursor cursor, Token at) {
        CType made = type;
        for (int i = dimensions.size() - 1; i >= 0; i--) {
            int count = dimensions.get(i);
            checkDepth(made, cursor, at);
            if ((long) made.size() * count > LARGEST) {
                throw cursor.wrong(at, "this makes it larger than " + LARGEST + " bytes");
            }
            boolean isLength = made == type && made instanceof CType.Primitive one && one.scalar().hasLength()
                    && one.length() == 1;
            made = isLength ? new CType.Primitive(((CType.Primitive) made).scalar(), count, false)
                    : CType.Array.of(made, count);
        }
        return made;
    }
}
