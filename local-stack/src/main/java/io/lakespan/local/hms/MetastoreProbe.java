package io.lakespan.local.hms;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Asks a metastore for its databases without a Thrift library.
 *
 * <p>In Thrift's binary protocol a call without arguments is: version and message type (4 bytes), name (length and
 * text), sequence number (4 bytes), end of the argument struct (1 byte). The reply has the same head, then the result
 * struct, whose field 0 is the list if the call succeeded.
 */
final class MetastoreProbe {
    private static final int CALL = 0x80010001;
    private static final int REPLY = 0x80010002;
    private static final byte STOP = 0;
    private static final byte LIST = 15;
    private static final int PATIENCE_MILLIS = 1500;
    private static final byte[] METHOD = "get_all_databases".getBytes(StandardCharsets.US_ASCII);

    private MetastoreProbe() {}

    static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            ask(new DataOutputStream(socket.getOutputStream()));
            return listsDatabases(new DataInputStream(socket.getInputStream()));
        } catch (IOException e) {
            return false;
        }
    }

    private static void ask(DataOutputStream out) throws IOException {
        out.writeInt(CALL);
        out.writeInt(METHOD.length);
        out.write(METHOD);
        out.writeInt(0);
        out.writeByte(STOP);
        out.flush();
    }

    private static boolean listsDatabases(DataInputStream in) throws IOException {
        if (in.readInt() != REPLY || in.readInt() != METHOD.length) {
            return false;
        }
        in.skipNBytes(METHOD.length + Integer.BYTES);
        return in.readByte() == LIST && in.readShort() == 0;
    }
}
