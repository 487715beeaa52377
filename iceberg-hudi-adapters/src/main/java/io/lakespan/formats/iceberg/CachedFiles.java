package io.lakespan.formats.iceberg;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.iceberg.inmemory.InMemoryInputFile;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.SeekableInputStream;

/**
 * Keeps the small files last read in memory.
 *
 * <p>Iceberg's generic reader opens every delete file anew for each data file it applies to: a table written by a
 * streaming job has thousands of such pairs, each some round trips to the storage. Files of a table never change.
 */
final class CachedFiles implements FileIO {
    private static final long SMALL = 1 << 20;
    private static final long TOTAL = 32 << 20;

    private final FileIO files;
    private final transient Cache<String, byte[]> contents = Caffeine.newBuilder()
            .maximumWeight(TOTAL)
            .weigher((String location, byte[] content) -> content.length)
            .build();

    CachedFiles(FileIO files) {
        this.files = files;
    }

    @Override
    public InputFile newInputFile(String location) {
        byte[] known = contents.getIfPresent(location);
        return known == null ? kept(files.newInputFile(location)) : new InMemoryInputFile(location, known);
    }

    @Override
    public InputFile newInputFile(String location, long length) {
        return length > SMALL ? files.newInputFile(location, length) : newInputFile(location);
    }

    private InputFile kept(InputFile file) {
        if (file.getLength() > SMALL) {
            return file;
        }
        try (SeekableInputStream stream = file.newStream()) {
            byte[] content = stream.readAllBytes();
            contents.put(file.location(), content);
            return new InMemoryInputFile(file.location(), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public OutputFile newOutputFile(String location) {
        return files.newOutputFile(location);
    }

    @Override
    public void deleteFile(String location) {
        contents.invalidate(location);
        files.deleteFile(location);
    }

    @Override
    public Map<String, String> properties() {
        return files.properties();
    }

    @Override
    public void close() {
        contents.invalidateAll();
        files.close();
    }
}
