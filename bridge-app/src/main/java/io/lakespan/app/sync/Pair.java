package io.lakespan.app.sync;

import static java.util.Objects.requireNonNull;

import io.lakespan.model.TableFormat;
import io.lakespan.spi.FormatAdapter;
import io.lakespan.spi.MetadataCatalog;
import io.lakespan.spi.PartitionCatalog;
import io.lakespan.sync.MirrorCatalog;
import io.lakespan.sync.PartitionMirror;
import io.lakespan.sync.SyncOptions.Direction;
import java.util.Map;
import java.util.Optional;

/**
 * Two catalogs that are kept together, and what they last agreed on.
 *
 * @param name such as {@code glue-atlas@prod}: everything remembered is kept under it
 * @param left the technical catalog
 * @param right Atlas, or the technical catalog that holds copies
 */
public record Pair(
        String name,
        MetadataCatalog left,
        MetadataCatalog right,
        Map<TableFormat, FormatAdapter> formats,
        PairState state,
        Direction direction) {
    public Pair {
        requireNonNull(name, "name");
        requireNonNull(left, "left");
        requireNonNull(right, "right");
        formats = Map.copyOf(formats);
        requireNonNull(state, "state");
        requireNonNull(direction, "direction");
    }

    /** What keeps partitions together; only copies have them. */
    Optional<PartitionMirror> partitions() {
        if (direction == Direction.MIRROR
                && left instanceof PartitionCatalog original
                && right instanceof PartitionCatalog copy) {
            return Optional.of(new PartitionMirror(original, copy));
        }
        return Optional.empty();
    }

    /** The same pair with the right side as copies of the left. */
    public Pair mirrored() {
        return new Pair(name, left, new MirrorCatalog(right, left.name()), formats, state, Direction.MIRROR);
    }
}
