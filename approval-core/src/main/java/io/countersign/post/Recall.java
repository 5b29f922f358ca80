package io.countersign.post;

import io.countersign.canonical.Digest;
import io.countersign.identity.Actor;
import java.time.Instant;

/**
 * Somebody takes back what is out already: it stays published, and everybody can see that it should not be.
 *
 * @param reason commitment of the text
 */
public record Recall(Actor.Name by, Digest reason, Instant at) {}
