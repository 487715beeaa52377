package io.lakespan.local.flink;

import io.lakespan.local.ArtifactSet;
import io.lakespan.local.Versions;

/** What a Flink session cluster for DataStream and SQL jobs has on its class path; there is no flink-dist to resolve. */
final class FlinkArtifacts {
    private static final String FLINK = Versions.of("flink");
    private static final String HADOOP = Versions.of("hadoop");
    private static final String LOG4J = Versions.of("log4j");

    // The planner itself and not its loader: Hive catalogs and column lineage reach into its classes.
    static final ArtifactSet CLUSTER = ArtifactSet.classPath(
                    "org.apache.flink:flink-runtime:" + FLINK,
                    "org.apache.flink:flink-runtime-web:" + FLINK,
                    "org.apache.flink:flink-streaming-java:" + FLINK,
                    "org.apache.flink:flink-clients:" + FLINK,
                    "org.apache.flink:flink-table-api-java-bridge:" + FLINK,
                    "org.apache.flink:flink-table-runtime:" + FLINK,
                    "org.apache.flink:flink-table-planner_2.12:" + FLINK,
                    "org.apache.flink:flink-connector-base:" + FLINK,
                    "org.apache.flink:flink-connector-files:" + FLINK,
                    "org.apache.flink:flink-connector-datagen:" + FLINK,
                    "org.apache.flink:flink-json:" + FLINK,
                    "org.apache.flink:flink-csv:" + FLINK,
                    "org.apache.flink:flink-metrics-prometheus:" + FLINK,
                    "org.apache.flink:flink-statebackend-rocksdb:" + FLINK,
                    "org.apache.hadoop:hadoop-client-api:" + HADOOP,
                    "org.apache.hadoop:hadoop-client-runtime:" + HADOOP,
                    "commons-codec:commons-codec:" + Versions.of("flink-commons-codec"),
                    "org.apache.logging.log4j:log4j-core:" + LOG4J,
                    "org.apache.logging.log4j:log4j-slf4j-impl:" + LOG4J,
                    "org.apache.logging.log4j:log4j-1.2-api:" + LOG4J)
            // Needed to compile Flink, not to run it.
            .without("org.immutables:*", "org.scala-lang:scala-compiler", "com.google.code.findbugs:jsr305");

    private FlinkArtifacts() {}
}
