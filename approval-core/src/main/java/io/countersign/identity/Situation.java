package io.countersign.identity;

import java.time.Instant;

/**
 * What a rule needs from outside, as data.
 *
 * @param now the store's time, in microseconds
 */
public record Situation(Actor actor, Roster roster, Instant now) {
    public Standing standing() {
        return roster.standing(actor, now);
    }
}
