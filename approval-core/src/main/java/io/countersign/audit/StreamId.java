package io.countersign.audit;

import io.countersign.canonical.Plain;
import io.countersign.identity.ApproverId;
import io.countersign.identity.LinkId;
import io.countersign.identity.Person;
import io.countersign.identity.PostId;

/**
 * The chain of one thing: a post, link, approver or policy, of how long things are kept, or of whom one person puts in their place.
 *
 * @param kind one of {@code post, link, approver, delegation, policy, retention, board}
 */
public record StreamId(String kind, String id) implements Plain {
    /** The one chain of a workspace's routing policy. */
    public static final StreamId POLICY = new StreamId("policy", "routing");

    /** The one chain of how long a workspace keeps things. */
    public static final StreamId RETENTION = new StreamId("retention", "record");

    public static StreamId of(PostId id) {
        return new StreamId("post", id.value());
    }

    public static StreamId of(LinkId id) {
        return new StreamId("link", id.value());
    }

    public static StreamId of(ApproverId id) {
        return new StreamId("approver", id.value());
    }

    /** Of whom a person puts in their place. */
    public static StreamId of(Person delegator) {
        return new StreamId("delegation", delegator.ref());
    }

    public static StreamId parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 1) throw new IllegalArgumentException("'%s' is no stream; write KIND/ID".formatted(text));
        return new StreamId(text.substring(0, slash), text.substring(slash + 1));
    }

    @Override
    public Object plain() {
        return toString();
    }

    @Override
    public String toString() {
        return kind + "/" + id;
    }
}
