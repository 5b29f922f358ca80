package io.countersign.identity;

import java.util.Optional;
import java.util.Set;

/**
 * The host's knowledge of its users and their groups, asked live: who left a group may no longer decide. Called outside
 * any transaction of ours, possibly by several threads; an exception fails the call that needed the answer.
 */
public interface Directory {
    /** Knows nobody: groups have registered approvers only, and users are named by their ids. */
    Directory EMPTY = new Directory() {
        @Override
        public Set<String> groupsOf(WorkspaceId workspace, String userId) {
            return Set.of();
        }

        @Override
        public Set<String> membersOf(WorkspaceId workspace, String group) {
            return Set.of();
        }
    };

    /** Names of the groups that a user belongs to; empty for an unknown user. */
    Set<String> groupsOf(WorkspaceId workspace, String userId);

    /** Ids of the users in a group; empty for an unknown group. */
    Set<String> membersOf(WorkspaceId workspace, String group);

    /** How people know the user; empty where the id has to do. */
    default Optional<String> nameOf(WorkspaceId workspace, String userId) {
        return Optional.empty();
    }

    /** How the user is reached, for notices; empty where nobody knows. */
    default Optional<Contact> contactOf(WorkspaceId workspace, String userId) {
        return Optional.empty();
    }

    /** Ids of the users who hold a permission, for notices to whoever has a task; empty where nobody knows. */
    default Set<String> holdersOf(WorkspaceId workspace, Permission permission) {
        return Set.of();
    }
}
