package io.lakespan.app.sync;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Who makes a pass, for others to read: user, host, process. */
final class Holder {
    private Holder() {}

    static String ofThisProcess() {
        return System.getProperty("user.name") + "@" + host() + ", process "
                + ProcessHandle.current().pid();
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
