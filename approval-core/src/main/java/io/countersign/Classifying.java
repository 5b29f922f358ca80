package io.countersign;

import io.countersign.content.Content;
import io.countersign.identity.WorkspaceId;
import io.countersign.problem.Checks;
import io.countersign.problem.InvalidInputException;
import io.countersign.problem.Text;
import io.countersign.routing.Classification;
import io.countersign.routing.Classification.Answer;
import io.countersign.routing.Classification.Ending;
import io.countersign.routing.ContentClassifier;
import io.countersign.routing.Label;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the host's classifiers, and has an answer in time whatever becomes of the question. */
final class Classifying {
    /**
     * What a host sets.
     *
     * @param classifier null where nobody classifies
     * @param shadow asked beside it to be compared; null for none
     * @param limit how long all answers to one call may take
     */
    record Terms(
            @Nullable ContentClassifier classifier,
            @Nullable ContentClassifier shadow,
            Duration limit) {
        static final Terms NOBODY = new Terms(null, null, Duration.ZERO);
    }

    private record Named(
            @NotNull @Text(min = 1, max = 200) String model,
            @NotNull @Text(min = 1, max = 200) String version) {}

    private record Asked(Pending used, @Nullable Pending shadow) {}

    private static final Logger LOG = LoggerFactory.getLogger(Classifying.class);
    private static final int MOST_LABELS = 100;

    private final Terms terms;
    private final Checks checks;

    Classifying(Terms terms, Checks checks) {
        this.terms = terms;
        this.checks = checks;
    }

    /** Whether anybody classifies. */
    boolean isPossible() {
        return terms.classifier() != null;
    }

    /** What is said of this content; null where nobody classifies. */
    @Nullable
    Classification of(WorkspaceId workspace, Content content) {
        return of(workspace, Map.of(content, content)).get(content);
    }

    /**
     * What is said of each content, all asked for at once, so that many take no longer than one may; empty where nobody
     * classifies.
     */
    <K> Map<K, Classification> of(WorkspaceId workspace, Map<K, Content> contents) {
        ContentClassifier classifier = terms.classifier();
        if (classifier == null) return Map.of();
        ContentClassifier shadow = terms.shadow();
        long deadline = System.nanoTime() + terms.limit().toNanos();
        Map<K, Asked> asked = new LinkedHashMap<>();
        contents.forEach((key, content) -> asked.put(
                key,
                new Asked(
                        new Pending(classifier, workspace, content),
                        shadow == null ? null : new Pending(shadow, workspace, content))));
        Map<K, Classification> answers = new LinkedHashMap<>();
        asked.forEach((key, both) -> {
            Pending second = both.shadow();
            answers.put(
                    key,
                    new Classification(both.used().answer(deadline), second == null ? null : second.answer(deadline)));
        });
        return answers;
    }

    /** A question that was asked of one classifier. */
    private final class Pending {
        private final String model;
        private final String version;
        private final CompletableFuture<Optional<List<Label>>> labels;

        Pending(ContentClassifier classifier, WorkspaceId workspace, Content content) {
            CompletableFuture<Optional<List<Label>>> started;
            String name = "unknown";
            String number = "unknown";
            try {
                Named named = checks.valid(new Named(classifier.model(), classifier.version()));
                name = named.model();
                number = named.version();
                started = classifier.classify(workspace, content).toCompletableFuture();
            } catch (Exception failure) {
                started = CompletableFuture.failedFuture(failure);
            }
            model = name;
            version = number;
            labels = started;
        }

        Answer answer(long deadline) {
            try {
                return usable(labels.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS));
            } catch (TimeoutException late) {
                labels.cancel(true);
                return none(Ending.TIMED_OUT, "it took longer than " + terms.limit());
            } catch (InterruptedException interrupted) {
                labels.cancel(true);
                Thread.currentThread().interrupt();
                return none(Ending.FAILED, "waiting for it was interrupted");
            } catch (CancellationException cancelled) {
                return none(Ending.FAILED, "it was cancelled");
            } catch (ExecutionException failure) {
                return failed(failure.getCause());
            } catch (RuntimeException unusable) {
                return failed(unusable);
            }
        }

        private Answer usable(@Nullable Optional<List<Label>> answered) {
            if (answered == null) return none(Ending.FAILED, "it answered null");
            if (answered.isEmpty()) return none(Ending.ABSTAINED, "it abstained");
            List<Label> given = new ArrayList<>(answered.get());
            if (given.size() > MOST_LABELS)
                return none(
                        Ending.FAILED,
                        "it gave %d labels; at most %d can be kept".formatted(given.size(), MOST_LABELS));
            Map<String, Label> surest = new LinkedHashMap<>();
            for (Label label : given) {
                if (label == null) return none(Ending.FAILED, "it gave a label that is null");
                try {
                    checks.valid(label);
                } catch (InvalidInputException wrong) {
                    return none(Ending.FAILED, "it gave a label that cannot be kept: " + wrong.getMessage());
                }
                surest.merge(label.name(), label, Pending::surer);
            }
            return new Answer(Ending.ANSWERED, model, version, List.copyOf(surest.values()), null);
        }

        private static Label surer(Label one, Label other) {
            return one.confidence().compareTo(other.confidence()) >= 0 ? one : other;
        }

        /** What a foreign exception says may hold a secret; the record gets its kind alone. */
        private Answer failed(@Nullable Throwable failure) {
            LOG.warn("The classifier {} {} failed: {}", model, version, String.valueOf(failure));
            LOG.debug("The classifier {} failed here", model, failure);
            return none(
                    Ending.FAILED,
                    failure == null
                            ? "it failed"
                            : "it failed with " + failure.getClass().getSimpleName());
        }

        private Answer none(Ending ending, String reason) {
            return new Answer(ending, model, version, List.of(), reason);
        }
    }
}
