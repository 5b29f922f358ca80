package io.countersign.identity;

import io.countersign.canonical.Plain;

/**
 * One human, whatever they act through: {@code user:ID} for a user of the host and for an approver of kind USER, {@code
 * approver:ID} for an external approver. Quorum and four eyes count persons.
 */
public record Person(String ref) implements Plain {
    public static Person user(String id) {
        return new Person("user:" + id);
    }

    public static Person approver(ApproverId id) {
        return new Person("approver:" + id);
    }

    public static Person parse(String ref) {
        return new Person(ref);
    }

    /** Whether the host knows this person as a user; who is not decides through links only. */
    public boolean hasAccount() {
        return ref.startsWith("user:");
    }

    /** As the record names an actor. */
    public Actor.Name name() {
        int colon = ref.indexOf(':');
        return new Actor.Name(hasAccount() ? Actor.Kind.USER : Actor.Kind.APPROVER, ref.substring(colon + 1));
    }

    /** The reference that means this person and nobody else. */
    public ReviewerRef asReviewer() {
        return ReviewerRef.parse(ref);
    }

    @Override
    public Object plain() {
        return ref;
    }

    @Override
    public String toString() {
        return ref;
    }
}
