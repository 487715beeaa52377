package io.lakespan.app.wiring;

import static java.util.Objects.requireNonNull;

import io.lakespan.app.config.Profile;
import io.lakespan.app.flink.FlinkCluster;
import io.lakespan.app.state.CdcRuns;
import io.lakespan.app.state.StateDatabase;
import io.lakespan.atlas.AtlasCatalog;
import io.lakespan.atlas.AtlasConfig;
import io.lakespan.formats.iceberg.AwsKeys;
import io.lakespan.formats.iceberg.IcebergConfig;
import io.lakespan.formats.iceberg.IcebergFormatAdapter;
import io.lakespan.glue.GlueConfig;
import io.lakespan.glue.GlueMetadataCatalog;
import io.lakespan.model.TableFormat;
import io.lakespan.spi.AgreementStore;
import io.lakespan.spi.CatalogSearch;
import io.lakespan.spi.FormatAdapter;
import io.lakespan.spi.LineageStore;
import io.lakespan.spi.MetadataCatalog;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** The one place that names concrete adapters: everything one command works with, made from a profile. */
public final class Services implements AutoCloseable {
    private final Profile profile;
    private final StateDatabase state;
    private final GlueMetadataCatalog glue;
    private final AtlasCatalog atlas;
    private final IcebergFormatAdapter iceberg;

    private Services(Profile profile, StateDatabase state) {
        this.profile = requireNonNull(profile, "profile");
        this.state = requireNonNull(state, "state");
        this.glue = GlueMetadataCatalog.open(glueConfig(profile));
        this.atlas = AtlasCatalog.open(atlasConfig(profile));
        this.iceberg = IcebergFormatAdapter.open(icebergConfig(profile));
    }

    /** Opens the state database; nothing remote is called yet. */
    public static Services open(Profile profile, Path stateFile) {
        return new Services(profile, StateDatabase.open(stateFile));
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

    public CatalogSearch search() {
        return atlas;
    }

    public Map<TableFormat, FormatAdapter> formats() {
        return Map.of(TableFormat.ICEBERG, iceberg);
    }

    public AgreementStore agreements() {
        return state.agreements("glue-atlas@" + profile.name());
    }

    public CdcRuns runs() {
        return state.runs();
    }

    public FlinkCluster flink() {
        return FlinkCluster.at(profile.flink().url());
    }

    public IcebergConfig iceberg() {
        return icebergConfig(profile);
    }

    /** What the profile adds to a job's Iceberg catalog; never a secret, the cluster has credentials of its own. */
    public SortedMap<String, String> catalogDefaults() {
        SortedMap<String, String> defaults = new TreeMap<>();
        defaults.put("warehouse", profile.warehouse());
        defaults.put("client.region", profile.aws().region());
        profile.glue().endpoint().ifPresent(uri -> defaults.put("glue.endpoint", uri.toString()));
        profile.glue().catalogId().ifPresent(id -> defaults.put("glue.id", id));
        profile.s3().endpoint().ifPresent(uri -> defaults.put("s3.endpoint", uri.toString()));
        if (profile.s3().pathStyleAccess()) {
            defaults.put("s3.path-style-access", "true");
        }
        return defaults;
    }

    @Override
    public void close() {
        glue.close();
        atlas.close();
        iceberg.close();
    }

    private static GlueConfig glueConfig(Profile profile) {
        GlueConfig config = GlueConfig.of(profile.aws().region())
                .withCallTimeout(profile.glue().callTimeout());
        GlueConfig placed = profile.glue().endpoint().map(config::withEndpoint).orElse(config);
        GlueConfig named = profile.glue().catalogId().map(placed::withCatalogId).orElse(placed);
        return profile.aws()
                .keys()
                .map(keys -> named.withCredentials(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey()))))
                .orElse(named);
    }

    private static AtlasConfig atlasConfig(Profile profile) {
        Profile.Atlas atlas = profile.atlas();
        return AtlasConfig.of(atlas.url(), atlas.user(), atlas.password(), atlas.metadataNamespace());
    }

    private static IcebergConfig icebergConfig(Profile profile) {
        IcebergConfig config = IcebergConfig.defaults().withRegion(profile.aws().region());
        IcebergConfig stored =
                profile.s3().endpoint().map(config::withS3Endpoint).orElse(config);
        IcebergConfig placed =
                profile.glue().endpoint().map(stored::withGlueEndpoint).orElse(stored);
        return profile.aws()
                .keys()
                .map(keys -> placed.withCredentials(new AwsKeys(keys.accessKeyId(), keys.secretAccessKey())))
                .orElse(placed);
    }
}
