package io.countersign;

import io.countersign.approver.Approver;
import io.countersign.identity.Actor;
import io.countersign.identity.ApproverId;
import io.countersign.identity.WorkspaceId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What people call each other, asked of the host and the store once; not thread safe. */
final class Names {
    private final Desk desk;
    private final WorkspaceId workspace;
    private final Map<Actor.Name, String> known = new HashMap<>();

    Names(Desk desk, WorkspaceId workspace) {
        this.desk = desk;
        this.workspace = workspace;
    }

    String user(String id) {
        return known.computeIfAbsent(
                new Actor.Name(Actor.Kind.USER, id),
                name -> desk.directory.nameOf(workspace, id).orElse(id));
    }

    /** Null once the name is erased. */
    @Nullable
    String approver(ApproverId id) {
        return known.computeIfAbsent(
                new Actor.Name(Actor.Kind.APPROVER, id.value()),
                name -> desk.store.approvers(workspace, List.of(id)).items().stream()
                        .map(Approver::name)
                        .findFirst()
                        .orElse(null));
    }

    /** Null for the system, which is nobody, and for who is erased. */
    @Nullable
    String of(Actor.Name name) {
        return switch (name.kind()) {
            case USER -> user(name.id());
            case APPROVER -> approver(new ApproverId(name.id()));
            case SYSTEM -> null;
        };
    }
}
