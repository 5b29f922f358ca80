package io.countersign.post;

import io.countersign.canonical.Digest;
import io.countersign.identity.Actor;
import io.countersign.identity.Person;
import java.time.Instant;

/**
 * A post went out by break glass, and nobody has looked at it since.
 *
 * @param since when consent was given
 * @param brokenBy who wanted it
 * @param breaker the human who wanted it
 * @param consentedBy who agreed
 * @param consenter the human who agreed
 * @param digest of what went out
 */
public record ReviewOwed(
        Instant since, Actor.Name brokenBy, Person breaker, Actor.Name consentedBy, Person consenter, Digest digest) {}
