package io.lakespan.hms;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TMessage;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.protocol.TProtocolDecorator;

/** How often each call of the metastore was made, over all connections. */
final class CallCounts {
    private final ConcurrentMap<String, LongAdder> counts = new ConcurrentHashMap<>();

    SortedMap<String, Long> byName() {
        SortedMap<String, Long> named = new TreeMap<>();
        counts.forEach((name, count) -> named.put(name, count.sum()));
        return named;
    }

    TProtocol counted(TProtocol protocol) {
        return new Counting(protocol, counts);
    }

    private static final class Counting extends TProtocolDecorator {
        private final ConcurrentMap<String, LongAdder> counts;

        Counting(TProtocol protocol, ConcurrentMap<String, LongAdder> counts) {
            super(protocol);
            this.counts = counts;
        }

        @Override
        public void writeMessageBegin(TMessage message) throws TException {
            counts.computeIfAbsent(message.name, name -> new LongAdder()).increment();
            super.writeMessageBegin(message);
        }
    }
}
