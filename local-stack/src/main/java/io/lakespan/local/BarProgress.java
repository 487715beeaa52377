package io.lakespan.local;

import java.io.PrintStream;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar with bytes, rate and time left while something is fetched, a line for every step. */
final class BarProgress implements Progress {
    private final PrintStream out;
    private Optional<ProgressBar> bar = Optional.empty();

    BarProgress(PrintStream out) {
        this.out = out;
    }

    @Override
    public synchronized void part(String part, String message) {
        out.println(part + ": " + message);
    }

    @Override
    public synchronized void download(Transfer transfer) {
        ProgressBar current = bar.orElseGet(this::open);
        current.maxHint(transfer.totalBytes());
        current.stepTo(transfer.bytes());
        current.setExtraMessage(transfer.files() + "/" + transfer.totalFiles() + " files");
        bar = Optional.of(current);
    }

    @Override
    public synchronized void downloadsEnded() {
        bar.ifPresent(ProgressBar::close);
        bar = Optional.empty();
    }

    private ProgressBar open() {
        return new ProgressBarBuilder()
                .setTaskName("downloads")
                .setStyle(ProgressBarStyle.ASCII)
                .setUnit(" MB", 1L << 20)
                .showSpeed()
                .setUpdateIntervalMillis(250)
                .setConsumer(new ConsoleProgressBarConsumer(out))
                .build();
    }
}
