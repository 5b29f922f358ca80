package io.countersign.notice;

import io.countersign.canonical.Plain;
import io.countersign.identity.Permission;
import io.countersign.identity.Person;
import io.countersign.identity.ReviewerRef;

/** Whom a notice is for; who that is, is looked up when it is sent. Written as a reviewer, or {@code permission:CODE}. */
public sealed interface Recipient extends Plain {
    /** Everybody that the reference means. */
    record Meant(ReviewerRef ref) implements Recipient {
        @Override
        public String toString() {
            return ref.toString();
        }
    }

    /** Everybody who holds a permission in the workspace, as far as the host's directory tells. */
    record Holders(Permission permission) implements Recipient {
        private static final String PREFIX = "permission:";

        @Override
        public String toString() {
            return PREFIX + permission.code();
        }
    }

    /** A user of the host. */
    static Recipient user(String id) {
        return new Meant(new ReviewerRef.User(id));
    }

    /** One human. */
    static Recipient of(Person person) {
        return new Meant(ReviewerRef.parse(person.ref()));
    }

    static Recipient parse(String text) {
        return text.startsWith(Holders.PREFIX)
                ? new Holders(Permission.parse(text.substring(Holders.PREFIX.length())))
                : new Meant(ReviewerRef.parse(text));
    }

    @Override
    default Object plain() {
        return toString();
    }
}
