package io.lakespan.formats.hudi;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** Local files, and whatever else Hadoop's configuration on the class path knows. */
final class HadoopFiles implements TableFiles {
    private final Configuration configuration = new Configuration();

    @Override
    public Optional<byte[]> find(String location) {
        Path path = new Path(location);
        try (FSDataInputStream stream = path.getFileSystem(configuration).open(path)) {
            return Optional.of(stream.readAllBytes());
        } catch (FileNotFoundException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<String> names(String folder) {
        Path path = new Path(folder);
        try {
            return Arrays.stream(path.getFileSystem(configuration).listStatus(path))
                    .filter(FileStatus::isFile)
                    .map(file -> file.getPath().getName())
                    .toList();
        } catch (FileNotFoundException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Hadoop's file systems are shared by the whole process. */
    @Override
    public void close() {}
}
