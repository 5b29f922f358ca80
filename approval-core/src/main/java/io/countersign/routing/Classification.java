package io.countersign.routing;

import io.countersign.canonical.Sparse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What classifiers said of a content before it was routed.
 *
 * @param used the answer that counted
 * @param shadow a second classifier's answer, recorded to be compared and never used; null without one
 */
@Sparse
public record Classification(Answer used, @Nullable Answer shadow) {
    /** How asking a classifier ended. */
    public enum Ending {
        /** It answered; no label at all is an answer too. */
        ANSWERED,
        /** It said that it cannot tell. */
        ABSTAINED,
        /** It threw, or answered what cannot be used. */
        FAILED,
        /** It took longer than it may. */
        TIMED_OUT
    }

    /**
     * One classifier's answer.
     *
     * @param model what answered, as it names itself, with its version
     * @param labels empty unless it answered
     * @param reason why there is no answer; null where there is one
     */
    @Sparse
    public record Answer(
            Ending ending,
            String model,
            String version,
            List<Label> labels,
            @Nullable String reason) {
        public Answer {
            labels = List.copyOf(labels);
        }

        /** Whether rules may go by its labels; without that, content counts as unclassified. */
        public boolean classified() {
            return ending == Ending.ANSWERED;
        }
    }
}
