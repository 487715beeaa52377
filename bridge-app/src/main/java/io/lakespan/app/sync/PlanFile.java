package io.lakespan.app.sync;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.sync.Change;
import io.lakespan.sync.SyncPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A plan somebody looked at and wants done as it was: what it was made with, and a digest of every change.
 *
 * <p>It is applied only when the same plan comes out again. The file holds no table's content.
 *
 * @param digests by {@code action subject}, sorted
 */
public record PlanFile(
        int format, Instant plannedAt, String pair, PlanRequest request, SortedMap<String, String> digests) {
    private static final int FORMAT = 1;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    public static PlanFile of(String pair, PlanRequest request, List<SyncPlan> plans, Instant now) {
        return new PlanFile(FORMAT, now, pair, request, digests(plans));
    }

    /**
     * Reads a file that {@link #write} wrote.
     *
     * @throws BridgeException {@code NOT_FOUND} when there is none, {@code CORRUPT} when it is something else,
     *     {@code UNSUPPORTED} when a newer version wrote it
     */
    public static PlanFile read(Path file) {
        try {
            PlanFile plan = JSON.readValue(Files.readString(file), PlanFile.class);
            if (plan.format() > FORMAT) {
                throw new BridgeException(
                        ErrorCode.UNSUPPORTED, file + " was written by a newer lakespan; plan again with this one");
            }
            return plan;
        } catch (NoSuchFileException e) {
            throw new BridgeException(ErrorCode.NOT_FOUND, "no plan file " + file, e);
        } catch (JsonProcessingException e) {
            throw new BridgeException(
                    ErrorCode.CORRUPT, file + " is no plan file; write one with 'sync plan --out FILE'", e);
        } catch (IOException e) {
            throw new BridgeException(ErrorCode.INVALID_INPUT, "the plan file " + file + " cannot be read", e);
        }
    }

    public void write(Path file) {
        try {
            Files.writeString(file, JSON.writeValueAsString(this) + "\n");
        } catch (IOException e) {
            throw new BridgeException(ErrorCode.INVALID_INPUT, "the plan file " + file + " cannot be written", e);
        }
    }

    /**
     * Lets the plans pass when they are the ones of this file.
     *
     * @throws BridgeException {@code CONFLICT} when anything differs, naming the first difference
     */
    public void requireSame(List<SyncPlan> plans) {
        SortedMap<String, String> now = digests(plans);
        if (now.equals(digests)) {
            return;
        }
        SortedMap<String, String> differing = new TreeMap<>(now);
        digests.forEach(differing::putIfAbsent);
        differing
                .keySet()
                .removeIf(key -> digests.containsKey(key) && digests.get(key).equals(now.get(key)));
        throw new BridgeException(
                ErrorCode.CONFLICT,
                "the plan of " + plannedAt + " is stale: " + differing.size()
                        + " changes are not as planned, the first is '" + differing.firstKey()
                        + "'; nothing was done, plan again");
    }

    private static SortedMap<String, String> digests(List<SyncPlan> plans) {
        SortedMap<String, String> digests = new TreeMap<>();
        for (SyncPlan plan : plans) {
            for (Change change : plan.changes()) {
                digests.merge(PlanText.action(change) + " " + change.subject(), digest(change), String::concat);
            }
        }
        return digests;
    }

    private static String digest(Change change) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(change.toString().getBytes(StandardCharsets.UTF_8)), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
