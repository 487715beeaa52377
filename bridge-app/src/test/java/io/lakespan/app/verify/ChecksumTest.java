package io.lakespan.app.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChecksumTest {
    private static final BigInteger END = BigInteger.ONE.shiftLeft(128);

    @Test
    void sumsAreThoseOfWholeNumbersModuloTwoToThe128th() {
        Random random = new Random(7);
        for (int i = 0; i < 1_000; i++) {
            Checksum left = new Checksum(random.nextLong(), random.nextLong());
            Checksum right = new Checksum(random.nextLong(), random.nextLong());

            assertThat(number(left.plus(right)))
                    .isEqualTo(number(left).add(number(right)).mod(END));
        }
        assertThat(new Checksum(-1, -1).plus(new Checksum(0, 1))).isEqualTo(Checksum.ZERO);
    }

    @Test
    void itIsTheFirstHalfOfSha256() {
        assertThat(Checksum.of(new byte[0])).hasToString("e3b0c44298fc1c149afbf4c8996fb924");
    }

    private static BigInteger number(Checksum checksum) {
        return new BigInteger(checksum.toString(), 16);
    }
}
