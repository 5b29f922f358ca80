package io.countersign.post;

import io.countersign.canonical.Digest;
import io.countersign.identity.Actor;
import io.countersign.identity.Person;
import java.time.Instant;

/**
 * Keeps the dispatcher from publishing an approved post.
 *
 * @param reason commitment of the text
 */
public record Hold(Actor.Name by, Person person, Digest reason, Instant since) {}
