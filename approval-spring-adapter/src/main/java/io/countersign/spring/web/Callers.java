package io.countersign.spring.web;

import io.countersign.Call;
import io.countersign.identity.Actor;
import io.countersign.identity.WorkspaceId;
import io.countersign.problem.NotFoundException;
import jakarta.servlet.http.HttpServletRequest;

/** In whose name the management API is called; who may do nothing in a workspace finds nothing in it. */
final class Callers {
    private final ActorResolver resolver;

    Callers(ActorResolver resolver) {
        this.resolver = resolver;
    }

    Call call(HttpServletRequest request, String workspace) {
        WorkspaceId id = workspace(workspace);
        Actor.User user = resolver.resolve(request, id).orElseThrow(HttpProblem::notAuthenticated);
        if (user.permissions().isEmpty()) throw new NotFoundException("workspace", workspace);
        return Call.of(id, user).in(RequestIds.of(request));
    }

    private static WorkspaceId workspace(String name) {
        try {
            return new WorkspaceId(name);
        } catch (IllegalArgumentException impossible) {
            throw new NotFoundException("workspace", name);
        }
    }
}
