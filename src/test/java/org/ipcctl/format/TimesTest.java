package org.ipcctl.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Held against java.time's own formatters; the build gives the tests a time zone. */
class TimesTest {
    private static final ZoneOffset ZONE = ZoneOffset.ofHoursMinutes(5, 30);

    @ParameterizedTest
    @ValueSource(strings = {"1970-01-01T00:00:00Z", "1969-12-31T23:59:59.999999999Z", "2000-02-29T18:29:59.5Z",
        "2000-02-29T18:30:00.120Z",
        "2026-05-01T08:00:00.000120Z", "2026-12-31T23:00:00.000000001Z", "2038-01-19T03:14:08Z"})
    void asTheFormattersOfJavaHaveIt(String text) {
        Instant instant = Instant.parse(text);
        assertThat(Times.exact(instant)).isEqualTo(instant.toString());
        assertThat(Times.local(instant))
                .isEqualTo(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ssxxx").format(instant.atOffset(ZONE)));
    }
}
