package io.countersign.host;

import io.countersign.identity.Directory;
import io.countersign.identity.Permission;
import io.countersign.identity.WorkspaceId;
import io.countersign.problem.BusyException;
import io.countersign.store.StoreException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;

/** The host's users, each with the password {@code demo}. */
public final class People implements Directory {
    static final WorkspaceId ACME = new WorkspaceId("acme");

    private static final Map<String, String> GROUPS = Map.of("mark", "marketing", "lena", "legal");
    private static final Map<String, String> NAMES =
            Map.of("maya", "Maya Meyer", "mark", "Mark Moor", "lena", "Lena Lind", "vera", "Vera Voss");

    /** Beside those with parts of their own, one for each permission, who holds it alone in acme. */
    static List<UserDetails> users() {
        return Stream.concat(
                        named().stream(),
                        Stream.of(Permission.values())
                                .map(permission -> user(only(permission), "acme", permission.code())))
                .toList();
    }

    /** Who holds this permission alone. */
    public static String only(Permission permission) {
        return "only-" + permission.code().replace(':', '-');
    }

    private static List<UserDetails> named() {
        return List.of(
                user("maya", "acme", "post:write", "post:release", "approver:manage", "link:manage"),
                user("mark", "acme", "review", "group:marketing"),
                user("lena", "acme", "review", "group:legal"),
                user("vera", "acme", "review"),
                user("erin", "acme", "advocacy:share"),
                user("admin", "acme", everything()),
                user("gina", "globex", everything()),
                user("stranger", "elsewhere"),
                user("unnamed", "acme", "link:manage"),
                user("overload", "acme", "review"),
                user("broken", "acme", "review"));
    }

    private static UserDetails user(String name, String workspace, String... authorities) {
        return User.withUsername(name)
                .password("{noop}demo")
                .authorities(Arrays.stream(authorities)
                        .map(authority -> "approval:" + workspace + ":" + authority)
                        .toArray(String[]::new))
                .build();
    }

    private static String[] everything() {
        return Stream.of(Permission.values()).map(Permission::code).toArray(String[]::new);
    }

    @Override
    public Set<String> groupsOf(WorkspaceId workspace, String userId) {
        if (userId.equals("overload")) throw new BusyException("Everybody is busy.", Duration.ofMillis(1500));
        if (userId.equals("broken"))
            throw new StoreException("SELECT secret FROM users", new SQLException("relation users does not exist"));
        String group = GROUPS.get(userId);
        return workspace.equals(ACME) && group != null ? Set.of(group) : Set.of();
    }

    @Override
    public Set<String> membersOf(WorkspaceId workspace, String group) {
        return GROUPS.entrySet().stream()
                .filter(entry -> workspace.equals(ACME) && entry.getValue().equals(group))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    @Override
    public Optional<String> nameOf(WorkspaceId workspace, String userId) {
        if (userId.equals("unnamed")) throw new IllegalStateException("The directory is down");
        return Optional.ofNullable(NAMES.get(userId));
    }
}
