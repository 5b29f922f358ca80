package io.countersign.identity;

import io.countersign.canonical.Plain;

/** A magic link; public, unique over all workspaces, and of no use without the secret. */
public record LinkId(String value) implements Plain {
    public LinkId {
        Names.check("a link id", value, 64);
    }

    public static LinkId parse(String value) {
        return new LinkId(value);
    }

    @Override
    public Object plain() {
        return value;
    }

    @Override
    public String toString() {
        return value;
    }
}
