package io.lakespan.hms;

import io.lakespan.model.AnnotationParameters;
import io.lakespan.model.Column;
import io.lakespan.model.Mirror;
import io.lakespan.model.Modification;
import io.lakespan.model.PartitionField;
import io.lakespan.model.Schema;
import io.lakespan.model.TableFormat;
import io.lakespan.model.TableRef;
import io.lakespan.model.Version;
import io.lakespan.model.Versioned;
import io.lakespan.model.ViewText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.hadoop.hive.metastore.api.FieldSchema;
import org.apache.hadoop.hive.metastore.api.StorageDescriptor;
import org.apache.hadoop.hive.metastore.api.Table;

/** The metastore's tables as the model's, and back; Thrift's nulls end here. */
final class HmsTables {
    private static final String UUID = "uuid";

    private HmsTables() {}

    static Versioned<io.lakespan.model.Table> fromHms(Table table) {
        SortedMap<String, String> parameters = Parameters.shown(table.getParameters());
        Optional<String> description = Texts.present(parameters.remove(Parameters.COMMENT));
        io.lakespan.model.Table model = io.lakespan.model.Table.of(
                        TableRef.of(table.getDbName(), table.getTableName()), HmsFormats.of(table), schema(table))
                .withUuid(Texts.present(parameters.get(UUID)))
                .withLocation(Optional.ofNullable(table.getSd())
                        .map(StorageDescriptor::getLocation)
                        .flatMap(Texts::present))
                .withDescription(description)
                .withOwner(Texts.present(table.getOwner()))
                .withStorage(HmsStorage.fromHms(table.getSd()))
                .withView(view(table))
                .withParameters(parameters);
        return new Versioned<>(AnnotationParameters.read(model), version(table), modified(table));
    }

    static Version version(Table table) {
        return Version.of(Fingerprint.of(table));
    }

    /**
     * The version after a write, of which the metastore tells nothing: of what is found then, if that is what was
     * written, or else of what was written, so that nobody takes another's change for seen.
     */
    static Version after(Table written, Table found) {
        boolean own = Fingerprint.of(written, Parameters.OF_SERVER).equals(Fingerprint.of(found, Parameters.OF_SERVER));
        return version(own ? found : written);
    }

    /** As {@link #after}, of a table just created, to which the metastore adds what nobody asked for. */
    static Version afterCreation(io.lakespan.model.Table wanted, Table found) {
        io.lakespan.model.Table made = fromHms(found).value();
        boolean own = made.schema().equals(wanted.schema())
                && made.annotations().equals(wanted.annotations())
                && made.description().equals(wanted.description())
                && (wanted.owner().isEmpty() || made.owner().equals(wanted.owner()));
        return own ? version(found) : Version.of("before-" + Fingerprint.of(found));
    }

    static Table created(io.lakespan.model.Table wanted) {
        Table table = empty(wanted);
        return Mirror.of(wanted).isPresent() ? mirrored(table, wanted) : replaced(table, wanted);
    }

    /** By the engine that writes the table. */
    static Table registered(io.lakespan.model.Table wanted) {
        return mirrored(empty(wanted), wanted);
    }

    /** By the engine that writes the table, over the entry there is. */
    static Table registeredOver(Table current, io.lakespan.model.Table wanted) {
        return mirrored(current, wanted);
    }

    private static Table empty(io.lakespan.model.Table wanted) {
        Table table = new Table();
        table.setDbName(wanted.ref().database());
        table.setTableName(wanted.ref().name());
        if (wanted.format() == TableFormat.VIEW) {
            table.setTableType("VIRTUAL_VIEW");
            table.setSd(HmsStorage.ofView());
            table.setParameters(new HashMap<>());
        } else {
            table.setTableType("EXTERNAL_TABLE");
            table.setSd(HmsStorage.created(wanted));
            table.setParameters(new HashMap<>(Map.of(Parameters.EXTERNAL, "TRUE")));
        }
        return table;
    }

    /** The table as the metastore is to have it; what the model does not know stays as it is. */
    static Table updated(Table current, io.lakespan.model.Table wanted) {
        if (isMirror(current) && Mirror.of(wanted).isPresent()) {
            return mirrored(current, wanted);
        }
        return switch (HmsFormats.of(current)) {
            case HIVE -> replaced(current, wanted);
            case VIEW -> wanted.view().isPresent() ? replaced(current, wanted) : described(current, wanted);
            case ICEBERG, HUDI, UNKNOWN -> described(current, wanted);
        };
    }

