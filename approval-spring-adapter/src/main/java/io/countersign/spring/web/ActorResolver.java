package io.countersign.spring.web;

import io.countersign.identity.Actor;
import io.countersign.identity.WorkspaceId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Tells who calls the management API; a bean of this type replaces the one that reads Spring Security's authorities.
 * Called once for each call, by many threads.
 */
@FunctionalInterface
public interface ActorResolver {
    /**
     * The user behind a request, with what they may do in the workspace.
     *
     * @return empty where nobody is logged in; a user without a permission finds nothing in the workspace
     */
    Optional<Actor.User> resolve(HttpServletRequest request, WorkspaceId workspace);
}
