package io.lakespan.local.glue;

import com.sun.net.httpserver.Headers;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Authorization header of AWS Signature Version 4.
 *
 * @param scope date, region and service, with the words between them
 * @param signedHeaders the names of the headers that are signed, in their order
 */
record Authorization(String accessKey, String scope, List<String> signedHeaders, String signature) {
    private static final Pattern FORM = Pattern.compile("AWS4-HMAC-SHA256 +Credential=(?<key>[^/,]+)/"
            + "(?<scope>[0-9]{8}/[^/,]+/[^/,]+/aws4_request), *SignedHeaders=(?<headers>[^, ]+), *"
            + "Signature=(?<signature>[0-9a-f]{64})");

    /**
     * Reads it.
     *
     * @throws GlueError when there is none, or another
     */
    static Authorization of(Headers headers) {
        String given = Optional.ofNullable(headers.getFirst("Authorization"))
                .orElseThrow(() -> new GlueError(GlueError.Code.MISSING_TOKEN, "Missing Authentication Token"));
        Matcher matcher = FORM.matcher(given.strip());
        if (!matcher.matches()) {
            throw new GlueError(
                    GlueError.Code.INCOMPLETE_SIGNATURE,
                    "The Authorization header is not one of Signature Version 4 with Credential, SignedHeaders and"
                            + " Signature");
        }
        return new Authorization(
                matcher.group("key"),
                matcher.group("scope"),
                List.of(matcher.group("headers").split(";")),
                matcher.group("signature"));
    }
}
