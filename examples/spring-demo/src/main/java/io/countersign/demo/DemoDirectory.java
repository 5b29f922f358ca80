package io.countersign.demo;

import io.countersign.identity.Contact;
import io.countersign.identity.Directory;
import io.countersign.identity.Permission;
import io.countersign.identity.WorkspaceId;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Tells the library which of the demo's users is in which group, and what people call them. */
@Component
final class DemoDirectory implements Directory {
    @Override
    public Set<String> groupsOf(WorkspaceId workspace, String userId) {
        return DemoUser.of(workspace, userId).map(DemoUser::groups).orElse(Set.of());
    }

    @Override
    public Set<String> membersOf(WorkspaceId workspace, String group) {
        return DemoUser.ALL.stream()
                .filter(user ->
                        user.workspace().equals(workspace) && user.groups().contains(group))
                .map(DemoUser::id)
                .collect(Collectors.toSet());
    }

    @Override
    public Optional<String> nameOf(WorkspaceId workspace, String userId) {
        return DemoUser.of(workspace, userId).map(DemoUser::name);
    }

    @Override
    public Optional<Contact> contactOf(WorkspaceId workspace, String userId) {
        return DemoUser.of(workspace, userId)
                .map(user -> Contact.at("%s@%s.example".formatted(user.id(), workspace.value())));
    }

    @Override
    public Set<String> holdersOf(WorkspaceId workspace, Permission permission) {
        return DemoUser.ALL.stream()
                .filter(user ->
                        user.workspace().equals(workspace) && user.permissions().contains(permission))
                .map(DemoUser::id)
                .collect(Collectors.toSet());
    }
}
