package io.lakespan.local;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.aether.repository.LocalArtifactRequest;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.transfer.AbstractTransferListener;
import org.eclipse.aether.transfer.TransferEvent;
import org.eclipse.aether.transfer.TransferResource;

/** Adds up what arrives on all connections of one resolution. */
final class DownloadMeter extends AbstractTransferListener {
    private static final Duration INTERVAL = Duration.ofMillis(200);

    private final Progress progress;
    private final Map<TransferResource, Long> arrived = new HashMap<>();
    private long bytes;
    private long totalBytes;
    private int files;
    private int expected;
    private long startedAt;
    private long toldAt;

    DownloadMeter(Progress progress) {
        this.progress = progress;
    }

    /** Counts those that are not in the local repository, so that the whole can be estimated. */
    synchronized void expect(MavenSession maven, List<ArtifactRequest> requests) {
        expected = arrived.size()
                + (int) requests.stream()
                        .filter(request -> !maven.session()
                                .getLocalRepositoryManager()
                                .find(
                                        maven.session(),
                                        new LocalArtifactRequest(request.getArtifact(), request.getRepositories(), ""))
                                .isAvailable())
                        .count();
    }

    synchronized void end() {
        if (!arrived.isEmpty()) {
            tell();
        }
        progress.downloadsEnded();
    }

    @Override
    public synchronized void transferStarted(TransferEvent event) {
        startedAt = startedAt == 0 ? System.nanoTime() : startedAt;
        long resumedAt = event.getResource().getResumeOffset();
        totalBytes += Math.max(0, event.getResource().getContentLength()) - resumedAt;
        arrived.put(event.getResource(), resumedAt);
    }

    @Override
    public synchronized void transferProgressed(TransferEvent event) {
        long before = arrived.getOrDefault(event.getResource(), 0L);
        arrived.put(event.getResource(), event.getTransferredBytes());
        bytes += event.getTransferredBytes() - before;
        if (System.nanoTime() - toldAt > INTERVAL.toNanos()) {
            tell();
        }
    }

    @Override
    public synchronized void transferSucceeded(TransferEvent event) {
        files++;
    }

    private void tell() {
        toldAt = System.nanoTime();
        int begun = arrived.size();
        int total = Math.max(begun, expected);
        long average = begun == 0 ? 0 : totalBytes / begun;
        progress.download(new Transfer(
                files, total, bytes, totalBytes + (total - begun) * average, Duration.ofNanos(toldAt - startedAt)));
    }
}
