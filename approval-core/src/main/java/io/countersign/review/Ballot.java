package io.countersign.review;

import io.countersign.canonical.Digest;
import io.countersign.identity.Actor;
import io.countersign.identity.Assurance;
import io.countersign.identity.LinkId;
import io.countersign.identity.Person;
import io.countersign.identity.Standing;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A verdict with everything about who gives it.
 *
 * @param id of the decision
 * @param suggestion made with a request for changes; null for none
 * @param contributors who wrote or edited what is reviewed
 */
public record Ballot(
        String id,
        Actor.Name by,
        Standing standing,
        @Nullable LinkId link,
        Assurance assurance,
        Set<Person> contributors,
        Verdict verdict,
        @Nullable Digest note,
        Visibility visibility,
        @Nullable Suggestion suggestion) {
    public Ballot {
        contributors = Set.copyOf(contributors);
    }
}
