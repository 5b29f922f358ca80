package io.countersign.identity;

import io.countersign.canonical.Plain;

/** A tenant: everything belongs to one, and nothing is seen from another. 1 to 100 visible characters. */
public record WorkspaceId(String value) implements Plain {
    public WorkspaceId {
        Names.check("a workspace", value, 100);
    }

    public static WorkspaceId parse(String value) {
        return new WorkspaceId(value);
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
