package io.lakespan.local.glue;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32;

/** One of several parts, without overlap, of a table's partitions. */
record Segment(int number, int total) {
    private static final int MOST = 10;
    private static final Segment WHOLE = new Segment(0, 1);

    static Segment of(Optional<Request> request) {
        return request.map(Segment::of).orElse(WHOLE);
    }

    /** Where a partition belongs, whatever the number of segments. */
    static long hash(String key) {
        CRC32 checksum = new CRC32();
        checksum.update(key.getBytes(StandardCharsets.UTF_8));
        return checksum.getValue();
    }

    private static Segment of(Request request) {
        int total = required(request, "TotalSegments", 1, MOST);
        int number = required(request, "SegmentNumber", 0, MOST - 1);
        if (number >= total) {
            throw GlueError.invalid("Segment number " + number + " is not below the total of " + total + " segments");
        }
        return new Segment(number, total);
    }

    private static int required(Request request, String field, int least, int most) {
        return request.number(field, least, most)
                .orElseThrow(() -> GlueError.constraint("segment." + field, "null", "not be null"));
    }
}
