package io.countersign.routing;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A condition made ready to be asked of many contents. Thread safe. */
sealed interface Question {
    /** Why it holds, in words for people; null where it does not hold. */
    @Nullable
    String reason(Reading reading);

    /** What it asks, in words for people. */
    String words();

    /** One of these values is among the content's. */
    record Value(String key, List<String> values, Function<Reading, Collection<String>> actual) implements Question {
        @Override
        public @Nullable String reason(Reading reading) {
            Collection<String> present = actual.apply(reading);
            if (present.isEmpty()) return null;
            for (String value : values) if (present.contains(value)) return Wording.one(key, value);
            return null;
        }

        @Override
        public String words() {
            return Wording.some(key, values);
        }
    }

    /**
     * One of these keywords stands in a text of the content.
     *
     * @param numbers in {@link Keywords}, in the order of {@code spellings}
     */
    record Keyword(List<String> spellings, int[] numbers) implements Question {
        @Override
        public @Nullable String reason(Reading reading) {
            for (int i = 0; i < numbers.length; i++) {
                String where = reading.whereKeyword(numbers[i]);
                if (where != null) return Wording.one("keyword", spellings.get(i)) + " in " + where;
            }
            return null;
        }

        @Override
        public String words() {
            return Wording.some("keyword", spellings);
        }
    }

    /** One of these patterns is found in a text of the content. */
    record Pattern(List<String> expressions, List<SafePattern> patterns) implements Question {
        @Override
        public @Nullable String reason(Reading reading) {
            for (int i = 0; i < patterns.size(); i++) {
                String where = reading.wherePattern(patterns.get(i));
                if (where != null) return Wording.one("pattern", expressions.get(i)) + " in " + where;
            }
            return null;
        }

        @Override
        public String words() {
            return Wording.some("pattern", expressions);
        }
    }

    /**
     * The content has a label; none has, where nothing classified it.
     *
     * @param atLeast compared in thousandths, as confidences are kept; null for any
     */
    record Label(String name, @Nullable Confidence atLeast) implements Question {
        @Override
        public @Nullable String reason(Reading reading) {
            Confidence confidence = reading.confidence(name);
            return confidence == null || atLeast != null && confidence.compareTo(atLeast) < 0
                    ? null
                    : Wording.one("label", name) + " with confidence " + confidence;
        }

        @Override
        public String words() {
            return Wording.one("label", name);
        }
    }

    /** All of these hold. */
    record Every(List<Question> questions) implements Question {
        @Override
        public @Nullable String reason(Reading reading) {
            StringBuilder reasons = new StringBuilder();
            for (Question question : questions) {
                String reason = question.reason(reading);
                if (reason == null) return null;
                reasons.append(reasons.isEmpty() ? "" : " and ").append(reason);
            }
            return reasons.toString();
        }

        @Override
        public String words() {
            return questions.stream().map(Question::words).collect(Collectors.joining(" and ", "(", ")"));
        }
    }

    /** One of these holds. */
    record Some(List<Question> questions) implements Question {
        @Override
        public @Nullable String reason(Reading reading) {
            for (Question question : questions) {
                String reason = question.reason(reading);
                if (reason != null) return reason;
            }
            return null;
        }

        @Override
        public String words() {
            return questions.stream().map(Question::words).collect(Collectors.joining(" or ", "(", ")"));
        }
    }

    /** This does not hold, whatever a classifier says: labels only add stages. */
    record Not(Question question) implements Question {
        @Override
        public @Nullable String reason(Reading reading) {
            return question.reason(reading.withoutLabels()) == null ? words() : null;
        }

        @Override
        public String words() {
            return "not " + question.words();
        }
    }
}
