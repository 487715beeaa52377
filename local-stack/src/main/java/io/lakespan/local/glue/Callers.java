package io.lakespan.local.glue;

import com.sun.net.httpserver.Headers;

/** Who may speak to the endpoint. */
@FunctionalInterface
interface Callers {

    /**
     * Checks a request.
     *
     * @throws GlueError when it carries no credentials or the wrong ones
     */
    void require(String method, String path, Headers headers, byte[] body);

    /** Anyone who signs at all; the signature is not checked. */
    static Callers anySigned() {
        return (method, path, headers, body) -> Authorization.of(headers);
    }
}
