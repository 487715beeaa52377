package io.lakespan.local;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * One process of the local stack.
 *
 * <p>The stack calls {@link #prepare} and starts {@link #launch} once every part named in {@link #after} is healthy,
 * then asks {@link #healthy} until it says yes. A part holds no state of its own: everything lies in its folders, so
 * that another {@code lakespan} can take over.
 */
public interface Part {

    /** Lower case with dashes: the name of its folders, its log and on the command line. */
    String name();

    /** The ports it listens on, by the names they have in the configuration, such as {@code mysql.port}. */
    List<String> ports();

    /** The parts that must be healthy before this one starts. */
    Set<String> after();

    /** The artifacts it needs, resolved before {@link #prepare}. */
    List<ArtifactSet> artifacts();

    /** Unpacks, initialises and writes configuration where that is not done yet; harmless when repeated. */
    void prepare(StackContext context);

    /** The process to start; no secret may stand in the command, which every user of the machine can see. */
    Launch launch(StackContext context);

    /** Whether it answers now. Asked about twice a second; returns within two seconds. */
    boolean healthy(StackContext context);

    /** What a person points a browser or a client at. */
    String address(StackContext context);

    /** How long it may take from its start until it is healthy, on a small and busy machine. */
    default Duration patience() {
        return Duration.ofSeconds(60);
    }

    /** How long it may take to end after a polite request, before it is killed. */
    default Duration farewell() {
        return Duration.ofSeconds(30);
    }
}
