package io.lakespan.local.glue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {

    @ParameterizedTest
    @CsvSource(quoteCharacter = '~', textBlock = """
            *,              orders,     true
            ord*,           orders,     true
            ord*,           order,      true
            ord*,           or,         false
            ord.*,          orders,     true
            ORD.*,          orders,     true
            ord*|cust*,     customers,  true
            ord,            orders,     false
            ord[a-z]*,      orders,     true
            ord[a-z]*,      ord1,       false
            (ord|cust).*,   customers,  true
            trino__.*,      trino__f,   true
            """)
    void aPatternMatchesWholeNames(String pattern, String name, boolean matches) {
        assertThat(Names.pattern(pattern).matcher(name).matches()).isEqualTo(matches);
    }

    @Test
    void aBrokenPatternIsInvalidInput() {
        assertThatThrownBy(() -> Names.pattern("(ord"))
                .isInstanceOfSatisfying(
                        GlueError.class, e -> assertThat(e.code()).isEqualTo(GlueError.Code.INVALID_INPUT));
    }
}
