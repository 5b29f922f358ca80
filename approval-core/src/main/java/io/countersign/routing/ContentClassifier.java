package io.countersign.routing;

import io.countersign.content.Content;
import io.countersign.identity.WorkspaceId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;

/**
 * The host's way to tell what a content is about, beyond words that rules can look for. Asked outside any transaction of
 * ours, possibly by several threads, for each submission and explanation; a rule with a {@code label} goes by its answers,
 * which add stages and never take one away.
 *
 * <p>No failure of it stops a submission: content that it does not classify in time is routed to the policy's {@code
 * whenUnclassified} as well.
 */
public interface ContentClassifier {
    /** What answers, as it stands in the record: 1 to 200 code points. */
    String model();

    /** Which version of it answers, as it stands in the record: 1 to 200 code points. */
    String version();

    /**
     * Starts to classify and returns at once; what takes time happens on a thread of the host. Cancelled where the answer
     * comes too late.
     *
     * @return at most 100 labels, possibly none, of each name the surest; empty where it cannot tell
     */
    CompletionStage<Optional<List<Label>>> classify(WorkspaceId workspace, Content content);

    /** A classifier that blocks, on threads of this executor; an answer that comes too late interrupts it. */
    static ContentClassifier blocking(String model, String version, Blocking classifier, Executor executor) {
        return new ContentClassifier() {
            @Override
            public String model() {
                return model;
            }

            @Override
            public String version() {
                return version;
            }

            @Override
            public CompletionStage<Optional<List<Label>>> classify(WorkspaceId workspace, Content content) {
                CompletableFuture<Optional<List<Label>>> answer = new CompletableFuture<>();
                FutureTask<?> task = new FutureTask<>(() -> {
                    try {
                        answer.complete(classifier.classify(workspace, content));
                    } catch (Throwable failure) {
                        answer.completeExceptionally(failure);
                    }
                    return null;
                });
                answer.whenComplete((labels, failure) -> {
                    if (answer.isCancelled()) task.cancel(true);
                });
                executor.execute(task);
                return answer;
            }
        };
    }

    /** A classifier that returns when it knows. */
    @FunctionalInterface
    interface Blocking {
        /** As {@link ContentClassifier#classify} answers; an exception counts as a failure. */
        Optional<List<Label>> classify(WorkspaceId workspace, Content content) throws Exception;
    }
}
