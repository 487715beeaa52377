package io.lakespan.app.bench;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Atlas's Hive import with its user and password from a file: its own {@code main} asks for them at a terminal.
 *
 * <p>Runs on the class path of the Hive import alone, hence by reflection.
 */
final class HiveBridgeMain {
    private static final String CONFIGURATION = "org.apache.commons.configuration.Configuration";

    private HiveBridgeMain() {}

    /** Takes the URL of Atlas, the user, the file of the password, and the databases. */
    public static void main(String[] arguments) throws Throwable {
        String password = Files.readString(Path.of(arguments[2]));
        try {
            Object bridge = bridge(arguments[0], new String[] {arguments[1], password});
            Method importing =
                    bridge.getClass().getMethod("importHiveMetadata", String.class, String.class, boolean.class);
            for (int database = 3; database < arguments.length; database++) {
                importing.invoke(bridge, arguments[database], null, true);
            }
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
        // As its own main does: threads of Hive would keep the process.
        System.exit(0);
    }

    private static Object bridge(String url, String[] login) throws ReflectiveOperationException {
        Class<?> client = Class.forName("org.apache.atlas.AtlasClientV2");
        Class<?> hive = Class.forName("org.apache.hadoop.hive.conf.HiveConf");
        Object properties = Class.forName("org.apache.atlas.ApplicationProperties")
                .getMethod("get")
                .invoke(null);
        Constructor<?> made = Class.forName("org.apache.atlas.hive.bridge.HiveMetaStoreBridge")
                .getConstructor(Class.forName(CONFIGURATION), hive, client);
        return made.newInstance(
                properties,
                hive.getConstructor().newInstance(),
                client.getConstructor(String[].class, String[].class).newInstance(new String[] {url}, login));
    }
}
