package io.lakespan.atlas;

import io.lakespan.local.LocalStack;
import io.lakespan.local.Progress;
import io.lakespan.local.Secrets;
import io.lakespan.local.StackOptions;
import java.net.URI;
import java.nio.file.Path;

/** The real Atlas all tests of this module share: started by the first, stopped when the JVM ends. */
final class RunningAtlas {
    static final String USER = "admin";

    private static final LocalStack STACK = start();

    private RunningAtlas() {}

    static AtlasConfig config() {
        return AtlasConfig.of(url(), USER, password(), "atlastest");
    }

    static URI url() {
        return URI.create(STACK.address("atlas"));
    }

    static String password() {
        return STACK.secret(Secrets.ATLAS_PASSWORD);
    }

    private static LocalStack start() {
        LocalStack stack = LocalStack.open(StackOptions.at(Path.of("target", "atlas-stack"))
                .withFreePorts()
                .only("atlas"));
        Runtime.getRuntime().addShutdownHook(new Thread(stack::down));
        stack.up(Progress.lines(System.out));
        return stack;
    }
}
