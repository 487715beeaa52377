package io.lakespan.formats.storage;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.iceberg.aws.s3.S3FileIO;

/**
 * One S3 client for everything that a library of the Hadoop world opens by a configuration: those open file systems again
 * and again and close none.
 */
public final class S3Access implements AutoCloseable {
    private static final String ID = "lakespan.s3.access";
    private static final Map<String, S3FileIO> OPEN = new ConcurrentHashMap<>();

    // Hudi wraps file systems; those that Hadoop would keep for the process have classes of the job that was first.
    private static final List<String> WRAPPED = List.of("s3", "s3a", "s3n", "file", "hdfs", "gs", "abfs", "abfss");

    private final String id;
    private final Configuration configuration;

    private S3Access(String id, Configuration configuration) {
        this.id = id;
        this.configuration = configuration;
    }

    /** Opens it by properties of Iceberg's S3 client; nothing is called yet. */
    public static S3Access open(Map<String, String> clientProperties) {
        Map<String, String> properties = new TreeMap<>(clientProperties);
        // The JDK's own client gives up a request whose kept connection the server has closed.
        properties.put("http-client.type", "apache");
        S3FileIO files = connected(properties);
        String id = UUID.randomUUID().toString();
        OPEN.put(id, files);
        return new S3Access(id, configuration(id));
    }

    /** Iceberg makes the client when it is first asked for, with classes of whoever the asking thread belongs to. */
    private static S3FileIO connected(Map<String, String> properties) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(S3Access.class.getClassLoader());
        try {
            S3FileIO files = new S3FileIO();
            files.initialize(properties);
            files.client();
            return files;
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static Configuration configuration(String id) {
        Configuration configuration = new Configuration();
        configuration.setClassLoader(S3Access.class.getClassLoader());
        for (String scheme : List.of("s3", "s3a", "s3n")) {
            configuration.setClass("fs." + scheme + ".impl", S3FileSystem.class, FileSystem.class);
            configuration.setBoolean("fs." + scheme + ".impl.disable.cache", true);
        }
        for (String scheme : WRAPPED) {
            configuration.setBoolean("fs.hoodie-" + scheme + ".impl.disable.cache", true);
        }
        configuration.set(ID, id);
        return configuration;
    }

    /** What Hadoop's users open their files by, until this is closed. */
    public Configuration configuration() {
        return configuration;
    }

    static S3FileIO files(Configuration configuration) {
        S3FileIO files = OPEN.get(configuration.get(ID, ""));
        if (files == null) {
            throw new IllegalStateException("the access to S3 was closed");
        }
        return files;
    }

    @Override
    public void close() {
        S3FileIO files = OPEN.remove(id);
        if (files != null) {
            files.close();
        }
    }
}
