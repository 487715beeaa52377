package io.lakespan.app.sync;

import io.lakespan.sync.Outcome;
import io.lakespan.sync.SyncPlan;

/** Told how far a pass is; may be called from several threads. */
public interface PassListener {

    /** Reading begins. */
    void reading(int databases);

    /** One more database is read and planned. */
    void read(SyncPlan draft);

    /** Writing begins. */
    void writing(int changes);

    void done(Outcome outcome);

    void end();

    /** For those who do not want to know. */
    static PassListener none() {
        return new PassListener() {
            @Override
            public void reading(int databases) {}

            @Override
            public void read(SyncPlan draft) {}

            @Override
            public void writing(int changes) {}

            @Override
            public void done(Outcome outcome) {}

            @Override
            public void end() {}
        };
    }
}
