package io.lakespan.local;

import java.util.Map;
import java.util.TreeMap;

/** The shared AWS files through which every process of the stack, and any AWS SDK, finds the local credentials. */
final class AwsFiles {
    static final String ACCESS_KEY = "lakespan";
    static final String REGION = "us-east-1";

    private final StackHome home;

    AwsFiles(StackHome home) {
        this.home = home;
    }

    void write(Secrets secrets) {
        PrivateFiles.createFolder(home.aws());
        PrivateFiles.write(home.aws().resolve("config"), "[default]\nregion = " + REGION + "\n");
        PrivateFiles.write(
                home.aws().resolve("credentials"),
                "[default]\naws_access_key_id = " + ACCESS_KEY + "\naws_secret_access_key = "
                        + secrets.value(Secrets.S3_SECRET_KEY) + "\n");
    }

    Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>();
        environment.put("AWS_CONFIG_FILE", home.aws().resolve("config").toString());
        environment.put("AWS_REGION", REGION);
        environment.put(
                "AWS_SHARED_CREDENTIALS_FILE", home.aws().resolve("credentials").toString());
        return environment;
    }
}
