package io.countersign.identity;

import io.countersign.canonical.Plain;

/** A post, within its workspace. */
public record PostId(String value) implements Plain {
    public PostId {
        Names.check("a post id", value, 64);
    }

    public static PostId parse(String value) {
        return new PostId(value);
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
