package io.lakespan.formats.hudi;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.iceberg.aws.s3.S3FileIO;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Files on S3, whichever of Hadoop's names for it a location begins with. */
final class S3Files implements TableFiles {
    private static final Pattern LOCATION = Pattern.compile("s3[an]?://([^/]+)/(.*)");

    private final S3FileIO files;
    private final S3Client client;

    /** Iceberg's files bring the client, made as for Iceberg tables; they themselves cannot list one folder alone. */
    S3Files(S3FileIO files) {
        this.files = files;
        this.client = files.client();
    }

    static boolean hold(String location) {
        return LOCATION.matcher(location).matches();
    }

    @Override
    public Optional<byte[]> find(String location) {
        Matcher place = place(location);
        try {
            return Optional.of(client.getObjectAsBytes(
                            request -> request.bucket(place.group(1)).key(place.group(2)))
                    .asByteArray());
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        }
    }

    @Override
    public List<String> names(String folder) {
        Matcher place = place(folder);
        String prefix = place.group(2) + "/";
        // With a delimiter the metadata table and the archive, which have thousands of files, stay out of the listing.
        return client
                .listObjectsV2Paginator(
                        request -> request.bucket(place.group(1)).prefix(prefix).delimiter("/"))
                .contents()
                .stream()
                .map(object -> object.key().substring(prefix.length()))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private static Matcher place(String location) {
        Matcher matcher = LOCATION.matcher(location);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a location on S3: " + location);
        }
        return matcher;
    }

    @Override
    public void close() {
        files.close();
    }
}
