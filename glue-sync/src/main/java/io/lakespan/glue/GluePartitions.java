package io.lakespan.glue;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.model.Partition;
import io.lakespan.model.TableRef;
import io.lakespan.spi.PartitionCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.glue.model.BatchUpdatePartitionRequestEntry;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.GetPartitionsResponse;
import software.amazon.awssdk.services.glue.model.PartitionError;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.PartitionValueList;
import software.amazon.awssdk.services.glue.model.Segment;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;

/**
 * The partitions of Hive tables in Glue, in batches as large as Glue takes them.
 *
 * <p>Glue has no expectation for writes of partitions: a change between the read and the write of a batch is overwritten.
 */
final class GluePartitions implements PartitionCatalog {
    private static final int PAGE = 1000;
    private static final int READ_AT_ONCE = 1000;
    private static final int WRITTEN_AT_ONCE = 100;
    private static final int DELETED_AT_ONCE = 25;
    private static final String EXISTS = "AlreadyExistsException";
    private static final String ABSENT = "EntityNotFoundException";

    private final GlueApi api;

    GluePartitions(GlueApi api) {
        this.api = api;
    }

    @Override
    public Stream<Partition> partitions(TableRef ref) {
        return Stream.of(ref).flatMap(this::pages).flatMap(page -> page.partitions().stream()
                .map(GluePartitionInputs::fromGlue));
    }

    /** One page holds most tables; more than that are read in segments, side by side. */
    private Stream<GetPartitionsResponse> pages(TableRef ref) {
        GetPartitionsResponse first = page(ref, Optional.empty(), Optional.empty());
        if (Texts.present(first.nextToken()).isEmpty()) {
            return Stream.of(first);
        }
        List<ParallelPages.Part<GetPartitionsResponse>> segments = IntStream.range(0, GlueApi.PARALLEL)
                .mapToObj(number -> Segment.builder()
                        .segmentNumber(number)
                        .totalSegments(GlueApi.PARALLEL)
                        .build())
                .<ParallelPages.Part<GetPartitionsResponse>>map(
                        segment -> token -> page(ref, Optional.of(segment), token))
                .toList();
        return ParallelPages.stream(api.threads(), page -> Texts.present(page.nextToken()), segments);
    }

    @Override
    public void put(TableRef ref, List<Partition> partitions) {
        if (partitions.isEmpty()) {
            return;
        }
        List<Column> columns = columns(api.require(ref));
        List<PartitionInput> inputs = partitions.stream()
                .map(partition -> GluePartitionInputs.created(partition, columns))
                .map(input -> GlueLimits.checked(ref, input))
                .toList();
        Map<List<String>, Partition> wanted = partitions.stream()
                .collect(Collectors.toMap(Partition::values, partition -> partition, (first, last) -> last));
        List<Partition> there = batched(inputs, WRITTEN_AT_ONCE, batch -> create(ref, batch)).stream()
                .map(wanted::get)
                .toList();
        List<PartitionInput> changed = batched(there, READ_AT_ONCE, batch -> changed(ref, batch));
        batched(changed, WRITTEN_AT_ONCE, batch -> update(ref, batch));
    }

    @Override
    public void dropPartitions(TableRef ref, List<List<String>> values) {
        batched(values, DELETED_AT_ONCE, batch -> delete(ref, batch));
    }

    /** The values of those that are there already. */
    private List<List<String>> create(TableRef ref, List<PartitionInput> batch) {
        String what = "create " + batch.size() + " partitions of table " + ref;
        List<PartitionError> errors = api.calls()
                .write(what, () -> api.writes().batchCreatePartition(create -> create.catalogId(api.catalogId())
                        .databaseName(ref.database())
                        .tableName(ref.name())
                        .partitionInputList(batch)))
                .errors();
        requireOnly(EXISTS, what, errors);
        return errors.stream().map(PartitionError::partitionValues).toList();
    }

