package io.countersign.demo;

import io.countersign.identity.Permission;
import io.countersign.identity.WorkspaceId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who can log in to the demo; a real host has them in its own tables.
 *
 * @param does what the start-up notice and the start page say of them
 */
record DemoUser(
        String id, String name, String does, WorkspaceId workspace, Set<Permission> permissions, Set<String> groups) {
    static final WorkspaceId ACME = new WorkspaceId("acme");
    static final WorkspaceId GLOBEX = new WorkspaceId("globex");

    /** Everybody's. */
    static final String PASSWORD = "demo";

    static final DemoUser MAYA = new DemoUser(
            "maya",
            "Maya Lindqvist",
            "writes, submits and releases posts, manages approvers and links",
            ACME,
            Set.of(Permission.POST_WRITE, Permission.POST_RELEASE, Permission.APPROVER_MANAGE, Permission.LINK_MANAGE),
            Set.of());

    static final DemoUser ADMIN =
            new DemoUser("admin", "Ada Admin", "may do everything", ACME, EnumSet.allOf(Permission.class), Set.of());

    static final List<DemoUser> ALL = List.of(
            MAYA,
            new DemoUser(
                    "mark",
                    "Mark Okafor",
                    "reviews for marketing",
                    ACME,
                    Set.of(Permission.REVIEW),
                    Set.of("marketing")),
            new DemoUser("lena", "Lena Brandt", "reviews for legal", ACME, Set.of(Permission.REVIEW), Set.of("legal")),
            new DemoUser(
                    "vera",
                    "Vera Castellanos",
                    "reviews LinkedIn and finance",
                    ACME,
                    Set.of(Permission.REVIEW),
                    Set.of()),
            new DemoUser(
                    "erin",
                    "Erin Walsh",
                    "may share advocacy posts, and read nothing else",
                    ACME,
                    Set.of(Permission.ADVOCACY_SHARE),
                    Set.of()),
            ADMIN,
            new DemoUser(
                    "gina",
                    "Gina Moretti",
                    "may do everything in globex, a workspace of its own",
                    GLOBEX,
                    EnumSet.allOf(Permission.class),
                    Set.of()));

    DemoUser {
        permissions = Set.copyOf(permissions);
        groups = Set.copyOf(groups);
    }

    static Optional<DemoUser> of(WorkspaceId workspace, String id) {
        return ALL.stream()
                .filter(user -> user.id.equals(id) && user.workspace.equals(workspace))
                .findFirst();
    }

    /** As the adapter reads them by default. */
    Stream<String> authorities() {
        String prefix = "approval:" + workspace.value() + ":";
        return Stream.concat(
                permissions.stream().map(permission -> prefix + permission.code()),
                groups.stream().map(group -> prefix + "group:" + group));
    }
}
