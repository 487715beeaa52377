package io.lakespan.formats.hudi;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.model.KeptTexts;
import io.lakespan.model.Table;
import io.lakespan.model.TableFormat;
import io.lakespan.spi.FormatAdapter;
import java.util.Optional;

/**
 * Reads a Hudi table from the folder its catalog entry points to: its properties, and the schema of the newest completed
 * commit on its timeline, in the layouts of Hudi 0.x and 1.x. Safe for use by many threads.
 *
 * <p>Hudi gives a table no identity and has no place for what people write about it: description, owner and annotations
 * stay as the entry has them. A column without a description in the entry has the {@code doc} of its Avro field.
 */
public final class HudiFormatAdapter implements FormatAdapter {
    private static final String PROPERTIES = "hoodie.properties";
    // While a writer changes the properties they are for a moment only here.
    private static final String BACKUP = PROPERTIES + ".backup";

    private final TableFiles files;

    private HudiFormatAdapter(TableFiles files) {
        this.files = files;
    }

    /** Opens the adapter; no call is made before the first read. */
    public static HudiFormatAdapter open(HudiConfig config) {
        return new HudiFormatAdapter(new LakeFiles(config));
    }

    @Override
    public TableFormat format() {
        return TableFormat.HUDI;
    }

    /**
     * {@inheritDoc}
     *
     * <p>A table without any commit has the columns it was created with; where it does not tell those either, the
     * entry's.
     */
    @Override
    public Table read(Table registered) {
        HudiSettings settings = settings(registered);
        String timeline = timeline(stateFolder(registered), settings);
        Table said = KeptTexts.in(registered) ? KeptTexts.read(registered) : registered;
        Table own = said.withFormat(TableFormat.HUDI).withUuid(Optional.empty());
        return HudiCalls.read(
                "the timeline of " + registered.ref() + " at " + timeline, () -> schema(timeline, settings)
                        .map(schema -> HudiSchemas.of(schema, settings.partitionFields(), said.schema()))
                        .map(own::withSchema)
                        .orElse(own));
    }

    /** Among the parameters of its entry, which Hudi's own sync keeps; see {@link KeptTexts}. */
    @Override
    public boolean keepsAnnotations() {
        return true;
    }

    /** Nothing is committed: what is written into the entry's parameters is the table's own word. */
    @Override
    public void annotate(Table target) {}

    /**
     * What the table was set up with.
     *
     * @throws BridgeException as {@link #read}
     */
    public HudiSettings settings(Table registered) {
        String folder = stateFolder(registered);
        String location = folder + "/" + PROPERTIES;
        return HudiCalls.read("the properties of " + registered.ref() + " at " + location, () -> files.find(location)
                .or(() -> files.find(folder + "/" + BACKUP))
                .map(HudiSettings::parse)
                .orElseThrow(() -> new BridgeException(
                        ErrorCode.NOT_FOUND,
                        "cannot read " + registered.ref() + " as a Hudi table: " + location
                                + " does not exist; see whether the table was moved or dropped")));
    }

    private Optional<OwnSchema> schema(String timeline, HudiSettings settings) {
        return new Timeline(files, timeline)
                .newestWithSchema()
                .map(OwnSchema::of)
                .or(() -> settings.createSchema().map(OwnSchema::created));
    }

    private static String timeline(String folder, HudiSettings settings) {
        return settings.timeline().map(name -> folder + "/" + name).orElse(folder);
    }

    private static String stateFolder(Table registered) {
        String location = registered
                .location()
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> new BridgeException(
                        ErrorCode.CORRUPT,
                        "cannot read " + registered.ref()
                                + " as a Hudi table: its catalog entry has no location; register the table again"));
        return location.replaceFirst("/+$", "") + "/.hoodie";
    }

    @Override
    public void close() {
        files.close();
    }
}
