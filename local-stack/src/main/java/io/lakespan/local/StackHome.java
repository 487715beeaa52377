package io.lakespan.local;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/** Where everything of one stack lies. */
record StackHome(Path root) {
    StackHome {
        root = requireNonNull(root, "root").toAbsolutePath().normalize();
    }

    Path data(String part) {
        return root.resolve("data").resolve(part);
    }

    Path conf(String part) {
        return root.resolve("conf").resolve(part);
    }

    Path log(String part) {
        return root.resolve("logs").resolve(part + ".log");
    }

    Path run(String part) {
        return root.resolve("run").resolve(part + ".json");
    }

    Path secrets() {
        return root.resolve("secrets");
    }

    Path aws() {
        return conf("aws");
    }

    Path stackFile() {
        return root.resolve("stack.json");
    }

    Path lock() {
        return root.resolve(".lock");
    }
}
