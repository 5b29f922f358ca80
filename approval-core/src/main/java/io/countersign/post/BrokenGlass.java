package io.countersign.post;

import io.countersign.canonical.Digest;
import io.countersign.identity.Actor;
import io.countersign.identity.Person;
import java.time.Instant;

/**
 * Somebody wants a post to go out without its reviewers, and waits for another person's consent.
 *
 * @param by whose name stands in the record
 * @param person the human, who cannot consent
 * @param reason commitment of the reason's text
 * @param digest of the version that is meant
 */
public record BrokenGlass(Actor.Name by, Person person, Digest reason, Instant at, Digest digest) {}
