package io.lakespan.app.demo;

import io.lakespan.app.sync.ApplyProgress;
import io.lakespan.sync.Outcome;

/** The demo shows the outcome as a whole. */
final class SilentApply implements ApplyProgress {
    @Override
    public void total(int changes) {}

    @Override
    public void done(Outcome outcome) {}

    @Override
    public void end() {}
}
