package io.lakespan.local.glue.expression;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is asked of a partition's values. */
sealed interface Condition {

    Truth test(List<String> values);

    /** Both. */
    record And(Condition left, Condition right) implements Condition {
        @Override
        public Truth test(List<String> values) {
            return left.test(values).and(right.test(values));
        }
    }

    /** Either. */
    record Or(Condition left, Condition right) implements Condition {
        @Override
        public Truth test(List<String> values) {
            return left.test(values).or(right.test(values));
        }
    }

    /** The opposite. */
    record Not(Condition condition) implements Condition {
        @Override
        public Truth test(List<String> values) {
            return condition.test(values).not();
        }
    }

    /** Always the same, whatever the values. */
    record Always(Truth truth) implements Condition {
        @Override
        public Truth test(List<String> values) {
            return truth;
        }
    }

    /** A key against a literal. */
    record Compare(Key key, Operator operator, Comparable<?> literal) implements Condition {
        @Override
        public Truth test(List<String> values) {
            return key.value(values)
                    .map(value -> Truth.of(operator.holds(KeyType.compare(value, literal))))
                    .orElse(Truth.UNKNOWN);
        }
    }

    /** A key against SQL's pattern with {@code %} and {@code _}. */
    record Like(Key key, Pattern pattern) implements Condition {
        static Like of(Key key, String sql) {
            StringBuilder pattern = new StringBuilder();
            sql.chars().forEach(c -> pattern.append(part((char) c)));
            return new Like(key, Pattern.compile(pattern.toString(), Pattern.DOTALL));
        }

        @Override
        public Truth test(List<String> values) {
            return key.text(values)
                    .map(text -> Truth.of(pattern.matcher(text).matches()))
                    .orElse(Truth.UNKNOWN);
        }

        private static String part(char c) {
            return switch (c) {
                case '%' -> ".*";
                case '_' -> ".";
                default -> Pattern.quote(Character.toString(c));
            };
        }
    }

    /** Whether a key has no value. */
    record IsNull(Key key) implements Condition {
        @Override
        public Truth test(List<String> values) {
            Optional<String> text = key.text(values);
            return Truth.of(text.isEmpty());
        }
    }
}
