package io.lakespan.local.hms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class HiveMetastoreTest {

    @Test
    void theClassesNamedInTheConfigurationExist() throws ClassNotFoundException {
        assertThat(Class.forName(HiveMetastore.PROCESS)).isEqualTo(MetastoreProcess.class);
        assertThat(Class.forName(MetastoreSite.FILE_SYSTEM)).isEqualTo(NoOpFileSystem.class);
    }

    @Test
    void theConfigurationNamesThePort() {
        assertThat(MetastoreSite.xml(29083))
                .contains("<name>metastore.thrift.port</name><value>29083</value>")
                .startsWith("<configuration>")
                .endsWith("</configuration>\n");
    }

    @Test
    void aServerThatSpeaksNoThriftIsNotHealthy() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(MetastoreProbe.answers(silent.getLocalPort())).isFalse();
        }
    }

    @Test
    void aPortWhereNobodyListensIsNotHealthy() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        assertThat(MetastoreProbe.answers(port)).isFalse();
    }
}
