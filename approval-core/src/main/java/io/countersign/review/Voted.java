package io.countersign.review;

import java.util.List;

/** What became of a ballot. */
public sealed interface Voted {
    /**
     * It counts.
     *
     * @param stages names of the stages in which it was recorded, at least one
     * @param opening which stages opened and which were cleared because of it
     * @param late whether all of them were cleared already
     */
    record Recorded(Round round, List<String> stages, Opening opening, boolean late) implements Voted {}

    /** The same person, round, stage and verdict as before: nothing changes. */
    record AlreadyRecorded() implements Voted {}

    /** The person is a reviewer, but their stage takes no such decision any more. */
    record Closed() implements Voted {}

    /** The person may not decide this, for the reason given. */
    record NotPermitted(String reason) implements Voted {}
}
