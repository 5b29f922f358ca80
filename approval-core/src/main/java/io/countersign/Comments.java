package io.countersign;

import io.countersign.audit.AuditEntry;
import io.countersign.audit.StreamId;
import io.countersign.audit.Trail;
import io.countersign.canonical.Digest;
import io.countersign.canonical.Erasable;
import io.countersign.content.Version;
import io.countersign.identity.Actor;
import io.countersign.identity.PostId;
import io.countersign.post.CommentCommand;
import io.countersign.post.Post;
import io.countersign.post.PostCommand;
import io.countersign.post.PostEvent;
import io.countersign.problem.InvalidInputException;
import io.countersign.problem.NotFoundException;
import io.countersign.review.Visibility;
import io.countersign.store.Found;
import io.countersign.store.Page;
import io.countersign.store.PageRequest;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Notes outside of decisions, in any status of a post: of users among themselves or for everyone, and of approvers through
 * their links, for everyone.
 */
public final class Comments {
    private static final String COMMENTED = "post.commented";
    private static final String SUBMITTED = "post.submitted";

    private record Told(PostEvent.Commented event, AuditEntry entry) {
        Comment with(Map<Digest, String> texts) {
            return new Comment(
                    event.comment(),
                    entry.actor(),
                    entry.at(),
                    event.version(),
                    event.visibility(),
                    event.anchor(),
                    texts.get(event.text()));
        }
    }

    private final Desk desk;
    private final PostDesk posts;

    Comments(Desk desk, PostDesk posts) {
        this.desk = desk;
        this.posts = posts;
    }

    /**
     * Comments on the current version; through a link, on the one last submitted. It stands whatever becomes of the post at
     * the same moment.
     *
     * @throws InvalidInputException for a text that cannot be used, or an anchor that points at nothing of that version
     * @throws NotFoundException where there is no post that the caller may know of
     */
    public Comment add(Call call, PostId id, CommentForm form) {
        desk.checks.valid(form);
        Found<Post> found = posts.load(call, List.of(id));
        Post post = found.items().get(0);
        Adding adding = new Adding(call.actor(), seen(call, post), form, desk.note(form.text()));
        posts.run(adding.telling(call), post, found.now(), adding, List.of());
        return adding.comment();
    }

    /**
     * Newest first. Through a link, those for everyone, on versions that were submitted: then a page may be shorter than
     * asked for, and not the last.
     */
    public Page<Comment> list(Call call, PostId id, PageRequest page) {
        posts.load(call, List.of(id));
        Page<AuditEntry> read = desk.store.told(call.workspace(), StreamId.of(id), COMMENTED, page);
        List<Told> shown = shown(
                call,
                id,
                read.items().stream()
                        .map(entry -> new Told(Trail.event(entry.bytes(), PostEvent.Commented.class), entry))
                        .toList());
        Map<Digest, String> texts = desk.store.texts(
                call.workspace(),
                id,
                shown.stream().map(told -> told.event().text()).toList());
        return new Page<>(shown.stream().map(told -> told.with(texts)).toList(), read.next());
    }

    private List<Told> shown(Call call, PostId id, List<Told> all) {
        if (!(call.actor() instanceof Actor.Guest)) return all;
        List<Told> open = all.stream()
                .filter(told -> told.event().visibility() == Visibility.EVERYONE)
                .toList();
        if (open.isEmpty()) return open;
        Set<Integer> submitted = submitted(call, id);
        return open.stream()
                .filter(told -> submitted.contains(told.event().version()))
                .toList();
    }

    /** Versions that were ever shown through a link. */
    private Set<Integer> submitted(Call call, PostId id) {
        Set<Integer> versions = new HashSet<>();
        @Nullable String cursor = null;
        do {
            Page<AuditEntry> page = desk.store.told(
                    call.workspace(), StreamId.of(id), SUBMITTED, new PageRequest(PageRequest.MAX, cursor));
            page.items().forEach(entry -> versions.add(entry.subject().version()));
            cursor = page.next();
        } while (cursor != null);
        return versions;
    }

    /** What the caller has before them. */
    private Version seen(Call call, Post post) {
        Version current = post.version();
        if (!(call.actor() instanceof Actor.Guest)) return current;
        int submitted = post.plan() == null ? 0 : post.plan().version();
        if (submitted == current.number()) return current;
        return desk.store.versions(call.workspace(), post.id()).stream()
                .filter(version -> version.number() == submitted)
                .findFirst()
                .orElseThrow(() -> new NotFoundException("post", post.id().value()));
    }

    /** One comment on its way; decided again where a guard was lost, the last time counts. */
    private final class Adding implements PostDesk.Order {
        private final Version on;
        private final Erasable text;
        private final Visibility visibility;
        private final Actor by;
        private final CommentForm form;
        private @Nullable Comment comment;

        Adding(Actor by, Version on, CommentForm form, Erasable text) {
            this.by = by;
            this.on = on;
            this.form = form;
            this.text = text;
            Visibility asked = form.visibility() == null ? Visibility.INTERNAL : form.visibility();
            visibility = by instanceof Actor.Guest ? Visibility.EVERYONE : asked;
        }

        @Override
        public PostCommand command(Post post, Instant now) {
            String id = comment == null ? desk.ids.next(now) : comment.id();
            comment = new Comment(id, by.name(), now, on.number(), visibility, form.anchor(), text.text());
            return new CommentCommand(id, on, text, visibility, form.anchor());
        }

        @Override
        public List<Erasable> texts() {
            return List.of(text);
        }

        Comment comment() {
            return Objects.requireNonNull(comment);
        }

        /** The same call, which answers its repetitions with the comment instead of the post. */
        Call telling(Call call) {
            Call.Once once = call.once();
            return once == null
                    ? call
                    : call.once(new Call.Once(
                            once.key(),
                            once.fingerprint(),
                            (post, fresh) -> once.rendering().render(comment(), fresh)));
        }
    }
}
