package io.lakespan.hms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class LockOwnerTest {
    @Test
    void thisProcessIsThere() {
        assertThat(LockOwner.isGone(LockOwner.ofThisProcess())).isFalse();
    }

    @Test
    void aProcessThatEndedIsGone() throws IOException, InterruptedException {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        assertThat(LockOwner.isGone(withPid(ended.pid()))).isTrue();
    }

    @Test
    void aProcessThatGotTheNumberOfAnotherIsNotThatOther() {
        assertThat(LockOwner.isGone(LockOwner.ofThisProcess().replaceAll("since=\\d+", "since=1")))
                .isTrue();
    }

    @Test
    void ofProcessesElsewhereAndOfOthersNobodyKnows() {
        String elsewhere = withPid(1).replaceFirst("lakespan \\S+", "lakespan another-host");
        assertThat(elsewhere).startsWith("lakespan another-host ");
        assertThat(LockOwner.isGone(elsewhere)).isFalse();
        assertThat(LockOwner.isGone("Iceberg-4711")).isFalse();
        assertThat(LockOwner.isGone("lakespan")).isFalse();
        assertThat(LockOwner.isGone("")).isFalse();
    }

    private static String withPid(long pid) {
        return LockOwner.ofThisProcess().replaceAll("pid=\\d+", "pid=" + pid);
    }
}
