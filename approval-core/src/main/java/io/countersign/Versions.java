package io.countersign;

import io.countersign.audit.AuditEntry;
import io.countersign.audit.Trail;
import io.countersign.content.Content;
import io.countersign.content.Diff;
import io.countersign.content.Version;
import io.countersign.identity.Actor;
import io.countersign.identity.Member;
import io.countersign.identity.Person;
import io.countersign.identity.PostId;
import io.countersign.identity.Roster;
import io.countersign.post.Post;
import io.countersign.problem.InvalidInputException;
import io.countersign.problem.NotFoundException;
import io.countersign.store.Page;
import io.countersign.store.PageRequest;
import io.countersign.store.TrailFilter;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a post said and says: its versions, and what changed from one to another. */
public final class Versions {
    private final Desk desk;
    private final PostDesk posts;

    Versions(Desk desk, PostDesk posts) {
        this.desk = desk;
        this.posts = posts;
    }

    /**
     * What changed between two versions of a post.
     *
     * @param from null where there is no such version, and the diff is of the other with itself
     */
    public record Comparison(@Nullable Integer from, int to, Diff diff) {}

    /**
     * All versions, the first first; through a link, the one last submitted.
     *
     * @throws NotFoundException where there is no post that the caller may know of
     */
    public List<Version> list(Call call, PostId id) {
        Post post = load(call, id);
        List<Version> all = desk.store.versions(call.workspace(), id);
        return call.actor() instanceof Actor.Guest
                ? all.stream()
                        .filter(version -> version.number() == submitted(post))
                        .toList()
                : all;
    }

    /**
     * What changed from one version to another, which may be an earlier one. Not for callers through a link, to whom only
     * some versions are shown.
     *
     * @throws InvalidInputException for a version that the post does not have
     */
    public Comparison diff(Call call, PostId id, int from, int to) {
        desk.needUser(call, "post", id.value());
        load(call, id);
        List<Version> all = desk.store.versions(call.workspace(), id);
        return new Comparison(from, to, new Diff(content(all, "from", from), content(all, "to", to)));
    }

    /**
     * What changed since the version that the caller last decided on, in whichever round and through whatever they did so;
     * up to the current version, through a link up to the one last submitted.
     *
     * @return without {@code from} where the caller decided on none
     */
    public Comparison diffSinceDecision(Call call, PostId id) {
        Post post = load(call, id);
        int to = call.actor() instanceof Actor.Guest
                ? submitted(post)
                : post.version().number();
        return diffSinceDecision(call, post, to);
    }

    /**
     * As above, up to a version of the caller's choice. Not for callers through a link.
     *
     * @throws InvalidInputException for a version that the post does not have
     */
    public Comparison diffSinceDecision(Call call, PostId id, int to) {
        desk.needUser(call, "post", id.value());
        return diffSinceDecision(call, load(call, id), to);
    }

    private Comparison diffSinceDecision(Call call, Post post, int to) {
        List<Version> all = desk.store.versions(call.workspace(), post.id());
        Content shown = content(all, "to", to);
        Optional<Integer> decided = decided(call, post);
        return decided.isEmpty()
                ? new Comparison(null, to, new Diff(shown, shown))
                : new Comparison(decided.get(), to, new Diff(content(all, "from", decided.get()), shown));
    }

    /** Nothing says so but the record, where it tells whose decision it is: a round's votes go with the round. */
    private Optional<Integer> decided(Call call, Post post) {
        Set<Actor.Name> names = names(call);
        TrailFilter filter = new TrailFilter(post.id(), null, null, "post.decided", null, null);
        String next = null;
        do {
            PageRequest page = new PageRequest(PageRequest.FIRST.limit(), next);
            Page<AuditEntry> entries = desk.store.entries(call.workspace(), filter, page);
            for (AuditEntry entry : entries.items())
                if (names.contains(decider(entry)))
                    return Optional.ofNullable(entry.subject().version());
            next = entries.next();
        } while (next != null);
        return Optional.empty();
    }

    /** By which the record may know the caller: as user, and as each approver that they are. */
    private Set<Actor.Name> names(Call call) {
        Roster roster = desk.roster(call, List.of());
        Person person = call.actor().person();
        Set<Actor.Name> names = new HashSet<>(List.of(call.actor().name(), person.name()));
        for (Member member : roster.members())
            if (member.person().equals(person))
                names.add(new Actor.Name(Actor.Kind.APPROVER, member.id().value()));
        return names;
    }

    private static Actor.@Nullable Name decider(AuditEntry entry) {
        return Trail.details(entry.bytes()).get("by") instanceof Map<?, ?> by
                ? new Actor.Name(Actor.Kind.valueOf(String.valueOf(by.get("kind"))), String.valueOf(by.get("id")))
                : null;
    }

    private Post load(Call call, PostId id) {
        return posts.load(call, List.of(id)).items().get(0);
    }

    /** The number of the version last submitted; 0 for none. */
    private static int submitted(Post post) {
        return post.plan() == null ? 0 : post.plan().version();
    }

    private static Content content(List<Version> all, String field, int number) {
        return all.stream()
                .filter(version -> version.number() == number)
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(
                        field, "must be a version of this post, from 1 to %d, and is %d".formatted(all.size(), number)))
                .content();
    }
}
