package io.lakespan.glue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The pages of one listing, or of several parts of it at once, in the order in which they arrive. One page of each part
 * is fetched ahead of its reader, never more.
 */
final class ParallelPages<P> implements Iterator<P>, AutoCloseable {
    private final ExecutorCompletionService<Fetched<P>> fetching;
    private final Function<P, Optional<String>> nextToken;
    private final List<Part<P>> waiting;
    private final Set<Future<Fetched<P>>> underWay = new HashSet<>();

    /** One part of a listing. */
    @FunctionalInterface
    interface Part<P> {
        /** Its page behind the token; an empty one is before the first page. */
        P page(Optional<String> token);
    }

    private record Fetched<P>(Part<P> part, P page) {}

    private ParallelPages(Executor threads, Function<P, Optional<String>> nextToken, List<Part<P>> parts) {
        this.fetching = new ExecutorCompletionService<>(threads);
        this.nextToken = nextToken;
        this.waiting = new ArrayList<>(parts);
    }

    /** Nothing is called before the stream is read; closing it gives up what is under way. */
    static <P> Stream<P> stream(Executor threads, Function<P, Optional<String>> nextToken, List<Part<P>> parts) {
        ParallelPages<P> pages = new ParallelPages<>(threads, nextToken, parts);
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(pages, Spliterator.NONNULL), false)
                .onClose(pages::close);
    }

    @Override
    public boolean hasNext() {
        waiting.forEach(part -> fetch(part, Optional.empty()));
        waiting.clear();
        return !underWay.isEmpty();
    }

    @Override
    public P next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Fetched<P> arrived = arrived();
        nextToken.apply(arrived.page()).ifPresent(token -> fetch(arrived.part(), Optional.of(token)));
        return arrived.page();
    }

    @Override
    public void close() {
        underWay.forEach(page -> page.cancel(true));
        underWay.clear();
    }

    private void fetch(Part<P> part, Optional<String> token) {
        underWay.add(fetching.submit(() -> new Fetched<>(part, part.page(token))));
    }

    private Fetched<P> arrived() {
        try {
            Future<Fetched<P>> page = fetching.take();
            underWay.remove(page);
            return page.get();
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading a listing of Glue", e);
        } catch (ExecutionException e) {
            close();
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
