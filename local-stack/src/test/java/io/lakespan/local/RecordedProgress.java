package io.lakespan.local;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what was said, for a test to look at. */
final class RecordedProgress implements Progress {
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final List<Transfer> transfers = new CopyOnWriteArrayList<>();

    @Override
    public void part(String part, String message) {
        messages.add(part + ": " + message);
    }

    @Override
    public void download(Transfer transfer) {
        transfers.add(transfer);
    }

    @Override
    public void downloadsEnded() {}

    List<String> messages() {
        return messages;
    }

    List<Transfer> transfers() {
        return transfers;
    }
}
