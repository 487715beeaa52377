package io.lakespan.app.state;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who makes a pass, for others to read: {@code user@host, process 123}. */
public final class Holder {
    private static final Pattern TEXT = Pattern.compile(".*@(.*), process (\\d+)");

    private Holder() {}

    public static String ofThisProcess() {
        return System.getProperty("user.name") + "@" + host() + ", process "
                + ProcessHandle.current().pid();
    }

    /** Whether it was a process of this very machine that is no more. */
    static boolean gone(String holder) {
        Matcher text = TEXT.matcher(holder);
        return text.matches()
                && text.group(1).equals(host())
                && ProcessHandle.of(Long.parseLong(text.group(2))).isEmpty();
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
