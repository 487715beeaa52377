package io.lakespan.cdc.evolve;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/** Ends of a job that a restart would only meet again. */
public final class Refusals {
    private Refusals() {}

    public static SuppressRestartsException end(String reason) {
        return new SuppressRestartsException(new BridgeException(ErrorCode.CONFLICT, reason));
    }
}
