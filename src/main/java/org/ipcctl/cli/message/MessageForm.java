package org.ipcctl.cli.message;

import org.ipcctl.cli.convert.DataFrom;

/**
 * How messages that go out are written: {@link DataFrom} for one, or the rows of a receiver for many with all that is
 * known of them.
 */
enum MessageForm {
    TEXT, HEX, BASE64,
    /** Lines of JSON. */
    NDJSON;

    /** As {@link DataFrom#decode}. */
    byte[] decode(byte[] written) {
        return DataFrom.valueOf(name()).decode(written);
    }
}
