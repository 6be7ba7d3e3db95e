package org.ipcctl.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.ipcctl.inspect.Finding;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each value of kernel.yama.ptrace_scope means to whom. */
class ProcFindingsTest {
    @ParameterizedTest
    @CsvSource({"0, false, , ", "1, false, processes that ipcctl started, sysctl -w kernel.yama.ptrace_scope=0",
        "1, true, , ",
        "2, false, what root asks for, sysctl -w kernel.yama.ptrace_scope=0", "2, true, , ",
        "3, false, until the next boot, ", "3, true, until the next boot, "})
    void scope(int scope, boolean mayTrace, String what, String mend) {
        List<Finding> found = new ArrayList<>();
        ProcFindings.scope(scope, mayTrace, found);
        assertThat(found).hasSize(what == null ? 0 : 1);
        for (Finding finding : found) {
            assertThat(finding.severity()).isEqualTo(Finding.Severity.NOTE);
            assertThat(finding.what()).contains(what);
            assertThat(finding.mend()).isEqualTo(mend);
        }
    }
}
