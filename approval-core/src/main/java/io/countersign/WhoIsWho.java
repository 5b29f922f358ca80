package io.countersign;

import io.countersign.approver.Approver;
import io.countersign.identity.Actor;
import io.countersign.identity.Delegation;
import io.countersign.identity.Directory;
import io.countersign.identity.Member;
import io.countersign.identity.Person;
import io.countersign.identity.ReviewerRef;
import io.countersign.identity.Roster;
import io.countersign.identity.WorkspaceId;
import io.countersign.store.PeopleReads;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks the store and the host's directory who is who, as far as one call goes. Lives within that call. */
final class WhoIsWho {
    private final PeopleReads store;
    private final Directory directory;
    private final WorkspaceId workspace;
    private final Map<String, Set<String>> groupsOf = new HashMap<>();
    private final Map<String, Set<String>> usersOf = new HashMap<>();
    private final Map<String, Member> members = new LinkedHashMap<>();
    private final Set<Delegation> delegations = new LinkedHashSet<>();

    WhoIsWho(PeopleReads store, Directory directory, WorkspaceId workspace) {
        this.store = store;
        this.directory = directory;
        this.workspace = workspace;
    }

    /** About the actor, those in whose place they may decide, and these references. */
    Roster roster(Actor actor, Collection<ReviewerRef> refs) {
        Set<ReviewerRef> asked = new HashSet<>(refs);
        for (ReviewerRef ref : refs) if (ref instanceof ReviewerRef.Group group) asked.addAll(users(group.name()));
        String userId = userId(actor);
        if (userId != null) {
            knowGroups(userId);
            asked.add(new ReviewerRef.User(userId));
        }
        read(asked, delegates(actor));
        return new Roster(List.copyOf(members.values()), groupsOf, usersOf, List.copyOf(delegations));
    }

    /** The store is asked once, and once more for each hop by which somebody really delegated. */
    private void read(Set<ReviewerRef> refs, Set<Person> delegates) {
        Set<ReviewerRef> asked = refs;
        Set<Person> ends = delegates;
        Set<Person> seen = new HashSet<>(delegates);
        for (int hops = 0; !asked.isEmpty() || !ends.isEmpty(); hops++) {
            PeopleReads.People people = store.people(workspace, asked, hops < Roster.MAX_HOPS ? ends : Set.of());
            for (Approver approver : people.approvers()) know(approver.member(), hops > 0);
            delegations.addAll(people.delegations());
            ends = people.delegations().stream()
                    .map(Delegation::delegator)
                    .filter(seen::add)
                    .collect(Collectors.toSet());
            asked = ends.stream().map(Person::asReviewer).collect(Collectors.toSet());
            for (ReviewerRef end : asked) if (end instanceof ReviewerRef.User user) knowGroups(user.id());
        }
    }

    private void know(Member member, boolean groupsToo) {
        members.put(member.id().value(), member);
        String userId = member.userId();
        if (groupsToo && userId != null) knowGroups(userId);
    }

    private void knowGroups(String userId) {
        if (!groupsOf.containsKey(userId)) groupsOf.put(userId, directory.groupsOf(workspace, userId));
    }

    private Set<ReviewerRef> users(String group) {
        // A directory may know of users that no reviewer can be; they mean nobody, and harm nobody.
        Set<String> users = directory.membersOf(workspace, group).stream()
                .filter(ReviewerRef.User::isId)
                .collect(Collectors.toSet());
        usersOf.put(group, users);
        return users.stream().map(ReviewerRef.User::new).collect(Collectors.toSet());
    }

    /** Whose delegators matter: of who acts, unless it is known that there are none. */
    private static Set<Person> delegates(Actor actor) {
        boolean alone = actor == Actor.SYSTEM || (actor instanceof Actor.Guest guest && guest.alone());
        return alone ? Set.of() : Set.of(actor.person());
    }

    private static @Nullable String userId(Actor actor) {
        if (actor instanceof Actor.User user) return user.id();
        return actor instanceof Actor.Guest guest ? guest.member().userId() : null;
    }
}
