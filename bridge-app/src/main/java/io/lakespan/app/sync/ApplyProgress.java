package io.lakespan.app.sync;

import io.lakespan.sync.Outcome;

/** Told how far an apply is. */
public interface ApplyProgress {
    void total(int changes);

    void done(Outcome outcome);

    void end();
}
