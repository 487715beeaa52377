package io.lakespan.spi;

import java.util.List;

/** Full-text search over everything a catalog holds. */
public interface CatalogSearch {

    /** The best matches first, at most {@code limit}. */
    List<SearchHit> search(String text, int limit);
}
