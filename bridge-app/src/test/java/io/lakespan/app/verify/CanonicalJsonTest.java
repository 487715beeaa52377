package io.lakespan.app.verify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "{\"a\": 1, \"bb\": [1, 2]} | {\"bb\":[1,2],\"a\":1}",
                "1.0 | 1",
                "1e20 | 1.0E20",
                "5.684341886080802E-14 | 5.6843418860808015e-14",
                "1.2e25 | 12000000000000000000000000",
                "-0.0 | 0",
                "\"\\u00e4\\/\" | \"ä/\"",
                "{\"a\":{\"c\":null,\"b\":true}} | {\"a\": {\"b\": true, \"c\": null}}"
            })
    void textsOfOneValueAreSpelledAlike(String left, String right) {
        assertThat(CanonicalJson.of(left)).isPresent().isEqualTo(CanonicalJson.of(right));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "18446744073709551615 | 18446744073709551614",
                "9007199254740993 | 9007199254740992",
                "1 | \"1\"",
                "null | \"null\"",
                "[1, 2] | [2, 1]",
                "{\"a\": 1} | {\"a\": 1, \"b\": null}",
                "0.1 | 0.10000000000000002",
                "{\"a\": 1} | {\"A\": 1}",
                "[] | {}",
                "\"a\" | \"a \""
            })
    void textsOfDifferentValuesAreNot(String left, String right) {
        assertThat(CanonicalJson.of(left)).isPresent();
        assertThat(CanonicalJson.of(right)).isPresent().isNotEqualTo(CanonicalJson.of(left));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "{'a': 1}", "1 2", "nul"})
    void whatIsNoJsonHasNoSpelling(String text) {
        assertThat(CanonicalJson.of(text)).isEmpty();
    }

    @Test
    void aNumberWithABillionDigitsIsNotWrittenOut() {
        assertThat(CanonicalJson.of("1e999999999")).contains("Infinity");
        assertThat(CanonicalJson.of("1e-999999999")).contains("0.0");
    }
}
