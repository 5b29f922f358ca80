package io.countersign.review;

import io.countersign.canonical.Digest;
import io.countersign.canonical.Sparse;
import io.countersign.identity.Actor;
import io.countersign.identity.Assurance;
import io.countersign.identity.LinkId;
import io.countersign.identity.Person;
import io.countersign.identity.ReviewerRef;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person's decision in a stage, as it counts now; one that it replaced is in the record only.
 *
 * @param entries the stage's reviewers that it answers
 * @param link through which it came; null for a user of the host
 * @param note commitment of the note's text
 * @param inPlaceOf for whom the person decided by delegation; null where in their own right
 * @param suggestion what was suggested with a request for changes; null for nothing
 * @param carriedFrom the round in which the person suggested exactly this version, so that they were not asked again; its
 *     id is that of the decision there. Null for a decision of this round
 * @param late whether the stage was cleared already, so that it counts for nothing
 */
@Sparse
public record Vote(
        String id,
        Person person,
        Actor.Name by,
        @Nullable LinkId link,
        Assurance assurance,
        Verdict verdict,
        @Nullable Digest note,
        Visibility visibility,
        Instant at,
        List<ReviewerRef> entries,
        @Nullable Person inPlaceOf,
        @Nullable Suggestion suggestion,
        @Nullable Integer carriedFrom,
        boolean late) {
    public Vote {
        entries = List.copyOf(entries);
    }
}
