package io.lakespan.local.glue;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks the whole signature of a request, by AWS Signature Version 4.
 *
 * <p>The time of signing is not compared with the clock: a request on the loopback address is not replayed by
 * strangers.
 */
record SignatureCheck(String accessKey, String secretKey) implements Callers {
    private static final String DATE = "X-Amz-Date";

    @Override
    public void require(String method, String path, Headers headers, byte[] body) {
        Authorization given = Authorization.of(headers);
        if (!given.accessKey().equals(accessKey)) {
            throw new GlueError(
                    GlueError.Code.UNRECOGNIZED_CLIENT,
                    "The security token included in the request is invalid: unknown access key '" + given.accessKey()
                            + "'");
        }
        String canonical = String.join(
                "\n",
                method,
                path,
                "",
                canonicalHeaders(given.signedHeaders(), headers),
                String.join(";", given.signedHeaders()),
                hex(digest(body)));
        if (!MessageDigest.isEqual(
                signature(given.scope(), date(headers), canonical).getBytes(UTF_8),
                given.signature().getBytes(UTF_8))) {
            throw new GlueError(
                    GlueError.Code.INVALID_SIGNATURE,
                    "The request signature does not match: check the secret key of access key " + accessKey);
        }
    }

    private String signature(String scope, String date, String canonical) {
        String toSign = String.join("\n", "AWS4-HMAC-SHA256", date, scope, hex(digest(canonical.getBytes(UTF_8))));
        byte[] key = ("AWS4" + secretKey).getBytes(UTF_8);
        for (String part : scope.split("/")) {
            key = mac(key, part);
        }
        return hex(mac(key, toSign));
    }

    private static String canonicalHeaders(List<String> names, Headers headers) {
        StringBuilder lines = new StringBuilder();
        for (String name : names) {
            List<String> values = Optional.ofNullable(headers.get(name)).orElse(List.of());
            lines.append(name).append(':');
            lines.append(String.join(
                    ",", values.stream().map(SignatureCheck::collapsed).toList()));
            lines.append('\n');
        }
        return lines.toString();
    }

    private static String collapsed(String value) {
        return value.strip().replaceAll(" +", " ");
    }

    private static String date(Headers headers) {
        return Optional.ofNullable(headers.getFirst(DATE))
                .orElseThrow(
                        () -> new GlueError(GlueError.Code.INCOMPLETE_SIGNATURE, "The request has no header " + DATE));
    }

    private static byte[] digest(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] mac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** The secret is no part of it. */
    @Override
    public String toString() {
        return "SignatureCheck[" + accessKey + "]";
    }
}
