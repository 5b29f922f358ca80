package io.countersign.post;

import io.countersign.canonical.Digest;
import io.countersign.canonical.Sparse;
import io.countersign.identity.Actor;
import io.countersign.identity.Person;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A post went out by break glass, and nobody has looked at it since.
 *
 * @param since when consent was given
 * @param brokenBy who wanted it
 * @param breaker the human who wanted it
 * @param consentedBy who agreed
 * @param consenter the human who agreed
 * @param digest of what went out
 * @param earlier what was owed already when it went out so once more; null for nothing
 */
@Sparse
public record ReviewOwed(
        Instant since,
        Actor.Name brokenBy,
        Person breaker,
        Actor.Name consentedBy,
        Person consenter,
        Digest digest,
        @Nullable ReviewOwed earlier) {
    /** Whether the person is one of those who let it out, who would look at their own doing. */
    public boolean involves(Person person) {
        return person.equals(breaker) || person.equals(consenter) || earlier != null && earlier.involves(person);
    }
}
