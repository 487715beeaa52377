package io.lakespan.hms;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Map;
import org.apache.hadoop.hive.metastore.api.MetaException;
import org.apache.hadoop.hive.metastore.api.ThriftHiveMetastore;
import org.apache.thrift.TProcessor;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.server.TThreadPoolServer;
import org.apache.thrift.transport.TServerSocket;
import org.apache.thrift.transport.TTransportFactory;

/**
 * A metastore of any version on 127.0.0.1, the main class of a process of its own.
 *
 * <p>By reflection, as the versions differ in the types of their configurations and the tests have none of Hadoop's
 * classes. The system properties {@code keytab} and {@code principal} make it ask for Kerberos.
 */
final class ServerMain {
    private static final String HMS = "org.apache.hadoop.hive.metastore.";

    private ServerMain() {}

    public static void main(String[] arguments) throws Exception {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            failure.printStackTrace();
            System.exit(1);
        });
        Object conf = configuration();
        prepareLocks(conf);
        TThreadPoolServer.Args server = new TThreadPoolServer.Args(new TServerSocket(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]))))
                .processor(new ThriftHiveMetastore.Processor<>(handler(conf)))
                .protocolFactory(new TBinaryProtocol.Factory());
        if (System.getProperty("keytab") != null) {
            secure(server, new ThriftHiveMetastore.Processor<>(handler(conf)));
        }
        new TThreadPoolServer(server.minWorkerThreads(4).maxWorkerThreads(100)).serve();
    }

    private static Object configuration() throws ReflectiveOperationException {
        try {
            return call(null, Class.forName(HMS + "conf.MetastoreConf"), "newMetastoreConf");
        } catch (ClassNotFoundException beforeHive3) {
            return Class.forName("org.apache.hadoop.hive.conf.HiveConf")
                    .getConstructor()
                    .newInstance();
        }
    }

    private static void prepareLocks(Object conf) throws ReflectiveOperationException {
        Class<?> database = Class.forName(HMS + "txn.TxnDbUtil");
        boolean asks = Arrays.stream(database.getMethods())
                .anyMatch(method -> method.getName().equals("prepDb") && method.getParameterCount() == 1);
        if (asks) {
            call(null, database, "prepDb", conf);
        } else {
            call(null, database, "setConfValues", conf);
            call(null, database, "prepDb");
        }
    }

    private static ThriftHiveMetastore.Iface handler(Object conf) throws ReflectiveOperationException {
        Class<?> type = Class.forName(HMS + "HiveMetaStore$HMSHandler");
        Object handler = Arrays.stream(type.getConstructors())
                .filter(constructor -> constructor.getParameterCount() == 3)
                .findFirst()
                .orElseThrow()
                .newInstance("test", conf, false);
        return guarded((ThriftHiveMetastore.Iface)
                call(null, Class.forName(HMS + "RetryingHMSHandler"), "getProxy", conf, handler, false));
    }

    /** In the words of Ranger's plug-in, which is not here. */
    private static ThriftHiveMetastore.Iface guarded(ThriftHiveMetastore.Iface handler) {
        String denied = System.getProperty("denied", "nothing");
        return (ThriftHiveMetastore.Iface) Proxy.newProxyInstance(
                ServerMain.class.getClassLoader(),
                new Class<?>[] {ThriftHiveMetastore.Iface.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals(denied)) {
                        throw new MetaException(
                                "Permission denied: user [bridge] does not have [ALTER] privilege on [shop/orders]");
                    }
                    try {
                        return method.invoke(handler, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static void secure(TThreadPoolServer.Args server, TProcessor processor)
            throws ReflectiveOperationException {
        Class<?> bridgeType = Class.forName(HMS + "security.HadoopThriftAuthBridge");
        Object bridge = call(null, bridgeType, "getBridge");
        String principal = System.getProperty("principal");
        Object sasl = call(bridge, bridgeType, "createServer", System.getProperty("keytab"), principal, principal);
        Map<?, ?> quality =
                Map.of("javax.security.sasl.qop", "auth-conf", "javax.security.sasl.server.authentication", "true");
        server.transportFactory((TTransportFactory) call(sasl, sasl.getClass(), "createTransportFactory", quality));
        server.processor((TProcessor) call(sasl, sasl.getClass(), "wrapProcessor", processor));
    }

    private static Object call(Object target, Class<?> type, String name, Object... arguments)
            throws ReflectiveOperationException {
        Method method = Arrays.stream(type.getMethods())
                .filter(each -> each.getName().equals(name) && each.getParameterCount() == arguments.length)
                .filter(each -> Modifier.isStatic(each.getModifiers()) == (target == null))
                .findFirst()
                .orElseThrow(() -> new NoSuchMethodException(type + "." + name));
        return method.invoke(target, arguments);
    }
}
