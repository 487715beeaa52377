package io.lakespan.local.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import org.junit.jupiter.api.Test;

class TaskManagerMemoryTest {

    @Test
    void theMarkedLinesAreTakenFromAmongTheLogLines() {
        TaskManagerMemory memory = TaskManagerMemory.parse("INFO Loading configuration\n"
                + "BASH_JAVA_UTILS_EXEC_RESULT:-Xmx100 -XX:MaxMetaspaceSize=5\n"
                + "BASH_JAVA_UTILS_EXEC_RESULT:-D taskmanager.cpu.cores=4.0\n");

        assertThat(memory.jvmOptions()).containsExactly("-Xmx100", "-XX:MaxMetaspaceSize=5");
        assertThat(memory.settings()).containsExactly("-D", "taskmanager.cpu.cores=4.0");
    }

    @Test
    void aRefusalOfTheToolIsPassedOn() {
        assertThatThrownBy(() -> TaskManagerMemory.parse("INFO x\nIllegalConfigurationException: sum exceeds total\n"))
                .isInstanceOfSatisfying(
                        BridgeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_INPUT))
                .hasMessageContaining("sum exceeds total");
    }
}