    /** Under another name; everything else as it is. */
    static Table renamed(Table current, TableRef to) {
        Table table = current.deepCopy();
        table.setDbName(to.database());
        table.setTableName(to.name());
        return table;
    }

    /** With texts and annotations of the model alone: everything else is its engine's. */
    private static Table described(Table current, io.lakespan.model.Table wanted) {
        Table table = current.deepCopy();
        table.setParameters(Parameters.annotated(current.getParameters(), AnnotationParameters.stored(wanted)));
        if (table.getSd() != null) {
            table.getSd().setCols(HmsColumns.described(HmsColumns.data(current), wanted.schema()));
        }
        table.setPartitionKeys(HmsColumns.described(HmsColumns.keys(current), wanted.schema()));
        return withTexts(table, wanted);
    }

    /** With columns, partition keys, location, storage, query and parameters of the model too. */
    private static Table replaced(Table current, io.lakespan.model.Table wanted) {
        Table table = current.deepCopy();
        table.setParameters(Parameters.replaced(current.getParameters(), AnnotationParameters.stored(wanted)));
        return withContent(table, wanted);
    }

    /** As {@link #replaced}, with what the format keeps among the parameters, such as where its newest state lies. */
    private static Table mirrored(Table current, io.lakespan.model.Table wanted) {
        Table table = current.deepCopy();
        table.setParameters(Parameters.mirrored(current.getParameters(), AnnotationParameters.stored(wanted)));
        return withContent(table, wanted);
    }

    private static boolean isMirror(Table table) {
        return table.isSetParameters() && table.getParameters().containsKey(Mirror.PARAMETER);
    }

    private static Table withContent(Table table, io.lakespan.model.Table wanted) {
        if (table.getSd() == null) {
            table.setSd(HmsStorage.ofView());
        }
        setColumns(table, wanted);
        wanted.location().ifPresent(table.getSd()::setLocation);
        wanted.view().ifPresent(view -> {
            table.setViewOriginalText(view.original());
            table.setViewExpandedText(view.expanded().orElse(null));
        });
        if (wanted.view().isEmpty()) {
            HmsStorage.update(table.getSd(), wanted.storage());
        }
        return withTexts(table, wanted);
    }

    private static void setColumns(Table table, io.lakespan.model.Table wanted) {
        List<FieldSchema> known = HmsColumns.all(table);
        List<String> keys = partitionKeys(wanted);
        List<FieldSchema> data = new ArrayList<>();
        List<FieldSchema> partitions = new ArrayList<>();
        for (Column column : wanted.schema().columns()) {
            (keys.contains(column.name()) ? partitions : data).add(HmsColumns.toHms(column, known));
        }
        table.getSd().setCols(data);
        table.setPartitionKeys(partitions);
    }

    /** Iceberg keeps its partitioning to itself; to Hive its tables have none. */
    private static List<String> partitionKeys(io.lakespan.model.Table table) {
        return table.format() == TableFormat.ICEBERG
                ? List.of()
                : table.schema().partitioning().stream()
                        .map(PartitionField::column)
                        .toList();
    }

    private static Table withTexts(Table table, io.lakespan.model.Table wanted) {
        table.getParameters().remove(Parameters.LAST_DDL_TIME);
        table.getParameters().remove(Parameters.COMMENT);
        wanted.description().ifPresent(text -> table.getParameters().put(Parameters.COMMENT, text));
        table.setOwner(wanted.owner().orElse(null));
        return table;
    }

    private static Schema schema(Table table) {
        List<Column> columns =
                HmsColumns.all(table).stream().map(HmsColumns::fromHms).toList();
        List<PartitionField> partitioning = HmsColumns.keys(table).stream()
                .map(key -> PartitionField.identity(key.getName()))
                .toList();
        return new Schema(columns, partitioning);
    }

    private static Optional<ViewText> view(Table table) {
        return Texts.present(table.getViewOriginalText())
                .map(original -> new ViewText(original, Texts.present(table.getViewExpandedText())));
    }

    private static Optional<Modification> modified(Table table) {
        Map<String, String> parameters =
                Optional.ofNullable(table.getParameters()).orElse(Map.of());
        Optional<String> at =
                Texts.present(parameters.get(Parameters.LAST_DDL_TIME)).filter(seconds -> seconds.matches("\\d{1,11}"));
        // Only Hive itself writes a name down, and leaves it there when others write.
        Optional<String> by = Texts.present(parameters.get("last_modified_by"))
                .filter(who -> at.equals(Optional.ofNullable(parameters.get("last_modified_time"))));
        return at.map(seconds -> new Modification(Instant.ofEpochSecond(Long.parseLong(seconds)), by));
    }
}
