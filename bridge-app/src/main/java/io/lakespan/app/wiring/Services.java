package io.lakespan.app.wiring;

import static java.util.Objects.requireNonNull;

import io.lakespan.app.config.Profile;
import io.lakespan.app.flink.FlinkCluster;
import io.lakespan.app.state.CdcRuns;
import io.lakespan.app.state.StateDatabase;
import io.lakespan.app.sync.CatalogName;
import io.lakespan.app.sync.Pair;
import io.lakespan.app.sync.PairState;
import io.lakespan.app.sync.PlanRequest;
import io.lakespan.atlas.AtlasCatalog;
import io.lakespan.cdc.definition.CatalogType;
import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.formats.iceberg.IcebergConfig;
import io.lakespan.glue.GlueMetadataCatalog;
import io.lakespan.hms.HmsMetadataCatalog;
import io.lakespan.model.TableFormat;
import io.lakespan.spi.CatalogSearch;
import io.lakespan.spi.FormatAdapter;
import io.lakespan.spi.LineageStore;
import io.lakespan.spi.MetadataCatalog;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** The one place that names concrete adapters: everything one command works with, made from a profile. */
public final class Services implements AutoCloseable {
    private final Profile profile;
    private final StateDatabase state;
    private final GlueMetadataCatalog glue;
    private final AtlasCatalog atlas;
    private final Formats formatsInGlue;
    private final Optional<Formats> formatsInHms;
    private final Optional<HmsMetadataCatalog> hms;
    private final Optional<AtlasCatalog> atlasOfHms;

    private Services(Profile profile, StateDatabase state) {
        this.profile = requireNonNull(profile, "profile");
        this.state = requireNonNull(state, "state");
        this.glue = GlueMetadataCatalog.open(AdapterConfigs.glue(profile));
        this.atlas = AtlasCatalog.open(AdapterConfigs.atlas(profile));
        this.formatsInGlue = Formats.open(AdapterConfigs.iceberg(profile));
        this.formatsInHms = profile.hms().map(where -> Formats.open(AdapterConfigs.icebergInHms(profile, where)));
        this.hms = profile.hms().map(where -> HmsMetadataCatalog.open(AdapterConfigs.hms(where)));
        this.atlasOfHms = profile.hms().map(where -> AtlasCatalog.open(AdapterConfigs.atlasOfHms(profile, where)));
    }

    /** Opens the state database; nothing remote is called yet. */
    public static Services open(Profile profile, Path stateFile) {
        StateDatabase state = profile.state()
                .map(server -> StateDatabase.connect(server.url(), server.user(), server.password()))
                .orElseGet(() -> StateDatabase.open(stateFile));
        return new Services(profile, state);
    }

    public Profile profile() {
        return profile;
    }

    public MetadataCatalog glue() {
        return glue;
    }

    public MetadataCatalog atlas() {
        return atlas;
    }

    public LineageStore lineage() {
        return atlas;
    }

    /** Where a job's lineage goes: the tables of a Hive Metastore have names of their own in Atlas. */
    public LineageStore lineage(CatalogType type) {
        return type == CatalogType.HIVE ? atlasOfHms.orElse(atlas) : atlas;
    }

    public CatalogSearch search() {
        return atlas;
    }

    /** The tables' own metadata, committed through the catalog they are registered in. */
    private Map<TableFormat, FormatAdapter> formats(CatalogName catalog) {
        return catalog == CatalogName.HMS
                ? formatsInHms.orElseThrow(this::noHms).byFormat()
                : formatsInGlue.byFormat();
    }

    /**
     * The two catalogs a request is about.
     *
     * @throws BridgeException {@code INVALID_INPUT} when the profile does not name one, or they are the same
     */
    public Pair pair(PlanRequest request) {
        CatalogName from = request.from();
        CatalogName to = request.to();
        if (from == to) {
            throw new BridgeException(
                    ErrorCode.INVALID_INPUT, "--from and --to are both " + from.text() + "; name two catalogs");
        }
        String name = from.text() + "-" + to.text() + "@" + profile.name();
        MetadataCatalog right =
                to == CatalogName.ATLAS && from == CatalogName.HMS ? atlasOfHms.orElseThrow(this::noHms) : catalog(to);
        Pair pair = new Pair(name, catalog(from), right, formats(from), PairState.of(state, name), request.direction());
        return to == CatalogName.ATLAS ? pair : pair.mirrored();
    }

    private MetadataCatalog catalog(CatalogName name) {
        return switch (name) {
            case GLUE -> glue;
            case HMS -> hms.orElseThrow(this::noHms);
            case ATLAS -> atlas;
        };
    }

    private BridgeException noHms() {
        return new BridgeException(
                ErrorCode.INVALID_INPUT,
                "profile " + profile.name() + " names no Hive Metastore; add hms.uris to it in lakespan.yaml");
    }

    public CdcRuns runs() {
        return state.runs();
    }

    public FlinkCluster flink() {
        return FlinkCluster.at(profile.flink().url());
    }

    public IcebergConfig iceberg() {
        return AdapterConfigs.iceberg(profile);
    }

    /**
     * What the profile adds to a job's Iceberg catalog; never a secret, the cluster has credentials of its own.
     *
     * @param type of the other type nothing is said
     */
    public SortedMap<String, String> catalogDefaults(CatalogType type) {
        return CatalogDefaults.of(profile, type);
    }

    /** The metastore at these addresses, called as the profile says; to be closed by the caller. */
    public MetadataCatalog metastore(String uris) {
        return HmsMetadataCatalog.open(AdapterConfigs.hmsAt(profile, uris));
    }

    @Override
    public void close() {
        glue.close();
        atlas.close();
        formatsInGlue.close();
        formatsInHms.ifPresent(Formats::close);
        state.close();
        hms.ifPresent(HmsMetadataCatalog::close);
        atlasOfHms.ifPresent(AtlasCatalog::close);
    }
}
