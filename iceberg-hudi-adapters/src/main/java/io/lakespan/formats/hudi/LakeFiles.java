package io.lakespan.formats.hudi;

import java.util.List;
import java.util.Optional;
import org.apache.iceberg.aws.s3.S3FileIO;

/** Files wherever they lie; the S3 client is made when the first location on S3 is asked for. */
final class LakeFiles implements TableFiles {
    private final HudiConfig config;
    private final HadoopFiles others = new HadoopFiles();
    private Optional<S3Files> s3 = Optional.empty();

    LakeFiles(HudiConfig config) {
        this.config = config;
    }

    @Override
    public Optional<byte[]> find(String location) {
        return holding(location).find(location);
    }

    @Override
    public List<String> names(String folder) {
        return holding(folder).names(folder);
    }

    private TableFiles holding(String location) {
        return S3Files.hold(location) ? s3() : others;
    }

    private synchronized S3Files s3() {
        S3Files open = s3.orElseGet(this::openS3);
        s3 = Optional.of(open);
        return open;
    }

    private S3Files openS3() {
        S3FileIO files = new S3FileIO();
        files.initialize(config.clientProperties());
        return new S3Files(files);
    }

    @Override
    public synchronized void close() {
        s3.ifPresent(S3Files::close);
    }
}
