package io.lakespan.hms;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

/** A network between a catalog and its metastore that fails when it is told to. */
final class Relay implements AutoCloseable {
    private final int target;
    private final ServerSocket listening;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<String> seen = new ConcurrentLinkedQueue<>();
    private final AtomicReference<Fault> armed = new AtomicReference<>(new Fault("no such call", Kind.REQUEST_LOST));
    private final CountDownLatch released = new CountDownLatch(1);

    enum Kind {
        /** The connection breaks before the server hears of the call. */
        REQUEST_LOST,
        /** The server hears of the call when it is released. */
        REQUEST_HELD,
        /** The server hears of the call and the connection breaks before it answers. */
        ANSWER_LOST,
        /** The server's answer is held until it is released. */
        ANSWER_HELD
    }

    private record Fault(String call, Kind kind) {}

    private Relay(int target, ServerSocket listening) {
        this.target = target;
        this.listening = listening;
    }

    static Relay to(int target) throws IOException {
        Relay relay = new Relay(target, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        relay.threads.execute(relay::accept);
        return relay;
    }

    String uri() {
        return "thrift://localhost:" + listening.getLocalPort();
    }

    /** The next such call meets this fault; those after it are well. */
    void fail(String call, Kind kind) {
        armed.set(new Fault(call, kind));
    }

    void release() {
        released.countDown();
    }

    long count(String call) {
        return seen.stream().filter(call::equals).count();
    }

    @Override
    public void close() throws IOException {
        release();
        listening.close();
        threads.shutdownNow();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                connect(listening.accept());
            } catch (IOException e) {
                // The test is over.
            }
        }
    }

    private void connect(Socket client) throws IOException {
        Socket server = new Socket();
        try {
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), 2000);
        } catch (IOException serverIsGone) {
            client.close();
            return;
        }
        AtomicReference<Kind> fault = new AtomicReference<>();
        threads.execute(() -> forth(client, server, fault));
        threads.execute(() -> back(client, server, fault));
    }

    private void forth(Socket client, Socket server, AtomicReference<Kind> fault) {
        try (client;
                server) {
            InputStream in = client.getInputStream();
            OutputStream out = server.getOutputStream();
            byte[] bytes = new byte[1 << 16];
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                if (met(new String(bytes, 0, count, StandardCharsets.ISO_8859_1), fault)) {
                    return;
                }
                if (fault.compareAndSet(Kind.REQUEST_HELD, null)) {
                    released.await();
                }
                out.write(bytes, 0, count);
                out.flush();
            }
        } catch (IOException e) {
            // The other direction sees it as well.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the call is lost here. */
    private boolean met(String message, AtomicReference<Kind> fault) {
        for (String call :
                List.of("alter_table_with", "create_table", "heartbeat", "lock", "set_ugi", "get_all_databases")) {
            if (message.contains(call)) {
                seen.add(call);
            }
        }
        Fault next = armed.get();
        if (message.contains(next.call()) && armed.compareAndSet(next, new Fault("no such call", next.kind()))) {
            fault.set(next.kind());
            return next.kind() == Kind.REQUEST_LOST;
        }
        return false;
    }

    private void back(Socket client, Socket server, AtomicReference<Kind> fault) {
        try (client;
                server) {
            InputStream in = server.getInputStream();
            OutputStream out = client.getOutputStream();
            byte[] bytes = new byte[1 << 16];
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                Kind kind = fault.getAndSet(null);
                if (kind == Kind.ANSWER_LOST) {
                    return;
                }
                if (kind == Kind.ANSWER_HELD) {
                    released.await();
                }
                out.write(bytes, 0, count);
                out.flush();
            }
        } catch (IOException e) {
            // The other direction sees it as well.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
