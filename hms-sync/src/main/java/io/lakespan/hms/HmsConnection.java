package io.lakespan.hms;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.hive.metastore.api.ThriftHiveMetastore;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.transport.TSocket;
import org.apache.thrift.transport.TTransport;
import org.apache.thrift.transport.TTransportException;

/** One open connection to one server; for one thread at a time. */
final class HmsConnection implements AutoCloseable {
    // What is no metastore answers bytes that would be read as the size of a text.
    private static final long LONGEST_TEXT_BYTES = 256L << 20;
    private static final long LONGEST_LIST = 16L << 20;

    private final TTransport transport;
    private final ThriftHiveMetastore.Client client;

    private HmsConnection(TTransport transport, CallCounts counts) {
        this.transport = transport;
        this.client = new ThriftHiveMetastore.Client(
                counts.counted(new TBinaryProtocol(transport, LONGEST_TEXT_BYTES, LONGEST_LIST, true, true)));
    }

    static HmsConnection open(URI server, HmsConfig config, Optional<KerberosLogin> login, CallCounts counts)
            throws TException {
        TTransport socket = socket(server, config);
        TTransport transport = login.isPresent() ? login.get().secured(socket, server) : socket;
        try {
            return opened(transport, config, login, counts);
        } catch (TException | RuntimeException e) {
            transport.close();
            throw e;
        }
    }

    ThriftHiveMetastore.Client client() {
        return client;
    }

    @Override
    public void close() {
        transport.close();
    }

    private static HmsConnection opened(
            TTransport transport, HmsConfig config, Optional<KerberosLogin> login, CallCounts counts)
            throws TException {
        if (login.isPresent()) {
            login.get().open(transport);
        } else {
            transport.open();
        }
        HmsConnection connection = new HmsConnection(transport, counts);
        if (login.isEmpty() && config.user().isPresent()) {
            connection.client.set_ugi(config.user().get(), List.of());
        }
        return connection;
    }

    private static TTransport socket(URI server, HmsConfig config) throws TTransportException {
        return new TSocket(
                server.getHost(),
                server.getPort(),
                Math.toIntExact(config.timeouts().call().toMillis()),
                Math.toIntExact(config.timeouts().connect().toMillis()));
    }
}
