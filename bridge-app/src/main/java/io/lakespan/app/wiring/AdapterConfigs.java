package io.lakespan.app.wiring;

import io.lakespan.app.config.Profile;
import io.lakespan.atlas.AtlasConfig;
import io.lakespan.formats.iceberg.AwsKeys;
import io.lakespan.formats.iceberg.IcebergConfig;
import io.lakespan.glue.GlueConfig;
import io.lakespan.hms.HmsConfig;
import java.net.URI;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** What a profile says, in each adapter's own words. */
final class AdapterConfigs {
    private AdapterConfigs() {}

    static GlueConfig glue(Profile profile) {
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

    static AtlasConfig atlas(Profile profile) {
        return atlas(profile.atlas(), profile.atlas().metadataNamespace());
    }

    private static AtlasConfig atlas(Profile.Atlas atlas, String namespace) {
        Profile.Login login = atlas.login();
        AtlasConfig config = login.token()
                .map(token -> AtlasConfig.of(atlas.url(), new AtlasConfig.Credentials.Bearer(token), namespace))
                .orElseGet(() -> AtlasConfig.of(atlas.url(), login.user(), login.password(), namespace));
        AtlasConfig trusting = atlas.trustStore()
                .map(store -> config.withTrustStore(new AtlasConfig.TrustStore(store.path(), store.password())))
                .orElse(config);
        return atlas.callTimeout().map(trusting::withCallTimeout).orElse(trusting);
    }

    static IcebergConfig iceberg(Profile profile) {
        IcebergConfig config = IcebergConfig.defaults().withRegion(profile.aws().region());
        IcebergConfig stored =
                profile.s3().endpoint().map(config::withS3Endpoint).orElse(config);
        IcebergConfig owned = profile.glue()
                .catalogId()
                .map(id -> stored.withProperties(Map.of("glue.id", id)))
                .orElse(stored);
        IcebergConfig placed =
                profile.glue().endpoint().map(owned::withGlueEndpoint).orElse(owned);
        return profile.aws()
                .keys()
                .map(keys -> placed.withCredentials(new AwsKeys(keys.accessKeyId(), keys.secretAccessKey())))
                .orElse(placed);
    }

    /** Tables that are registered in the metastore; its first server is asked. */
    static IcebergConfig icebergInHms(Profile profile, Profile.Hms hms) {
        return iceberg(profile).withHiveMetastore(hms.uris().get(0));
    }

    static HmsConfig hms(Profile.Hms hms) {
        return hms(hms, hms.uris().stream().map(URI::toString).collect(Collectors.joining(",")));
    }

    /** A metastore that the profile may not name, called as the profile's own is. */
    static HmsConfig hmsAt(Profile profile, String uris) {
        return profile.hms().map(hms -> hms(hms, uris)).orElseGet(() -> HmsConfig.of(uris));
    }

    private static HmsConfig hms(Profile.Hms hms, String uris) {
        HmsConfig config = HmsConfig.of(uris);
        HmsConfig named = called(hms.user().map(config::withUser).orElse(config), hms.calls());
        return hms.kerberos()
                .map(kerberos -> named.withKerberos(
                        new HmsConfig.Kerberos(kerberos.servicePrincipal(), kerberos.principal(), kerberos.keytab())))
                .orElse(named);
    }

    private static HmsConfig called(HmsConfig config, Profile.HmsCalls calls) {
        HmsConfig.Timeouts given = config.timeouts();
        HmsConfig.Timeouts timeouts = new HmsConfig.Timeouts(
                calls.connectTimeout().orElse(given.connect()),
                calls.callTimeout().orElse(given.call()),
                calls.lockTimeout().orElse(given.lock()),
                calls.lockHeartbeat().orElse(given.heartbeat()));
        return config.withTimeouts(timeouts)
                .withConnections(calls.connections().orElse(config.connections()))
                .withPageSize(calls.pageSize().orElse(config.pageSize()));
    }

    /** The tables of a Hive Metastore have names of their own in Atlas. */
    static AtlasConfig atlasOfHms(Profile profile, Profile.Hms hms) {
        return atlas(profile.atlas(), hms.metadataNamespace());
    }
}
