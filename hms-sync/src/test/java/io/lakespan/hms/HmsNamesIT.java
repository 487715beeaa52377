package io.lakespan.hms;

import org.junit.jupiter.api.extension.RegisterExtension;

class HmsNamesIT extends NamesAndTexts {
    @RegisterExtension
    static final LocalHms HMS = new LocalHms();

    @Override
    HmsConfig config() {
        return HMS.config();
    }
}
