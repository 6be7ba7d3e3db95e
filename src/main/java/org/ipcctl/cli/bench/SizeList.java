package org.ipcctl.cli.bench;

import java.util.ArrayList;
import java.util.List;
import org.ipcctl.cli.Kind;
import org.ipcctl.cli.convert.Sizes;

/** Block sizes, separated by commas. */
record SizeList(List<Integer> bytes) {
    static final Kind<SizeList> KIND = Kind.custom("LIST", SizeList.class, SizeList::parse);

    private static final long LARGEST = 1L << 30;

    static SizeList parse(String text) {
        List<Integer> sizes = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            long size;
            try {
                size = Sizes.parse(part.strip());
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("holds '" + part + "', which " + e.getMessage());
            }
            if (size < 1 || size > LARGEST) {
                throw new IllegalArgumentException("holds '" + part + "', and blocks have 1 byte to 1 GiB");
            }
            if (!sizes.contains((int) size)) {
                sizes.add((int) size);
            }
        }
        return new SizeList(sizes);
    }
}
