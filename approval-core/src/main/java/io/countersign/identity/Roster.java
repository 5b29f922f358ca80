package io.countersign.identity;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who is who, as it was when the host and the store were asked: the registered approvers that matter, and what the
 * host's directory said of users and groups.
 *
 * @param members active approvers
 * @param groupsOf groups of users, by user id
 * @param usersOf users of groups, by group
 */
public record Roster(List<Member> members, Map<String, Set<String>> groupsOf, Map<String, Set<String>> usersOf) {
    public static final Roster EMPTY = new Roster(List.of(), Map.of(), Map.of());

    public Roster {
        members = List.copyOf(members);
        groupsOf = Map.copyOf(groupsOf);
        usersOf = Map.copyOf(usersOf);
    }

    /** Everything that an actor may answer for. */
    public Standing standing(Actor actor) {
        if (actor instanceof Actor.User user) {
            Set<ReviewerRef> refs = new HashSet<>();
            user.groups().forEach(group -> addGroup(group, refs));
            addUser(user.id(), refs);
            return new Standing(Person.user(user.id()), refs);
        }
        return actor instanceof Actor.Guest guest ? standing(guest.member()) : Standing.NONE;
    }

    /** Everything that a person may answer for, whoever calls; for an approver who was deleted, nothing. */
    public Standing standing(Person person) {
        Set<ReviewerRef> refs = new HashSet<>();
        if (ReviewerRef.parse(person.ref()) instanceof ReviewerRef.User user) addUser(user.id(), refs);
        for (Member member : members) if (member.person().equals(person)) addMember(member, refs);
        return new Standing(person, refs);
    }

    /** The human beings that a reference means today. */
    public Set<Person> persons(ReviewerRef ref) {
        if (ref instanceof ReviewerRef.User user) return Set.of(Person.user(user.id()));
        Set<Person> persons = new HashSet<>();
        for (Member member : members) if (names(ref, member)) persons.add(member.person());
        if (ref instanceof ReviewerRef.Group group) {
            usersOf.getOrDefault(group.name(), Set.of()).forEach(user -> persons.add(Person.user(user)));
            groupsOf.forEach((user, groups) -> {
                if (groups.contains(group.name())) persons.add(Person.user(user));
            });
        }
        return persons;
    }

    /** The human beings that any of the references means today. */
    public Set<Person> persons(Collection<ReviewerRef> refs) {
        Set<Person> persons = new HashSet<>();
        refs.forEach(ref -> persons.addAll(persons(ref)));
        return persons;
    }

    private static boolean names(ReviewerRef ref, Member member) {
        if (ref instanceof ReviewerRef.Approver approver) return member.id().equals(approver.id());
        return ref instanceof ReviewerRef.Group group && member.groups().contains(group.name());
    }

    private Standing standing(Member member) {
        Set<ReviewerRef> refs = new HashSet<>();
        addMember(member, refs);
        String userId = member.userId();
        if (userId != null) addUser(userId, refs);
        return new Standing(member.person(), refs);
    }

    private void addUser(String id, Set<ReviewerRef> refs) {
        refs.add(new ReviewerRef.User(id));
        groupsOf.getOrDefault(id, Set.of()).forEach(group -> addGroup(group, refs));
        usersOf.forEach((group, users) -> {
            if (users.contains(id)) refs.add(new ReviewerRef.Group(group));
        });
        for (Member member : members) if (id.equals(member.userId())) addMember(member, refs);
    }

    private static void addMember(Member member, Set<ReviewerRef> refs) {
        refs.add(new ReviewerRef.Approver(member.id()));
        member.groups().forEach(group -> addGroup(group, refs));
    }

    /** A host's directory may hold names that no reviewer can have; they mean nobody, and harm nobody. */
    private static void addGroup(String name, Set<ReviewerRef> refs) {
        if (Names.isHosts(name)) refs.add(new ReviewerRef.Group(name));
    }
}
