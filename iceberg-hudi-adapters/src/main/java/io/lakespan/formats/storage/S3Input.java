package io.lakespan.formats.storage;

import java.io.EOFException;
import java.io.IOException;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.iceberg.io.SeekableInputStream;

/** An object of S3 as a stream of Hadoop's. */
final class S3Input extends FSInputStream {
    private final SeekableInputStream stream;
    private final long length;

    S3Input(SeekableInputStream stream, long length) {
        this.stream = stream;
        this.length = length;
    }

    @Override
    public int read() throws IOException {
        return stream.getPos() >= length ? -1 : stream.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int count) throws IOException {
        return count > 0 && stream.getPos() >= length ? -1 : stream.read(buffer, offset, count);
    }

    @Override
    public void seek(long position) throws IOException {
        if (position < 0 || position > length) {
            throw new EOFException("position " + position + " of " + length);
        }
        stream.seek(position);
    }

    @Override
    public long getPos() throws IOException {
        return stream.getPos();
    }

    @Override
    public boolean seekToNewSource(long target) {
        return false;
    }

    @Override
    public int available() throws IOException {
        return (int) Math.min(Integer.MAX_VALUE, length - stream.getPos());
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
