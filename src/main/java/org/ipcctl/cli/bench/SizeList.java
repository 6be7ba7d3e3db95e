package org.ipcctl.cli.bench;

import java.util.ArrayList;
import java.util.List;
import org.ipcctl.bench.Case;
import org.ipcctl.cli.ValueType;
import org.ipcctl.cli.convert.Sizes;

/** Block sizes, separated by commas. */
record SizeList(List<Integer> bytes) {
    static final ValueType<SizeList> KIND = ValueType.custom("LIST", SizeList.class, SizeList::parse);

    static SizeList parse(String text) {
        List<Integer> sizes = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            int size;
            try {
                size = size(part.strip());
            } catch (IllegalArgumentException e) {
                throw part.equals(text) ? e
                        : new IllegalArgumentException("holds '" + part + "', which " + e.getMessage());
            }
            if (!sizes.contains(size)) {
                sizes.add(size);
            }
        }
        return new SizeList(sizes);
    }

    private static int size(String text) {
        long size = Sizes.parse(text);
        if (size < 1 || size > Case.LARGEST) {
            throw new IllegalArgumentException("is not a block size; use 1 byte to 1 GiB");
        }
        return (int) size;
    }
}
