package io.countersign.store;

import io.countersign.audit.StreamId;
import io.countersign.identity.Actor;
import java.util.Set;

/**
 * What is forgotten of a person, in the transaction of the step that tells of it: texts and their salts, and with them whatever
 * calls of the workspace answered until then under idempotency keys, for nobody can tell which answers name whom. Entries
 * and the commitments in them stay.
 *
 * @param owners whose texts are forgotten, in every stream
 * @param stream whose texts are forgotten, whoever wrote them
 */
public record Erasure(Set<Actor.Name> owners, StreamId stream) {
    public Erasure {
        owners = Set.copyOf(owners);
    }
}
