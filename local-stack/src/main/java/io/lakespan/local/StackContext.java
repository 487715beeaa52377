package io.lakespan.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What a part is given to work with. */
public interface StackContext {

    /** The part's own folder for data that must survive a restart: {@code <home>/data/<part>}. */
    Path data(String part);

    /** The part's own folder for configuration, written anew at each start: {@code <home>/conf/<part>}. */
    Path conf(String part);

    /** Where secrets lie, a file each, readable by the owner alone: {@code <home>/secrets}. */
    Path secrets();

    /**
     * The secret of this name, such as {@code mysql-root.password}, made at the first start.
     *
     * @throws io.lakespan.error.BridgeException NOT_FOUND when the stack was never started or the name is unknown
     */
    String secret(String name);

    /** What a process needs in its environment to speak to the local S3 and Glue; it names files, never a secret. */
    Map<String, String> awsEnvironment();

    /** What is costly to make and the same for every home: {@code ~/.lakespan/cache} unless configured otherwise. */
    Path cache();

    /** The port configured under this name, such as {@code mysql.port}. */
    int port(String name);

    /** The files of an artifact set in class path order, from the local Maven repository. */
    List<Path> files(ArtifactSet artifacts);

    /** The class path entry that holds Lakespan's own classes of this module: a jar or a folder. */
    Path ownClasses();
}