    /** What those that are there have to become, where they are not so already. */
    private List<PartitionInput> changed(TableRef ref, List<Partition> wanted) {
        Map<List<String>, Partition> byValues =
                wanted.stream().collect(Collectors.toMap(Partition::values, partition -> partition));
        return api
                .calls()
                .read("read partitions of table " + ref, () -> api.reads()
                        .batchGetPartition(get -> get.catalogId(api.catalogId())
                                .databaseName(ref.database())
                                .tableName(ref.name())
                                .partitionsToGet(wanted.stream()
                                        .map(partition -> values(partition.values()))
                                        .toList())))
                .partitions()
                .stream()
                .filter(current -> byValues.containsKey(current.values()))
                .filter(current -> !GluePartitionInputs.fromGlue(current).equals(byValues.get(current.values())))
                .map(current -> GluePartitionInputs.replaced(current, byValues.get(current.values())))
                .map(input -> GlueLimits.checked(ref, input))
                .toList();
    }

    private List<Void> update(TableRef ref, List<PartitionInput> batch) {
        String what = "update " + batch.size() + " partitions of table " + ref;
        List<BatchUpdatePartitionRequestEntry> entries = batch.stream()
                .map(input -> BatchUpdatePartitionRequestEntry.builder()
                        .partitionValueList(input.values())
                        .partitionInput(input)
                        .build())
                .toList();
        api
                .calls()
                .write(what, () -> api.writes().batchUpdatePartition(update -> update.catalogId(api.catalogId())
                        .databaseName(ref.database())
                        .tableName(ref.name())
                        .entries(entries)))
                .errors()
                .stream()
                .findFirst()
                .ifPresent(error -> {
                    throw GlueCalls.refused(what + ", such as " + error.partitionValueList(), error.errorDetail());
                });
        return List.of();
    }

    private List<Void> delete(TableRef ref, List<List<String>> batch) {
        String what = "drop " + batch.size() + " partitions of table " + ref;
        List<PartitionError> errors = api.calls()
                .write(what, () -> api.writes().batchDeletePartition(delete -> delete.catalogId(api.catalogId())
                        .databaseName(ref.database())
                        .tableName(ref.name())
                        .partitionsToDelete(
                                batch.stream().map(GluePartitions::values).toList())))
                .errors();
        requireOnly(ABSENT, what, errors);
        return List.of();
    }

    private GetPartitionsResponse page(TableRef ref, Optional<Segment> segment, Optional<String> token) {
        return api.calls().read("list the partitions of table " + ref, () -> api.reads()
                .getPartitions(list -> list.catalogId(api.catalogId())
                        .databaseName(ref.database())
                        .tableName(ref.name())
                        .maxResults(PAGE)
                        .segment(segment.orElse(null))
                        .nextToken(token.orElse(null))));
    }

    /** The batches' results one after another; the batches are written side by side, each of them wholly. */
    private <T, R> List<R> batched(List<T> all, int size, Function<List<T>, List<R>> call) {
        List<List<T>> batches = new ArrayList<>();
        for (int from = 0; from < all.size(); from += size) {
            batches.add(all.subList(from, Math.min(all.size(), from + size)));
        }
        if (batches.size() < 2) {
            return batches.stream().flatMap(batch -> call.apply(batch).stream()).toList();
        }
        List<Future<List<R>>> results = batches.stream()
                .map(batch -> api.threads().submit(() -> call.apply(batch)))
                .toList();
        return results.stream().flatMap(result -> ended(result).stream()).toList();
    }

    private static <R> R ended(Future<R> result) {
        try {
            return result.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BridgeException(
                    ErrorCode.OUTCOME_UNKNOWN, "interrupted while partitions were written to Glue", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private static void requireOnly(String harmless, String what, List<PartitionError> errors) {
        errors.stream()
                .filter(error -> error.errorDetail() == null
                        || !harmless.equals(error.errorDetail().errorCode()))
                .findFirst()
                .ifPresent(error -> {
                    throw GlueCalls.refused(what + ", such as " + error.partitionValues(), error.errorDetail());
                });
    }

    private static List<Column> columns(Table table) {
        return Optional.ofNullable(table.storageDescriptor())
                .map(StorageDescriptor::columns)
                .orElse(List.of());
    }

    private static PartitionValueList values(List<String> values) {
        return PartitionValueList.builder().values(values).build();
    }
}
