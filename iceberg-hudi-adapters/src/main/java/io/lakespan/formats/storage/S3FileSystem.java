package io.lakespan.formats.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;
import org.apache.iceberg.aws.s3.S3FileIO;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * S3 for libraries that know Hadoop's file systems alone, through the client and the settings that Iceberg's tables are
 * reached with; to be had from {@link S3Access}. Folders are what stands before a slash in a key: one that nothing lies in
 * is not there, and its listing is empty.
 *
 * <p>Hadoop's own file system for S3 is 280 MB of libraries and a second set of settings.
 */
public final class S3FileSystem extends FileSystem {
    private static final long BLOCK = 128L << 20;

    private S3FileIO files;
    private S3Client client;
    private URI uri;

    @Override
    public void initialize(URI name, Configuration configuration) throws IOException {
        super.initialize(name, configuration);
        uri = URI.create(name.getScheme() + "://" + name.getAuthority());
        files = S3Access.files(configuration);
        client = files.client();
    }

    @Override
    public String getScheme() {
        return uri.getScheme();
    }

    @Override
    public URI getUri() {
        return uri;
    }

    @Override
    public FSDataInputStream open(Path path, int bufferSize) throws IOException {
        FileStatus status = getFileStatus(path);
        if (status.isDirectory()) {
            throw new FileNotFoundException(path + " is a folder");
        }
        return new FSDataInputStream(
                new S3Input(files.newInputFile(location(path), status.getLen()).newStream(), status.getLen()));
    }

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
        if (!overwrite && exists(path)) {
            throw new FileAlreadyExistsException(path + " is there already");
        }
        return new FSDataOutputStream(files.newOutputFile(location(path)).createOrOverwrite(), statistics);
    }

    @Override
    public FSDataOutputStream append(Path path, int bufferSize, Progressable progress) {
        throw new UnsupportedOperationException("S3 cannot append to " + path);
    }

    @Override
    public boolean rename(Path from, Path to) throws IOException {
        FileStatus status = getFileStatus(from);
        List<String> keys = status.isDirectory() ? keysBelow(from) : List.of(key(from));
        String begin = key(from);
        for (String key : keys) {
            String target = key(to) + key.substring(begin.length());
            calling(
                    from,
                    () -> client.copyObject(request -> request.sourceBucket(bucket())
                            .sourceKey(key)
                            .destinationBucket(bucket())
                            .destinationKey(target)));
        }
        files.deleteFiles(keys.stream().map(this::location).toList());
        return true;
    }

    @Override
    public boolean delete(Path path, boolean recursive) throws IOException {
        FileStatus status;
        try {
            status = getFileStatus(path);
        } catch (FileNotFoundException e) {
            return false;
        }
        if (status.isFile()) {
            calling(
                    path,
                    () -> client.deleteObject(
                            request -> request.bucket(bucket()).key(key(path))));
            return true;
        }
        List<String> keys = keysBelow(path);
        if (!recursive) {
            throw new IOException(path + " is not empty");
        }
        files.deleteFiles(keys.stream().map(this::location).toList());
        return true;
    }

    @Override
    public FileStatus[] listStatus(Path path) throws IOException {
        List<FileStatus> found = below(path);
        if (!found.isEmpty()) {
            return found.toArray(FileStatus[]::new);
        }
        try {
            FileStatus status = getFileStatus(path);
            return status.isFile() ? new FileStatus[] {status} : new FileStatus[0];
        } catch (FileNotFoundException e) {
            return new FileStatus[0];
        }
    }

    private List<FileStatus> below(Path path) throws IOException {
        String prefix = prefix(path);
        List<FileStatus> found = new ArrayList<>();
        calling(path, () -> {
            client.listObjectsV2Paginator(
                            request -> request.bucket(bucket()).prefix(prefix).delimiter("/"))
                    .forEach(page -> {
                        page.commonPrefixes().forEach(folder -> found.add(folder(child(path, folder.prefix()))));
                        page.contents()
                                .forEach(object -> found.add(file(
                                        child(path, object.key()),
                                        object.size(),
                                        object.lastModified().toEpochMilli())));
                    });
            return found;
        });
        found.sort(Comparator.comparing(FileStatus::getPath));
        return found;
    }

    private Path child(Path path, String key) {
        return new Path(path, new Path(key).getName());
    }

    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
        if (key(path).isEmpty()) {
            return folder(path);
        }
        try {
            HeadObjectResponse head = calling(
                    path,
                    () -> client.headObject(request -> request.bucket(bucket()).key(key(path))));
            return file(path, head.contentLength(), head.lastModified().toEpochMilli());
        } catch (FileNotFoundException e) {
            if (isFolder(path)) {
                return folder(path);
            }
            throw e;
        }
    }

    private boolean isFolder(Path path) throws IOException {
        return calling(
                                path,
                                () -> client.listObjectsV2(request -> request.bucket(bucket())
                                        .prefix(prefix(path))
                                        .maxKeys(1)))
                        .keyCount()
                > 0;
    }

    @Override
    public boolean mkdirs(Path path, FsPermission permission) {
        return true;
    }

    private List<String> keysBelow(Path path) throws IOException {
        List<String> keys = new ArrayList<>();
        calling(path, () -> {
            client.listObjectsV2Paginator(request -> request.bucket(bucket()).prefix(prefix(path)))
                    .contents()
                    .forEach(object -> keys.add(object.key()));
            return keys;
        });
        return keys;
    }

    @Override
    public Path getWorkingDirectory() {
        return new Path(uri.toString() + "/");
    }

    @Override
    public void setWorkingDirectory(Path path) {
        throw new UnsupportedOperationException("paths on S3 are written in full");
    }

    @Override
    public long getDefaultBlockSize(Path path) {
        return BLOCK;
    }

    private interface Call<T> {
        T run();
    }

    private <T> T calling(Path path, Call<T> call) throws IOException {
        try {
            return call.run();
        } catch (NoSuchKeyException e) {
            throw notFound(path, e);
        } catch (S3Exception e) {
            if (e.statusCode() == 404) {
                throw notFound(path, e);
            }
            throw failed(path, e);
        } catch (SdkException e) {
            throw failed(path, e);
        }
    }

    private static IOException notFound(Path path, SdkException cause) {
        IOException exception = new FileNotFoundException(path + " does not exist");
        exception.initCause(cause);
        return exception;
    }

    private static IOException failed(Path path, SdkException cause) {
        return new IOException(path + ": " + StorageFailures.oneLine(cause), cause);
    }

    private FileStatus file(Path path, long length, long modified) {
        return new FileStatus(length, false, 1, BLOCK, modified, makeQualified(path));
    }

    private FileStatus folder(Path path) {
        return new FileStatus(0, true, 1, BLOCK, 0, makeQualified(path));
    }

    private String bucket() {
        return uri.getAuthority();
    }

    private String location(Path path) {
        return location(key(path));
    }

    private String location(String key) {
        return uri + "/" + key;
    }

    private static String key(Path path) {
        return path.toUri().getPath().replaceFirst("^/", "");
    }

    private static String prefix(Path path) {
        String key = key(path);
        return key.isEmpty() ? "" : key + "/";
    }
}
