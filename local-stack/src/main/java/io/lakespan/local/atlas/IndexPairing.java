package io.lakespan.local.atlas;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.local.Folders;
import io.lakespan.local.StackContext;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Keeps the graph of Atlas and the index made of it together, which lie in folders of two parts.
 *
 * <p>The graph notes the identity of its index when Atlas was up for the first time. A graph without that note holds
 * nothing of anyone's, at most half of the types, and is begun anew with an empty index.
 */
final class IndexPairing {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final StackContext context;
    private final Path note;

    IndexPairing(StackContext context) {
        this.context = context;
        this.note = context.data(AtlasPart.NAME).resolve("index-id");
    }

    /** Called while Solr is up and Atlas is not. */
    void ensure() {
        try {
            if (!Files.exists(note)) {
                beginAnew();
                return;
            }
            requireSame();
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** Called when Atlas answers. */
    void settle() {
        if (Files.exists(note)) {
            return;
        }
        try {
            Files.writeString(note, indexId());
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private void requireSame() throws IOException {
        if (!Files.readString(note).equals(indexId())) {
            throw new BridgeException(
                    ErrorCode.MISMATCH,
                    "the search index in " + context.data(SolrPart.NAME) + " was not made of the Atlas graph in "
                            + note.getParent() + ": reset the parts atlas and solr together");
        }
    }

    private void beginAnew() throws IOException {
        Folders.delete(new AtlasFolders(context).graph());
        for (String core : SolrCores.NAMES) {
            empty(core);
        }
    }

    private void empty(String core) throws IOException {
        URI update =
                URI.create("http://127.0.0.1:" + context.port("solr.port") + "/solr/" + core + "/update?commit=true");
        HttpRequest request = HttpRequest.newBuilder(update)
                .header("Content-Type", "application/json")
                .timeout(PATIENCE)
                .POST(BodyPublishers.ofString("{\"delete\": {\"query\": \"*:*\"}}"))
                .build();
        try {
            int status = HttpClient.newHttpClient()
                    .send(request, BodyHandlers.discarding())
                    .statusCode();
            if (status != 200) {
                throw new IOException(update + " answered " + status);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BridgeException(ErrorCode.UNAVAILABLE, "emptying the index " + core + " was interrupted", e);
        }
    }

    private String indexId() throws IOException {
        return SolrCores.id(context.data(SolrPart.NAME));
    }

    private BridgeException unusable(IOException cause) {
        return new BridgeException(
                ErrorCode.UNAVAILABLE,
                "the graph of Atlas in " + note.getParent() + " cannot be used with its search index (" + cause
                        + "): see the log of solr, or reset the parts atlas and solr together",
                cause);
    }
}
