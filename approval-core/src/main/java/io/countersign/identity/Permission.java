package io.countersign.identity;

import io.countersign.canonical.Plain;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a user of the host may do in a workspace; the host grants it. */
public enum Permission implements Plain {
    POST_WRITE("post:write"),
    POST_RELEASE("post:release"),
    REVIEW("review"),
    LINK_MANAGE("link:manage"),
    APPROVER_MANAGE("approver:manage"),
    ROUTING_MANAGE("routing:manage"),
    AUDIT_READ("audit:read"),
    RETENTION_MANAGE("retention:manage"),
    ADVOCACY_MANAGE("advocacy:manage"),
    ADVOCACY_SHARE("advocacy:share");

    /** Any of these lets its holder read posts, versions and the policy; {@code advocacy:share} does not. */
    public static final List<Permission> READING = Arrays.stream(values())
            .filter(permission -> permission != ADVOCACY_SHARE)
            .toList();

    private final String code;

    Permission(String code) {
        this.code = code;
    }

    /** As hosts and HTTP name it, such as {@code post:write}. */
    public String code() {
        return code;
    }

    /** The permission of that code. */
    public static Optional<Permission> of(String code) {
        return Arrays.stream(values())
                .filter(permission -> permission.code.equals(code))
                .findFirst();
    }

    public static Permission parse(String code) {
        return of(code).orElseThrow(() -> new IllegalArgumentException("there is no permission '" + code + "'"));
    }

    @Override
    public Object plain() {
        return code;
    }
}
