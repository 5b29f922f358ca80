package io.countersign.spring.web;

import io.countersign.identity.Actor;
import io.countersign.identity.Permission;
import io.countersign.identity.WorkspaceId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Users as Spring Security knows them: {@code approval:{workspace}:{permission}} is a permission, {@code
 * approval:{workspace}:group:{name}} a group. In a workspace whose name has a colon nobody has any, for {@code
 * approval:a:group:b} would be both a group of {@code a} and something of {@code a:group}.
 */
final class SecurityActorResolver implements ActorResolver {
    private static final String GROUP = "group:";

    @Override
    public Optional<Actor.User> resolve(HttpServletRequest request, WorkspaceId workspace) {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        boolean user = authentication != null
                && authentication.isAuthenticated()
                && !(authentication instanceof AnonymousAuthenticationToken);
        return user ? Optional.of(user(authentication, workspace)) : Optional.empty();
    }

    private static Actor.User user(Authentication authentication, WorkspaceId workspace) {
        Set<Permission> permissions = EnumSet.noneOf(Permission.class);
        Set<String> groups = new HashSet<>();
        if (workspace.value().indexOf(':') < 0) {
            String prefix = "approval:" + workspace + ":";
            for (GrantedAuthority granted : authentication.getAuthorities()) {
                String authority = granted.getAuthority();
                if (authority == null || !authority.startsWith(prefix)) continue;
                String rest = authority.substring(prefix.length());
                if (rest.startsWith(GROUP)) groups.add(rest.substring(GROUP.length()));
                else Permission.of(rest).ifPresent(permissions::add);
            }
        }
        return Actor.user(authentication.getName(), permissions, groups);
    }
}
