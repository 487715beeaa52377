package io.lakespan.local.atlas;

import org.apache.solr.client.solrj.embedded.JettyConfig;
import org.apache.solr.client.solrj.embedded.JettySolrRunner;

/** Runs Solr in its own process; it ends with SIGTERM, after what it has been given is written. */
public final class SolrMain {
    private SolrMain() {}

    /** @param arguments the folder with the cores and the port, bound on the loopback address only */
    public static void main(String[] arguments) throws Exception {
        Thread.currentThread().setUncaughtExceptionHandler(SolrMain::fail);
        JettyConfig config = JettyConfig.builder()
                .setPort(Integer.parseInt(arguments[1]))
                .setContext("/solr")
                .useOnlyHttp1(true)
                .build();
        new JettySolrRunner(arguments[0], config).start();
        Thread.currentThread().join();
    }

    // Jetty's threads would keep a process alive that serves nothing.
    private static void fail(Thread thread, Throwable failure) {
        failure.printStackTrace();
        System.exit(1);
    }
}
