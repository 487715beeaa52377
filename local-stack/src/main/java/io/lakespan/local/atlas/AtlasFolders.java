package io.lakespan.local.atlas;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.local.Folders;
import io.lakespan.local.PrivateFiles;
import io.lakespan.local.StackContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Where Atlas reads its configuration and keeps its data. */
final class AtlasFolders {
    // In this order: types have to be there before others speak of them.
    static final List<String> MODELS = List.of(
            "10-base.json",
            "11-glossary.json",
            "20-hive.json",
            "30-rdbms.json",
            "40-avro.json",
            "41-kafka.json",
            "50-s3.json",
            "60-flink.json");

    private final StackContext context;

    AtlasFolders(StackContext context) {
        this.context = context;
    }

    Path conf() {
        return context.conf(AtlasPart.NAME);
    }

    Path users() {
        return conf().resolve("users-credentials.properties");
    }

    Path policy() {
        return conf().resolve("policy.json");
    }

    Path logging() {
        return conf().resolve("log4j.properties");
    }

    Path data() {
        return context.data(AtlasPart.NAME);
    }

    Path graph() {
        return data().resolve("graph");
    }

    Path kafka() {
        return data().resolve("kafka");
    }

    // After a kill it holds the registration of the broker that was, and Kafka refuses to start. All else in it Kafka
    // makes again: topics appear at their first use and find their messages and offsets in Kafka's own log.
    private Path zookeeper() {
        return kafka().resolve("zk");
    }

    /** What need not outlive the process. */
    Path scratch() {
        return data().resolve("scratch");
    }

    void write() {
        PrivateFiles.write(users(), "admin=ADMIN::" + sha256(context.secret("atlas.password")) + "\n");
        PrivateFiles.write(conf().resolve("atlas-application.properties"), new AtlasSettings(context, this).text());
        Resources.copy("atlas-policy.json", policy());
        Resources.copy("atlas-log4j.properties", logging());
        MODELS.forEach(model ->
                Resources.copy("models/" + model, conf().resolve("models").resolve(model)));
        empty(scratch());
        empty(zookeeper());
    }

    private static void empty(Path folder) {
        try {
            Folders.delete(folder);
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new BridgeException(
                    ErrorCode.PERMISSION_DENIED, folder + " could not be emptied (" + e + "): delete it", e);
        }
    }

    // What Atlas compares with; enough for a generated password that nobody can guess.
    private static String sha256(String password) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(password.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
