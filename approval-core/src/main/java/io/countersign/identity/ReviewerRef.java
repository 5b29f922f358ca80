package io.countersign.identity;

import io.countersign.canonical.Plain;

/**
 * Who is asked to review: a user of the host, a registered approver, or a group, which both kinds of people can belong
 * to. Written {@code user:ID}, {@code approver:ID}, {@code group:NAME}; an id alone is an approver's.
 */
public sealed interface ReviewerRef extends Plain {
    /** A user of the host, by the host's id. */
    record User(String id) implements ReviewerRef {
        public User {
            Names.checkHosts("a user id", id);
        }

        /** Whether a reviewer can have this id. */
        public static boolean isId(String id) {
            return Names.isHosts(id);
        }

        @Override
        public String toString() {
            return "user:" + id;
        }
    }

    /** A registered approver. */
    record Approver(ApproverId id) implements ReviewerRef {
        @Override
        public String toString() {
            return "approver:" + id;
        }
    }

    /** All members of a group. */
    record Group(String name) implements ReviewerRef {
        public Group {
            Names.checkHosts("a group", name);
        }

        @Override
        public String toString() {
            return "group:" + name;
        }
    }

    static ReviewerRef parse(String text) {
        if (text.startsWith("user:")) return new User(text.substring(5));
        if (text.startsWith("group:")) return new Group(text.substring(6));
        if (text.startsWith("approver:")) return new Approver(new ApproverId(text.substring(9)));
        if (text.indexOf(':') >= 0)
            throw new IllegalArgumentException(
                    "'%s' is no reviewer; write user:ID, approver:ID or group:NAME".formatted(text));
        return new Approver(new ApproverId(text));
    }

    @Override
    default Object plain() {
        return toString();
    }
}
