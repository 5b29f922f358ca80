package io.countersign.identity;

import io.countersign.canonical.Plain;

/** A registered approver, within its workspace. */
public record ApproverId(String value) implements Plain {
    public ApproverId {
        Names.check("an approver id", value, 64);
    }

    public static ApproverId parse(String value) {
        return new ApproverId(value);
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
