package io.lakespan.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.apache.http.HttpStatus;
import org.apache.http.client.HttpResponseException;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.spi.connector.transport.GetTask;
import org.eclipse.aether.spi.connector.transport.PeekTask;
import org.eclipse.aether.spi.connector.transport.PutTask;
import org.eclipse.aether.spi.connector.transport.TransportListener;
import org.eclipse.aether.spi.connector.transport.Transporter;
import org.eclipse.aether.spi.connector.transport.TransporterFactory;
import org.eclipse.aether.transfer.NoTransporterException;
import org.eclipse.aether.transfer.TransferCancelledException;

/**
 * Goes on where an interrupted download ended, even after a kill -9.
 *
 * <p>Resolver 1.9 throws away what has arrived when a download breaks. Here it is kept beside the artifact until the
 * download is complete. Checksums are verified over the whole file in either case.
 */
final class ResumingTransporter implements Transporter {
    private static final Set<String> WORTH_IT = Set.of("jar", "zip", "war", "gz");

    private final Transporter transporter;

    private ResumingTransporter(Transporter transporter) {
        this.transporter = transporter;
    }

    static TransporterFactory over(TransporterFactory factory) {
        return new Factory(factory);
    }

    @Override
    public void get(GetTask task) throws Exception {
        String name = Path.of(task.getLocation().getPath()).getFileName().toString();
        if (WORTH_IT.contains(name.substring(name.lastIndexOf('.') + 1))) {
            resume(task, task.getDataFile().toPath().resolveSibling(name + ".lakespan-part"));
        } else {
            transporter.get(task);
        }
    }

    private void resume(GetTask task, Path part) throws Exception {
        Path data = task.getDataFile().toPath();
        TransportListener listener = task.getListener();
        try (Keeper keeper = new Keeper(part, listener)) {
            if (Files.size(part) > 0) {
                Files.copy(part, data, StandardCopyOption.REPLACE_EXISTING);
                task.setDataFile(data.toFile(), true);
            }
            transporter.get(task.setListener(keeper));
            Files.delete(part);
        } catch (HttpResponseException e) {
            Files.deleteIfExists(part);
            if (e.getStatusCode() != HttpStatus.SC_REQUESTED_RANGE_NOT_SATISFIABLE) {
                throw e;
            }
            // All of it had arrived before, or there is less of it now.
            transporter.get(task.setDataFile(data.toFile(), false).setListener(listener));
        }
    }

    @Override
    public int classify(Throwable error) {
        return transporter.classify(error);
    }

    @Override
    public void peek(PeekTask task) throws Exception {
        transporter.peek(task);
    }

    @Override
    public void put(PutTask task) throws Exception {
        transporter.put(task);
    }

    @Override
    public void close() {
        transporter.close();
    }

    /** Writes down what arrives. */
    private static final class Keeper extends TransportListener implements AutoCloseable {
        private final FileChannel part;
        private final TransportListener next;

        Keeper(Path part, TransportListener next) throws IOException {
            this.part = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            this.next = next;
        }

        @Override
        public void transportStarted(long offset, long length) throws TransferCancelledException {
            try {
                // A server that cannot resume starts at zero again.
                part.truncate(offset).position(offset);
            } catch (IOException e) {
                throw unwritable(e);
            }
            next.transportStarted(offset, length);
        }

        @Override
        public void transportProgressed(ByteBuffer data) throws TransferCancelledException {
            try {
                part.write(data.duplicate());
            } catch (IOException e) {
                throw unwritable(e);
            }
            next.transportProgressed(data);
        }

        @Override
        public void close() throws IOException {
            part.close();
        }

        private static TransferCancelledException unwritable(IOException cause) {
            return new TransferCancelledException("the local Maven repository cannot be written: " + cause, cause);
        }
    }

    private record Factory(TransporterFactory factory) implements TransporterFactory {
        @Override
        public Transporter newInstance(RepositorySystemSession session, RemoteRepository repository)
                throws NoTransporterException {
            return new ResumingTransporter(factory.newInstance(session, repository));
        }

        @Override
        public float getPriority() {
            return factory.getPriority();
        }
    }
}
