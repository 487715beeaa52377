package io.lakespan.local.hms;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * Stands in for S3 inside the metastore: every path is an empty directory, making and deleting succeed and do nothing.
 *
 * <p>The metastore makes folders for new tables and deletes those of dropped ones. Here the engines own the objects;
 * the metastore records locations and leaves what lies there alone, also when a managed table is dropped.
 */
final class NoOpFileSystem extends FileSystem {
    private URI uri = URI.create("s3:///");

    @Override
    public void initialize(URI name, Configuration conf) throws IOException {
        super.initialize(name, conf);
        setConf(conf);
        uri = URI.create(name.getScheme() + "://" + name.getAuthority());
    }

    @Override
    public URI getUri() {
        return uri;
    }

    @Override
    public FileStatus getFileStatus(Path path) {
        return new FileStatus(0, true, 1, 0, 0, path);
    }

    @Override
    public FileStatus[] listStatus(Path path) {
        return new FileStatus[0];
    }

    @Override
    public boolean mkdirs(Path path, FsPermission permission) {
        return true;
    }

    @Override
    public boolean delete(Path path, boolean recursive) {
        return true;
    }

    @Override
    public boolean rename(Path source, Path target) {
        return true;
    }

    @Override
    public Path getWorkingDirectory() {
        return new Path(uri.toString() + "/");
    }

    @Override
    public void setWorkingDirectory(Path path) {
        // There is nothing to resolve against.
    }

    @Override
    public FSDataInputStream open(Path path, int bufferSize) throws IOException {
        throw new FileNotFoundException(path + ": the local metastore does not read objects");
    }

    // The signatures of these two are Hadoop's.
    @Override
    public FSDataOutputStream create(
            Path path,
            FsPermission permission,
            boolean overwrite,
            int bufferSize,
            short replication,
            long blockSize,
            Progressable progress)
            throws IOException {
        throw new IOException(path + ": the local metastore does not write objects");
    }

    @Override
    public FSDataOutputStream append(Path path, int bufferSize, Progressable progress) throws IOException {
        throw new IOException(path + ": the local metastore does not write objects");
    }
}
