package io.countersign;

import io.countersign.audit.StreamId;
import io.countersign.identity.Delegation;
import io.countersign.identity.LinkId;
import io.countersign.identity.Member;
import io.countersign.identity.Person;
import io.countersign.identity.PostId;
import io.countersign.identity.ReviewerRef;
import io.countersign.identity.Roster;
import io.countersign.identity.Standing;
import io.countersign.identity.WorkspaceId;
import io.countersign.notice.Notice;
import io.countersign.notice.Recipient;
import io.countersign.post.Post;
import io.countersign.review.Round;
import io.countersign.store.NoticeQueue;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Whom notices mean, and who decides in their places, as the store and the host said when they were asked. */
final class Audience {
    private final Roster roster;
    private final Instant now;
    private final Map<Recipient, Set<Person>> meant = new LinkedHashMap<>();
    private final Map<Person, Set<Person>> delegates = new HashMap<>();

    private Audience(Roster roster, Instant now) {
        this.roster = roster;
        this.now = now;
    }

    /** Asks whom these notices mean, and whom the rounds that they are about ask. */
    static Audience of(Desk desk, NoticeQueue.Held held) {
        Set<ReviewerRef> refs = new HashSet<>();
        for (Notice notice : held.notices()) if (notice.to() instanceof Recipient.Meant to) refs.add(to.ref());
        for (Post post :
                desk.store.posts(held.workspace(), posts(held.notices())).items())
            post.round().ifPresent(round -> asked(round, refs));
        Roster known = desk.roster(Dispatcher.system(held.workspace()), refs);
        List<Delegation> delegations = delegations(desk, held, known, refs);
        Audience audience = new Audience(with(desk, held.workspace(), known, delegations), held.now());
        for (Delegation delegation : delegations)
            audience.delegates
                    .computeIfAbsent(audience.today(delegation.delegator()), first -> new HashSet<>())
                    .add(audience.today(delegation.delegate()));
        for (Notice notice : held.notices())
            audience.meant.computeIfAbsent(notice.to(), to -> audience.persons(desk, held.workspace(), to));
        return audience;
    }

    /** Who is to be told, but for who did it. */
    Set<Person> of(Notice notice) {
        Set<Person> persons = new HashSet<>(meant.getOrDefault(notice.to(), Set.of()));
        if (notice.kind().asks() || notice.kind() == Notice.Kind.SUPERSEDED) addDelegates(persons);
        persons.remove(notice.causedBy());
        return persons;
    }

    Standing standing(Person person) {
        return roster.standing(person, now);
    }

    private void addDelegates(Set<Person> persons) {
        Set<Person> ends = Set.copyOf(persons);
        for (int hops = 0; hops < Roster.MAX_HOPS && !ends.isEmpty(); hops++) {
            ends = ends.stream()
                    .flatMap(end -> delegates.getOrDefault(end, Set.of()).stream())
                    .filter(persons::add)
                    .collect(Collectors.toSet());
        }
    }

    /** Those that hold now, from whoever is asked to their delegates' delegates. */
    private static List<Delegation> delegations(Desk desk, NoticeQueue.Held held, Roster known, Set<ReviewerRef> refs) {
        Set<Delegation> all = new HashSet<>();
        Set<Person> seen = new HashSet<>(known.persons(refs));
        for (Member member : known.members()) seen.add(Person.approver(member.id()));
        Set<Person> ends = Set.copyOf(seen);
        for (int hops = 0; hops < Roster.MAX_HOPS && !ends.isEmpty(); hops++) {
            List<Delegation> next = desk.store.deputies(held.workspace(), ends).items().stream()
                    .flatMap(deputies -> deputies.delegations().stream())
                    .filter(delegation -> delegation.covers(held.now()))
                    .toList();
            all.addAll(next);
            ends = next.stream().map(Delegation::delegate).filter(seen::add).collect(Collectors.toSet());
        }
        return List.copyOf(all);
    }

    /** The roster with the delegations, and with the approvers whom they put in others' places. */
    private static Roster with(Desk desk, WorkspaceId workspace, Roster known, List<Delegation> delegations) {
        if (delegations.isEmpty()) return known;
        Set<ReviewerRef> delegates = delegations.stream()
                .map(delegation -> delegation.delegate().asReviewer())
                .collect(Collectors.toSet());
        Set<Member> members = new HashSet<>(known.members());
        desk.store.meant(workspace, delegates).forEach(approver -> members.add(approver.member()));
        return new Roster(List.copyOf(members), known.groupsOf(), known.usersOf(), delegations);
    }

    /** An approver may have become a user since a delegation named them. */
    private Person today(Person named) {
        return roster.members().stream()
                .filter(member -> Person.approver(member.id()).equals(named))
                .map(Member::person)
                .findFirst()
                .orElse(named);
    }

    private Set<Person> persons(Desk desk, WorkspaceId workspace, Recipient to) {
        if (to instanceof Recipient.Meant one) return roster.persons(one.ref());
        Set<Person> holders = new HashSet<>();
        desk.directory
                .holdersOf(workspace, ((Recipient.Holders) to).permission())
                .forEach(user -> holders.add(Person.user(user)));
        return holders;
    }

    private static void asked(Round round, Set<ReviewerRef> refs) {
        IntStream.range(0, round.progress().stages().size()).forEach(stage -> refs.addAll(round.entries(stage)));
    }

    /** The posts that notices are about, each once. */
    static List<PostId> posts(Collection<Notice> notices) {
        return about(notices, "post").stream().map(PostId::new).toList();
    }

    /** The links that notices are about, each once. */
    static List<LinkId> links(Collection<Notice> notices) {
        return about(notices, "link").stream().map(LinkId::new).toList();
    }

    private static List<String> about(Collection<Notice> notices, String kind) {
        return notices.stream()
                .map(Notice::about)
                .filter(about -> about.kind().equals(kind))
                .map(StreamId::id)
                .distinct()
                .toList();
    }
}
