package io.countersign;

import io.countersign.audit.StreamId;
import io.countersign.identity.LinkId;
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
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Whom notices mean, as the store and the host said when they were asked. */
final class Audience {
    private final Roster roster;
    private final Map<Recipient, Set<Person>> persons = new LinkedHashMap<>();

    private Audience(Roster roster) {
        this.roster = roster;
    }

    /** Asks whom these notices mean, and whom the rounds that they are about ask. */
    static Audience of(Desk desk, WorkspaceId workspace, List<Notice> notices) {
        Set<ReviewerRef> refs = new HashSet<>();
        for (Notice notice : notices) if (notice.to() instanceof Recipient.Meant meant) refs.add(meant.ref());
        List<PostId> posts = posts(notices);
        for (Post post : desk.store.posts(workspace, posts).items())
            post.round().ifPresent(round -> asked(round, refs));
        Audience audience = new Audience(desk.roster(Dispatcher.system(workspace), refs));
        for (Notice notice : notices)
            audience.persons.computeIfAbsent(notice.to(), to -> audience.resolved(desk, workspace, to));
        return audience;
    }

    /** Who is to be told, but for who did it. */
    Set<Person> of(Notice notice) {
        Set<Person> meant = new HashSet<>(persons.getOrDefault(notice.to(), Set.of()));
        meant.remove(notice.causedBy());
        return meant;
    }

    Standing standing(Person person) {
        return roster.standing(person);
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

    private Set<Person> resolved(Desk desk, WorkspaceId workspace, Recipient to) {
        if (to instanceof Recipient.Meant meant) return roster.persons(meant.ref());
        Set<Person> holders = new HashSet<>();
        desk.directory
                .holdersOf(workspace, ((Recipient.Holders) to).permission())
                .forEach(user -> holders.add(Person.user(user)));
        return holders;
    }

    private static void asked(Round round, Set<ReviewerRef> refs) {
        IntStream.range(0, round.progress().stages().size()).forEach(stage -> refs.addAll(round.entries(stage)));
    }
}
