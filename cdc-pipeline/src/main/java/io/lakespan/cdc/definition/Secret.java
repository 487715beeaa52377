package io.lakespan.cdc.definition;

import static java.util.Objects.requireNonNull;

import java.util.function.Function;

/** A value that may be secret: never printed, and looked up only where and when it is used. */
public sealed interface Secret {

    /** Stands in an environment variable of the process that uses it: {@code ${env:NAME}}. */
    record Environment(String name) implements Secret {
        public Environment {
            requireNonNull(name, "name");
        }

        @Override
        public <R> R match(Function<Environment, R> environment, Function<File, R> file, Function<Literal, R> literal) {
            return environment.apply(this);
        }

        @Override
        public String toString() {
            return "${env:" + name + "}";
        }
    }

    /** Stands in a file, less its last line break: {@code ${file:/absolute/path}}. */
    record File(String path) implements Secret {
        public File {
            requireNonNull(path, "path");
        }

        @Override
        public <R> R match(Function<Environment, R> environment, Function<File, R> file, Function<Literal, R> literal) {
            return file.apply(this);
        }

        @Override
        public String toString() {
            return "${file:" + path + "}";
        }
    }

    /** Stands in the definition itself. */
    record Literal(String value) implements Secret {
        public Literal {
            requireNonNull(value, "value");
        }

        @Override
        public <R> R match(Function<Environment, R> environment, Function<File, R> file, Function<Literal, R> literal) {
            return literal.apply(this);
        }

        @Override
        public String toString() {
            return "****";
        }
    }

    /**
     * Reads a value that may be a reference.
     *
     * @throws io.lakespan.error.BridgeException {@code INVALID_INPUT} when it begins as a reference and is none
     */
    static Secret parse(String text) {
        return References.parse(text);
    }

    <R> R match(Function<Environment, R> environment, Function<File, R> file, Function<Literal, R> literal);
}
