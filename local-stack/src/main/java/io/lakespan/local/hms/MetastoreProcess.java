package io.lakespan.local.hms;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hive.metastore.HiveMetaStore.HMSHandler;
import org.apache.hadoop.hive.metastore.IHMSHandler;
import org.apache.hadoop.hive.metastore.RetryingHMSHandler;
import org.apache.hadoop.hive.metastore.TSetIpAddressProcessor;
import org.apache.hadoop.hive.metastore.conf.MetastoreConf;
import org.apache.hadoop.hive.metastore.conf.MetastoreConf.ConfVars;
import org.apache.hadoop.hive.metastore.txn.AcidHouseKeeperService;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.server.ServerContext;
import org.apache.thrift.server.TServer;
import org.apache.thrift.server.TServerEventHandler;
import org.apache.thrift.server.TThreadPoolServer;
import org.apache.thrift.transport.TServerSocket;
import org.apache.thrift.transport.TTransport;
import org.apache.thrift.transport.TTransportException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs Hive's metastore service in a process of its own.
 *
 * <p>Hive's own {@code main} listens on every interface; this one puts the same handler behind a server on 127.0.0.1.
 */
final class MetastoreProcess {
    private static final Logger log = LoggerFactory.getLogger(MetastoreProcess.class);

    private MetastoreProcess() {}

    /** Serves until the process is ended. */
    public static void main(String[] arguments) throws Exception {
        Thread.currentThread().setUncaughtExceptionHandler(MetastoreProcess::fail);
        Configuration conf = MetastoreConf.newMetastoreConf();
        MetastoreDatabase database = new MetastoreDatabase(Path.of("").toAbsolutePath());
        database.open(conf);
        HMSHandler handler = new HMSHandler("lakespan", conf, false);
        TServer server = server(conf, handler);
        keepHouse(conf);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.stop();
            close(database);
        }));
        log.info("event=metastore-started port={}", MetastoreConf.getIntVar(conf, ConfVars.SERVER_PORT));
        server.serve();
    }

    private static TServer server(Configuration conf, HMSHandler handler) throws Exception {
        IHMSHandler retrying = RetryingHMSHandler.getProxy(conf, handler, false);
        int longestMessage = MetastoreConf.getIntVar(conf, ConfVars.SERVER_MAX_MESSAGE_SIZE);
        TServer server = new TThreadPoolServer(
                new TThreadPoolServer.Args(socket(MetastoreConf.getIntVar(conf, ConfVars.SERVER_PORT)))
                        .processor(new TSetIpAddressProcessor<>(retrying))
                        .inputProtocolFactory(new TBinaryProtocol.Factory(true, true, longestMessage, longestMessage))
                        .outputProtocolFactory(new TBinaryProtocol.Factory())
                        .minWorkerThreads(MetastoreConf.getIntVar(conf, ConfVars.SERVER_MIN_THREADS))
                        .maxWorkerThreads(MetastoreConf.getIntVar(conf, ConfVars.SERVER_MAX_THREADS)));
        server.setServerEventHandler(new ConnectionEnd(handler));
        return server;
    }

    private static TServerSocket socket(int port) throws TTransportException {
        return new TServerSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    // Without it the lock of a killed writer stays for ever.
    private static void keepHouse(Configuration conf) {
        AcidHouseKeeperService locks = new AcidHouseKeeperService();
        locks.setConf(conf);
        TimerTask release = new TimerTask() {
            @Override
            public void run() {
                locks.run();
            }
        };
        new Timer("housekeeping", true).schedule(release, 0, locks.runFrequency(TimeUnit.MILLISECONDS));
    }

    // Hive's and Derby's threads would keep a process alive that does not serve.
    private static void fail(Thread thread, Throwable cause) {
        log.error("event=metastore-failed", cause);
        System.exit(1);
    }

    private static void close(MetastoreDatabase database) {
        try {
            database.close();
        } catch (SQLException e) {
            log.warn("event=database-not-closed cause={}", e.getMessage());
        }
    }

    /** Gives back what the handler keeps for the thread of a connection that ended. */
    private record ConnectionEnd(HMSHandler handler) implements TServerEventHandler {
        @Override
        public void deleteContext(ServerContext context, TProtocol input, TProtocol output) {
            handler.shutdown();
        }

        @Override
        public void preServe() {
            // Nothing to do before the first connection.
        }

        @Override
        public ServerContext createContext(TProtocol input, TProtocol output) {
            return new ServerContext() {};
        }

        @Override
        public void processContext(ServerContext context, TTransport input, TTransport output) {
            // Nothing to do between calls.
        }
    }
}
