package io.countersign.identity;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who is who, as it was when the host and the store were asked: the registered approvers that matter, what the host's
 * directory said of users and groups, and in whose places those who act may decide.
 *
 * @param members active approvers
 * @param groupsOf groups of users, by user id
 * @param usersOf users of groups, by group
 * @param delegations to who acts, and to those in whose place they may
 */
public record Roster(
        List<Member> members,
        Map<String, Set<String>> groupsOf,
        Map<String, Set<String>> usersOf,
        List<Delegation> delegations) {
    /** A delegate's delegate's delegate may decide, and nobody after them. */
    public static final int MAX_HOPS = 3;

    public static final Roster EMPTY = new Roster(List.of(), Map.of(), Map.of(), List.of());

    /** In which nobody acts in another's place. */
    public Roster(List<Member> members, Map<String, Set<String>> groupsOf, Map<String, Set<String>> usersOf) {
        this(members, groupsOf, usersOf, List.of());
    }

    public Roster {
        members = List.copyOf(members);
        groupsOf = Map.copyOf(groupsOf);
        usersOf = Map.copyOf(usersOf);
        delegations = List.copyOf(delegations);
    }

    /** Everything that an actor may answer for at this time. */
    public Standing standing(Actor actor, Instant now) {
        if (actor == Actor.SYSTEM) return Standing.NONE;
        return standing(actor.person(), own(actor), now);
    }

    /** Everything that a person may answer for at this time, whoever calls, in their own right or in another's place. */
    public Standing standing(Person person, Instant now) {
        return standing(person, refs(person), now);
    }

    private Standing standing(Person person, Set<ReviewerRef> own, Instant now) {
        if (delegations.isEmpty()) return new Standing(person, own, List.of());
        List<Standing.Place> places = new Places(person, this, now)
                .ways(person).stream()
                        .map(way -> new Standing.Place(way, refs(way.get(way.size() - 1))))
                        .toList();
        return new Standing(person, own, places);
    }

    /** Everything that a person may answer for in their own right, whoever calls; for an approver who was deleted, nothing. */
    public Standing standing(Person person) {
        return new Standing(person, refs(person), List.of());
    }

    private Set<ReviewerRef> own(Actor actor) {
        if (actor instanceof Actor.Guest guest) return refs(guest.member());
        Set<ReviewerRef> refs = refs(actor.person());
        if (actor instanceof Actor.User user) user.groups().forEach(group -> addGroup(group, refs));
        return refs;
    }

    private Set<ReviewerRef> refs(Person person) {
        Set<ReviewerRef> refs = new HashSet<>();
        ReviewerRef ref = person.asReviewer();
        if (ref instanceof ReviewerRef.User user) addUser(user.id(), refs);
        else for (Member member : members) if (member.person().equals(person)) addMember(member, refs);
        return refs;
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

    private Set<ReviewerRef> refs(Member member) {
        Set<ReviewerRef> refs = new HashSet<>();
        addMember(member, refs);
        String userId = member.userId();
        if (userId != null) addUser(userId, refs);
        return refs;
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
