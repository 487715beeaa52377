package io.lakespan.glue;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Counts the requests that are sent, by action; one that is tried again counts again, as it does for Glue. */
final class CallCounter implements ExecutionInterceptor {
    private final ConcurrentMap<String, LongAdder> calls = new ConcurrentHashMap<>();

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        String action = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        calls.computeIfAbsent(action, name -> new LongAdder()).increment();
    }

    SortedMap<String, Long> counted() {
        SortedMap<String, Long> counted = new TreeMap<>();
        calls.forEach((action, count) -> counted.put(action, count.sum()));
        return Collections.unmodifiableSortedMap(counted);
    }
}
