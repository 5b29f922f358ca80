package io.countersign.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.content.Content;
import io.countersign.identity.WorkspaceId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ContentClassifierTest {
    private static final WorkspaceId ACME = new WorkspaceId("acme");
    private static final Content CONTENT = Contents.withCaption("a cure");

    private final List<Runnable> waiting = new ArrayList<>();

    @Test
    void one_that_blocks_is_run_by_the_hosts_executor_and_nowhere_else() {
        var answer = ask((workspace, content) -> Optional.of(List.of(Label.of("medical", 0.5))), waiting::add);

        assertThat(answer).isNotDone();
        waiting.get(0).run();
        assertThat(answer).isCompletedWithValue(Optional.of(List.of(Label.of("medical", 0.5))));
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void what_it_throws_is_what_the_answer_fails_with() {
        var answer = ask(
                (workspace, content) -> {
                    throw new IOException("no route to host");
                },
                Runnable::run);

        assertThatThrownBy(answer::get).hasRootCauseMessage("no route to host");
    }

    @Test
    void one_that_is_cancelled_before_its_turn_never_runs() {
        List<String> ran = new ArrayList<>();
        var answer = ask(
                (workspace, content) -> {
                    ran.add("ran");
                    return Optional.empty();
                },
                waiting::add);

        answer.cancel(true);
        waiting.get(0).run();

        assertThat(ran).isEmpty();
    }

    @Test
    void one_that_is_cancelled_while_it_blocks_is_interrupted() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        ExecutorService host = Executors.newSingleThreadExecutor();
        try {
            var answer = ask(
                    (workspace, content) -> {
                        begun.countDown();
                        try {
                            new CountDownLatch(1).await();
                        } catch (InterruptedException told) {
                            interrupted.countDown();
                        }
                        return Optional.empty();
                    },
                    host);
            begun.await();

            answer.cancel(true);

            interrupted.await();
        } finally {
            host.shutdownNow();
        }
    }

    private static CompletableFuture<Optional<List<Label>>> ask(
            ContentClassifier.Blocking blocking, Executor executor) {
        return ContentClassifier.blocking("m", "1", blocking, executor)
                .classify(ACME, CONTENT)
                .toCompletableFuture();
    }
}
