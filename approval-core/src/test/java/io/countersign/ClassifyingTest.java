package io.countersign;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.content.Channel;
import io.countersign.content.Content;
import io.countersign.content.Target;
import io.countersign.identity.WorkspaceId;
import io.countersign.problem.Checks;
import io.countersign.routing.Classification;
import io.countersign.routing.Classification.Answer;
import io.countersign.routing.Classification.Ending;
import io.countersign.routing.Confidence;
import io.countersign.routing.ContentClassifier;
import io.countersign.routing.Label;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ClassifyingTest {
    private static final WorkspaceId ACME = new WorkspaceId("acme");
    private static final Duration MOMENT = Duration.ofMillis(1);
    private static final Duration AGES = Duration.ofMinutes(5);

    private record Fake(String model, String version, Supplier<CompletionStage<Optional<List<Label>>>> answers)
            implements ContentClassifier {
        @Override
        public CompletionStage<Optional<List<Label>>> classify(WorkspaceId workspace, Content content) {
            return answers.get();
        }
    }

    @Test
    void where_nobody_classifies_nothing_is_said() {
        Classifying nobody = new Classifying(Classifying.Terms.NOBODY, Checks.standard());

        assertThat(nobody.isPossible()).isFalse();
        assertThat(nobody.of(ACME, content("a"))).isNull();
    }

    @Test
    void an_answer_has_its_labels_and_who_gave_them() {
        Answer answer = answered(Label.of("medical", 0.83), Label.of("price", 0.2));

        assertThat(answer)
                .isEqualTo(new Answer(
                        Ending.ANSWERED,
                        "model",
                        "7",
                        List.of(Label.of("medical", 0.83), Label.of("price", 0.2)),
                        null));
        assertThat(answered().classified()).isTrue();
    }

    @Test
    void of_a_label_that_is_given_twice_the_surest_is_kept() {
        assertThat(answered(Label.of("a", 0.1), Label.of("b", 0.5), Label.of("a", 0.9), Label.of("a", 0.3))
                        .labels())
                .containsExactly(Label.of("a", 0.9), Label.of("b", 0.5));
    }

    @Test
    void one_that_cannot_tell_abstains() {
        Answer answer = of(() -> CompletableFuture.completedFuture(Optional.empty()));

        assertThat(answer).isEqualTo(new Answer(Ending.ABSTAINED, "model", "7", List.of(), "it abstained"));
    }

    @Test
    void one_that_throws_has_failed_and_the_record_does_not_repeat_what_it_said() {
        String secret = "https://api.example/?key=s3cret";

        assertThat(of(() -> {
                    throw new IllegalStateException(secret);
                }))
                .isEqualTo(failed("it failed with IllegalStateException"));
        assertThat(of(() -> CompletableFuture.failedFuture(new RejectedExecutionException(secret))))
                .isEqualTo(failed("it failed with RejectedExecutionException"));
        assertThat(of(() -> CompletableFuture.failedFuture(new StackOverflowError())))
                .isEqualTo(failed("it failed with StackOverflowError"));
    }

    @Test
    void one_that_gives_up_by_itself_has_failed() {
        assertThat(of(() -> {
                    CompletableFuture<Optional<List<Label>>> given = new CompletableFuture<>();
                    given.cancel(true);
                    return given;
                }))
                .isEqualTo(failed("it was cancelled"));
    }

    @Test
    void an_answer_of_nothing_is_a_failure() {
        assertThat(of(() -> CompletableFuture.completedFuture(nothing()))).isEqualTo(failed("it answered null"));
        assertThat(of(ClassifyingTest::nothing)).isEqualTo(failed("it failed with NullPointerException"));
        assertThat(answered(ClassifyingTest.<Label>nothing())).isEqualTo(failed("it gave a label that is null"));
    }

    @Test
    void a_label_that_cannot_be_kept_is_a_failure() {
        for (Label label : Arrays.asList(
                Label.of("", 1),
                Label.of("  ", 1),
                Label.of("x".repeat(201), 1),
                Label.of("a\0b", 1),
                Label.of("\uD800", 1),
                new Label(nothing(), new Confidence(1)),
                new Label("a", nothing()))) {
            Answer answer = answered(Label.of("fine", 1), label);
            assertThat(answer.ending()).as("%s", label).isEqualTo(Ending.FAILED);
            assertThat(answer.labels()).isEmpty();
            assertThat(answer.reason()).startsWith("it gave a label that cannot be kept: ");
        }
        assertThat(answered(Label.of("x".repeat(200), 1)).classified()).isTrue();
    }

    @Test
    void more_than_a_hundred_labels_are_a_failure() {
        assertThat(answered(many(100)).labels()).hasSize(100);
        assertThat(answered(many(101))).isEqualTo(failed("it gave 101 labels; at most 100 can be kept"));
    }

    @Test
    void one_that_is_late_is_cancelled() {
        CompletableFuture<Optional<List<Label>>> never = new CompletableFuture<>();

        Answer answer = of(MOMENT, () -> never, null).used();

        assertThat(answer)
                .isEqualTo(new Answer(Ending.TIMED_OUT, "model", "7", List.of(), "it took longer than PT0.001S"));
        assertThat(never).isCancelled();
    }

    @Test
    void a_caller_that_is_interrupted_stays_interrupted_and_the_content_unclassified() {
        CompletableFuture<Optional<List<Label>>> never = new CompletableFuture<>();
        Thread.currentThread().interrupt();

        Answer answer = of(AGES, () -> never, null).used();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(answer).isEqualTo(failed("waiting for it was interrupted"));
        assertThat(never).isCancelled();
    }

    @Test
    void one_whose_name_cannot_be_kept_is_not_even_asked() {
        for (String name : Arrays.asList(ClassifyingTest.<String>nothing(), "", "m".repeat(201), "a\0b", "\uD800")) {
            List<String> asked = new ArrayList<>();
            Answer answer = used(new Fake(name, "7", () -> {
                asked.add("asked");
                return labels();
            }));
            assertThat(answer)
                    .isEqualTo(new Answer(
                            Ending.FAILED, "unknown", "unknown", List.of(), "it failed with InvalidInputException"));
            assertThat(asked).isEmpty();
        }
    }

    @Test
    void a_shadow_is_recorded_beside_the_answer_that_counts() {
        Classification both = of(AGES, () -> labels(Label.of("a", 1)), () -> labels(Label.of("b", 1)));

        assertThat(both.used().labels()).containsExactly(Label.of("a", 1));
        assertThat(Objects.requireNonNull(both.shadow()).labels()).containsExactly(Label.of("b", 1));
        assertThat(Objects.requireNonNull(both.shadow()).model()).isEqualTo("shadow");
    }

    @Test
    void a_shadow_that_fails_or_is_late_harms_nothing() {
        CompletableFuture<Optional<List<Label>>> never = new CompletableFuture<>();

        Classification late = of(MOMENT, () -> labels(Label.of("a", 1)), () -> never);
        Classification broken = of(AGES, () -> labels(Label.of("a", 1)), () -> {
            throw new IllegalStateException("no");
        });

        assertThat(late.used().labels()).containsExactly(Label.of("a", 1));
        assertThat(Objects.requireNonNull(late.shadow()).ending()).isEqualTo(Ending.TIMED_OUT);
        assertThat(never).isCancelled();
        assertThat(broken.used().labels()).containsExactly(Label.of("a", 1));
        assertThat(Objects.requireNonNull(broken.shadow()).ending()).isEqualTo(Ending.FAILED);
    }

    @Test
    void a_shadow_is_asked_before_anybody_waits_for_the_answer_that_counts() {
        CompletableFuture<Optional<List<Label>>> used = new CompletableFuture<>();

        Classification both = of(AGES, () -> used, () -> {
            used.complete(Optional.of(List.of(Label.of("a", 1))));
            return labels();
        });

        assertThat(both.used().labels()).containsExactly(Label.of("a", 1));
    }

    @Test
    void of_many_contents_all_are_asked_about_before_the_first_answer_is_waited_for() {
        Map<Integer, Content> contents = new LinkedHashMap<>();
        for (int i = 0; i < 500; i++) contents.put(i, content("caption " + i));
        CompletableFuture<Optional<List<Label>>> first = new CompletableFuture<>();
        ContentClassifier classifier = new ContentClassifier() {
            private int asked;

            @Override
            public String model() {
                return "model";
            }

            @Override
            public String version() {
                return "7";
            }

            @Override
            public CompletionStage<Optional<List<Label>>> classify(WorkspaceId workspace, Content content) {
                if (++asked == 1) return first;
                if (asked == 500) first.complete(Optional.of(List.of()));
                return labels(Label.of(String.valueOf(content.caption()), 1));
            }
        };

        Map<Integer, Classification> answers =
                new Classifying(new Classifying.Terms(classifier, null, AGES), Checks.standard()).of(ACME, contents);

        assertThat(answers).hasSize(500);
        assertThat(Objects.requireNonNull(answers.get(7)).used().labels()).containsExactly(Label.of("caption 7", 1));
    }

    private static Label[] many(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Label.of("label " + i, 0.5))
                .toArray(Label[]::new);
    }

    private static Answer failed(String reason) {
        return new Answer(Ending.FAILED, "model", "7", List.of(), reason);
    }

    private static Answer answered(@Nullable Label... labels) {
        return of(() -> labels(labels));
    }

    @SuppressWarnings("NullAway") // What a host's classifier answers is checked by no compiler of ours.
    private static <T> T nothing() {
        return null;
    }

    private static CompletionStage<Optional<List<Label>>> labels(Label... labels) {
        return CompletableFuture.completedFuture(Optional.of(Collections.unmodifiableList(Arrays.asList(labels))));
    }

    private static Answer of(Supplier<CompletionStage<Optional<List<Label>>>> answers) {
        return of(AGES, answers, null).used();
    }

    private static Answer used(ContentClassifier classifier) {
        return Objects.requireNonNull(new Classifying(new Classifying.Terms(classifier, null, AGES), Checks.standard())
                        .of(ACME, content("a")))
                .used();
    }

    private static Classification of(
            Duration limit,
            Supplier<CompletionStage<Optional<List<Label>>>> used,
            @Nullable Supplier<CompletionStage<Optional<List<Label>>>> shadow) {
        Classifying.Terms terms = new Classifying.Terms(
                new Fake("model", "7", used), shadow == null ? null : new Fake("shadow", "8", shadow), limit);
        return Objects.requireNonNull(new Classifying(terms, Checks.standard()).of(ACME, content("a")));
    }

    private static Content content(String caption) {
        return new Content(new Target(new Channel("X"), "acme"), caption, null, List.of(), null, List.of(), null);
    }
}
